/**
 * Stops a command and everything that it has started: its process group, the other groups of its session, and whatever still writes to its
 * spool. Signals no process that isn't surely the command's, because the system reuses process ids.
 *
 * @module
 */
import { STOP_GRACE_MS } from "../limits.ts";
import { readStartMark } from "./alive.ts";
import { findLeftOver, isGroupAlive, isVouched } from "./left_over.ts";

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

/** Sends a signal to a process, or to the group of a negative id. False when there is none, or it is another user's. */
function send(pid: number, signal: Deno.Signal): boolean {
  try {
    Deno.kill(pid, signal);
    return true;
  } catch (error) {
    const isGone = error instanceof Deno.errors.NotFound || /ESRCH|No such process/i.test(String(error));
    if (isGone || error instanceof Deno.errors.PermissionDenied) return false;
    throw error;
  }
}

/** Sends a signal to a process group. False when its leader has ended, or is not surely the process that the group was made for. */
export function signalGroup(group: ProcessGroup, signal: Deno.Signal): boolean {
  return isSame(group) && send(-group.pid, signal);
}

/** A command whose processes get a signal. `group` is null when its leader can't be identified. */
export interface SignalledCommand {
  group: ProcessGroup | null;
  /** Path of the command's spool. */
  spool: string;
}

/** Sends a signal to each process that is left of a command, without its group when that was reached already. True when one got it. */
async function signalRest(
  { group, spool }: SignalledCommand,
  signal: Deno.Signal,
  { isGroupReached }: { isGroupReached: boolean },
): Promise<boolean> {
  const left = await findLeftOver({ leader: group, spool });
  const isOutside = (id: number | null) => id !== null && id !== group?.pid;
  const rest = left.filter((each) => isGroupReached ? isOutside(each.group) : isVouched(each, spool));
  return rest.map(({ pid }) => send(pid, signal)).includes(true);
}

/**
 * Sends a signal that asks for the end to everything that is left of a command, whether its leader lives or not. Resolves to false when
 * nothing is left.
 */
export async function signalCommand(command: SignalledCommand, signal: Deno.Signal): Promise<boolean> {
  const isGroupReached = command.group !== null && signalGroup(command.group, signal);
  return await signalRest(command, signal, { isGroupReached }) || isGroupReached;
}

const CHECK_MS = 50, CHECK_MAX_MS = 500;

/** True while something is left of a command. */
async function isLeft({ group, spool }: SignalledCommand): Promise<boolean> {
  return group !== null && isGroupAlive(group.pid) || (await findLeftOver({ leader: group, spool })).length > 0;
}

/**
 * Sends SIGTERM to a command, and SIGKILL to what is left of it after `graceMs`. Resolves when nothing is left or it was killed; to false when
 * nothing was left in the first place.
 */
export async function stopCommand(
  command: SignalledCommand,
  { graceMs = STOP_GRACE_MS }: { graceMs?: number } = {},
): Promise<boolean> {
  const { group } = command;
  if (!await signalCommand(command, "SIGTERM")) return false;
  const deadline = performance.now() + graceMs;
  for (let pause = CHECK_MS; performance.now() < deadline; pause = Math.min(1.2 * pause, CHECK_MAX_MS)) {
    if (!await isLeft(command)) return true;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  // The leader may have ended. While others of its group live, the system gives its id to nobody else.
  const now = group && readStartMark(group.pid);
  const isGroupReached = group !== null && (now === null || now === group.mark) && send(-group.pid, "SIGKILL");
  await signalRest(command, "SIGKILL", { isGroupReached });
  return true;
}
