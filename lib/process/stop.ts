/**
 * Stopping a command with all that it started: its whole process group.
 *
 * @module
 */
import process from "node:process";
import { STOP_GRACE_MS } from "../limits.ts";

/** Sends a signal to a process group; false when nothing of it is left. */
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

/** True while anything of the group is left. */
function isGroupLeft(pid: number): boolean {
  try {
    process.kill(-pid, 0);
    return true;
  } catch {
    return false; // ESRCH: nothing left. EPERM can't be: the group is ours
  }
}

const LOOK_MS = 50;

/** SIGTERM to the whole group, and SIGKILL to what is left of it after the grace. Resolves when nothing is left, or all was killed. */
export async function stopGroup(
  pid: number,
  { graceMs = STOP_GRACE_MS }: { graceMs?: number } = {},
): Promise<void> {
  if (!signalGroup(pid, "SIGTERM")) return;
  for (let waited = 0; waited < graceMs && isGroupLeft(pid); waited += LOOK_MS) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  signalGroup(pid, "SIGKILL");
}
