/**
 * Stops a command and everything that it has started: its whole process group. Signals no group that isn't surely the command's, because
 * the system reuses process ids.
 *
 * @module
 */
import process from "node:process";
import { STOP_GRACE_MS } from "../limits.ts";
import { readStartMark } from "./alive.ts";

/** The process group of a command. Its id is that of its leader, the shell that has started the command. */
export interface ProcessGroup {
  pid: number;
  /** Start mark of the leader; null where the system has none. */
  mark: string | null;
  /** True while the leader runs as a child of this process. Left out for the command of another process. */
  isOwnChild?: () => boolean;
}

/** True while the leader is the process that the group was made for. Without a start mark only our own running child surely is. */
function isSame({ pid, mark, isOwnChild }: ProcessGroup): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 1) return false; // to `kill`, -1 means every process, and 0 our own group
  return mark === null ? isOwnChild?.() ?? false : readStartMark(pid) === mark;
}

function send(pid: number, signal: Deno.Signal): boolean {
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

/** Sends a signal to a process group. False when its leader has ended, or is not surely the process that the group was made for. */
export function signalGroup(group: ProcessGroup, signal: Deno.Signal): boolean {
  return isSame(group) && send(group.pid, signal);
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
  group: ProcessGroup,
  { graceMs = STOP_GRACE_MS }: { graceMs?: number } = {},
): Promise<void> {
  const { pid, mark } = group;
  if (!signalGroup(group, "SIGTERM")) return;
  for (let waited = 0; waited < graceMs; waited += CHECK_MS) {
    if (!isGroupAlive(pid)) return;
    await new Promise((resolve) => setTimeout(resolve, CHECK_MS));
  }
  // The leader may have ended. While others of its group live, the system gives its id to nobody else.
  const now = readStartMark(pid);
  if (now === null || now === mark) send(pid, "SIGKILL");
}
