/**
 * Stops a command and everything that it has started: its process group, the other groups of its session, and whatever still writes to its
 * spool. Signals no process that isn't surely the command's, because the system reuses process ids.
 *
 * @module
 */
import { STOP_GRACE_MS } from "../limits.ts";
import { readStartMark } from "./alive.ts";
import { isSuspended } from "./job.ts";
import { findLeftOver, isGroupAlive, isVouched } from "./left_over.ts";
import type { Leader } from "./spool.ts";
import { sleep } from "../time.ts";

/**
 * The process group of a command. Its id is that of its leader, the shell that has started the command. A command in a terminal of its own
 * has other groups, in the session of the leader.
 */
export interface ProcessGroup extends Leader {
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

/**
 * Sends a signal to a process group. False when its leader has ended, or is not surely the process that the group was made for, or only
 * keeps the command's terminal.
 */
export function signalGroup(group: ProcessGroup, signal: Deno.Signal): boolean {
  return !group.terminal && isSame(group) && send(-group.pid, signal);
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
  const left = (await findLeftOver({ leader: group, spool })).filter(({ isKeeper }) => !isKeeper);
  const isOutside = (id: number | null) => id !== null && id !== group?.pid;
  const isKept = group?.terminal !== undefined && isSame(group); // then the session surely is the command's
  const rest = left.filter((each) => isGroupReached ? isOutside(each.group) : isKept || isVouched(each, spool));
  return rest.map(({ pid }) => send(pid, signal)).includes(true);
}

/**
 * Sends a signal that asks for the end to everything that is left of a command, whether its leader lives or not. Resolves to false when
 * nothing is left.
 */
export async function signalCommand(command: SignalledCommand, signal: Deno.Signal): Promise<boolean> {
  const isGroupReached = command.group !== null && signalGroup(command.group, signal);
  const isRestReached = await signalRest(command, signal, { isGroupReached });
  if (command.group && isSuspended(command.group)) send(command.group.pid, "SIGCONT"); // else the signal waits until somebody continues it
  return isRestReached || isGroupReached;
}

/** Sends a signal that asks for no end to the group of a command, or to everything on its terminal. False when nothing is left. */
export async function passSignal(command: SignalledCommand, signal: Deno.Signal): Promise<boolean> {
  return command.group?.terminal
    ? await signalRest(command, signal, { isGroupReached: false })
    : command.group !== null && signalGroup(command.group, signal);
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
    await sleep(pause);
  }
  // The leader may have ended. While others of its group live, the system gives its id to nobody else.
  const now = group && readStartMark(group.pid);
  const mayReach = group !== null && !group.terminal && (now === null || now === group.mark);
  const isGroupReached = mayReach && send(-group.pid, "SIGKILL");
  await signalRest(command, "SIGKILL", { isGroupReached });
  return true;
}
