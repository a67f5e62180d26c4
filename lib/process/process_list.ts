/**
 * The processes of this machine, as Linux lists them in `/proc`. Has no list on other systems, and where reading it is not permitted.
 *
 * @module
 */
import { readdirSync, readFileSync } from "node:fs";

/** A process that runs. */
export interface RunningProcess {
  pid: number;
  /** Its program, as the system shortens it: at most 15 characters. */
  name: string;
  /** Id of its process group. */
  group: number;
  /** Id of its session: the process id of the process that began the session. */
  session: number;
  /** When it was started, in kernel ticks since boot. */
  mark: string;
}

/** Reads a process from the text of `/proc/PID/stat`. Null for one that has ended and whose exit status was not read yet. */
export function parseProcess(stat: string): RunningProcess | null {
  const open = stat.indexOf("("), close = stat.lastIndexOf(")");
  const [state, , group, session, ...rest] = stat.slice(close + 2).trim().split(" ");
  if (open < 0 || state === "Z" || state === "X") return null;
  return {
    pid: Number(stat.slice(0, open)),
    name: stat.slice(open + 1, close),
    group: Number(group),
    session: Number(session),
    mark: rest[15] ?? "",
  };
}

/** A process that runs. Null when it has ended, and where there is no `/proc`. */
export function readProcess(pid: number): RunningProcess | null {
  try {
    return parseProcess(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return null; // it has ended, or the system does not show it
  }
}

/** SIGKILL among the pending signals of `/proc/PID/status`, and the flag of a process that is ending among those of `/proc/PID/stat`. */
const KILL_PENDING = 1n << 8n, ENDING = 0x4;

/** True by these texts when the system is ending a process, so that it runs no further although it is still there. */
export function isEnding(stat: string, status: string): boolean {
  const flags = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[6]);
  const pending = [...status.matchAll(/^(?:Sig|Shd)Pnd:\s*([0-9a-f]+)$/gm)];
  return (flags & ENDING) !== 0 || pending.some(([, mask]) => (BigInt(`0x${mask}`) & KILL_PENDING) !== 0n);
}

/** True for a process that was killed and is still there for a moment, or that has ended. */
export function isDying(pid: number): boolean {
  try {
    return isEnding(readFileSync(`/proc/${pid}/stat`, "utf8"), readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return Deno.build.os === "linux"; // it has ended; other systems don't show it
  }
}

/** Ids of all processes. Null where there is no `/proc`, or reading it is not permitted. */
export function listProcessIds(): number[] | null {
  if (Deno.build.os !== "linux") return null;
  try {
    return readdirSync("/proc").flatMap((name) => /^\d+$/.test(name) ? Number(name) : []);
  } catch (error) {
    if (isUnreadable(error)) return null;
    throw error;
  }
}

const isUnreadable = (error: unknown) =>
  error instanceof Deno.errors.NotCapable ||
  ["ENOENT", "EACCES", "EPERM"].includes(String((error as { code?: string }).code));
