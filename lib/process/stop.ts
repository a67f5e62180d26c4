/**
 * Stops a command and everything that it has started: its whole process group.
 *
 * @module
 */
import process from "node:process";
import { STOP_GRACE_MS } from "../limits.ts";

/** Sends a signal to a process group. False when the group has no process any more. */
export function signalGroup(pid: number, signal: Deno.Signal): boolean {
  try {
    Deno.kill(-pid, signal);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || /ESRCH|No such process/i.test(String(error))) {
      return false;
    }
    throw error;
  }
}

/** True while the group has a process. */
function isGroupAlive(pid: number): boolean {
  try {
    process.kill(-pid, 0);
    return true;
  } catch {
    return false; // ESRCH: it has none. EPERM is impossible for a group of this user
  }
}

const CHECK_MS = 50;

/** Sends SIGTERM to a process group, and SIGKILL to the processes that are left after `graceMs`. Resolves when the group has ended or was killed. */
export async function stopGroup(
  pid: number,
  { graceMs = STOP_GRACE_MS }: { graceMs?: number } = {},
): Promise<void> {
  if (!signalGroup(pid, "SIGTERM")) return;
  for (let waited = 0; waited < graceMs && isGroupAlive(pid); waited += CHECK_MS) {
    await new Promise((resolve) => setTimeout(resolve, CHECK_MS));
  }
  signalGroup(pid, "SIGKILL");
}
