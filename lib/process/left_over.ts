/**
 * What is left of a command: the processes of its session, and those that can still write to its spool or its terminal, whatever session
 * they are in.
 * While there is one, the output of the command may go on, although the command itself has ended.
 *
 * @module
 */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import process from "node:process";
import { isAlive } from "./alive.ts";
import { listProcessIds, readProcess } from "./process_list.ts";
import type { Leader, Terminal } from "./spool.ts";
import { findWriters, mayWrite, type NamedProcess } from "./writers.ts";

/** The environment variable in which a command finds the id of its run. */
export const RUN_ID_ENV = "STDCURVE_RUN_ID";

/** Where the processes of a command are found. */
export interface CommandTraces {
  /** The process that began the command's session; null when it can't be identified any more. */
  leader: Leader | null;
  /** Path of the spool. */
  spool: string;
}

/** A process that is left of a command. */
export interface LeftProcess extends NamedProcess {
  /** Id of its process group; null where the system does not show it. */
  group: number | null;
  /** True when it can write to the spool, or to the command's terminal. */
  isWriter: boolean;
  /** True when it only keeps the command's terminal: it ends by itself when nobody else is left, and must not be signalled. */
  isKeeper?: boolean;
}

/** The id of the run that a spool belongs to. */
export const runIdOf = (spool: string): string => basename(spool, ".log");

/**
 * True for a process of the session that the leader began. The system gives an id to nobody else while a session has it: when another
 * process has the leader's id, the session is another one.
 */
function isInSession(pid: number, leader: Leader | null): boolean {
  if (leader === null) return false;
  const found = readProcess(pid);
  if (found?.session !== leader.pid) return false;
  const first = readProcess(leader.pid);
  return first === null || first.mark === leader.mark;
}

/** The terminal of a command while its holder lives. Without the holder, the system may give the terminal's name to another one. */
function liveTerminal(leader: Leader | null): Terminal | null {
  const terminal = leader?.terminal;
  return terminal && isAlive(terminal.holder.pid, terminal.holder.mark) ? terminal : null;
}

/** True for the holder of the command's terminal and for the shell that waits on it. */
function keepsTerminal(pid: number, leader: Leader | null): boolean {
  const terminal = leader?.terminal;
  if (!leader || !terminal) return false;
  return [leader, terminal.holder].some((each) => each.pid === pid && isAlive(each.pid, each.mark));
}

/** The files through which output of a command can come. */
function outlets({ leader, spool }: CommandTraces): string[] {
  const terminal = liveTerminal(leader);
  return terminal ? [spool, terminal.path] : [spool];
}

/**
 * Finds what is left of a command. Writers come first, and those that only keep its terminal last. Where the system shows no processes, the
 * group of the leader stands for them.
 *
 * @param seen Processes that a look a moment ago has found not to write, see `findWriters`
 */
export async function findLeftOver(traces: CommandTraces, seen?: Set<number>): Promise<LeftProcess[]> {
  const { leader } = traces, writers = await findWriters(outlets(traces), seen), ids = listProcessIds();
  const describe = ({ pid, name }: NamedProcess, isWriter: boolean): LeftProcess => (
    { pid, name, group: groupOf(pid), isWriter, isKeeper: keepsTerminal(pid, leader) }
  );
  const found = (writers ?? []).map((each) => describe(each, true));
  if (ids === null) return found.length === 0 && leader && isGroupAlive(leader.pid) ? [nameGroup(leader)] : found;
  const known = new Set(found.map(({ pid }) => pid));
  const members = ids.filter((pid) => !known.has(pid) && isInSession(pid, leader));
  const all = [...found, ...members.map((pid) => describe({ pid, name: nameOf(pid) }, false))];
  return all.sort((a, b) => Number(a.isKeeper ?? false) - Number(b.isKeeper ?? false));
}

const nameOf = (pid: number) => readProcess(pid)?.name ?? "a process";
const groupOf = (pid: number) => readProcess(pid)?.group ?? null;
const nameGroup = ({ pid }: Leader): LeftProcess => ({
  pid,
  name: "a process",
  group: pid,
  isWriter: false,
  isKeeper: false,
});

/**
 * A process that was found, if it is still left: with its name of now, because a process that begins another program keeps its id. Looks at
 * nothing else, so it is cheap. Always null where there is no `/proc`.
 */
export function lookAgainAt(found: LeftProcess, traces: CommandTraces): LeftProcess | null {
  const { pid, isWriter } = found;
  const isLeft = isWriter ? mayWrite(pid, outlets(traces)) : isInSession(pid, traces.leader);
  return isLeft ? { ...found, name: nameOf(pid) } : null;
}

/**
 * True when a process that is left surely belongs to the command, so that it may be signalled: it has the spool open, or its environment
 * has the run's id. A session's id alone may be somebody else's after a long time.
 */
export function isVouched({ pid, isWriter }: LeftProcess, spool: string): boolean {
  if (isWriter) return true;
  try {
    return readFileSync(`/proc/${pid}/environ`, "utf8").split("\0").includes(`${RUN_ID_ENV}=${runIdOf(spool)}`);
  } catch {
    return false; // it has ended, or belongs to another user
  }
}

/** True while a process group has a process. */
export function isGroupAlive(group: number): boolean {
  try {
    process.kill(-group, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code === "EPERM";
  }
}
