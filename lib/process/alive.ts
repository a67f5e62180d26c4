/**
 * Checks whether a process is alive, and whether it is still the same one: the system reuses process ids.
 *
 * @module
 */
import process from "node:process";

/** Finds the start mark in the text of `/proc/PID/stat`. Null for a process that has ended and whose exit status was not read yet. */
export function parseStartMark(stat: string): string | null {
  const [state, ...fields] = stat.trim().slice(stat.lastIndexOf(")") + 2).split(" ");
  return state === "Z" ? null : fields[18] ?? null;
}

/** When a process was started, in kernel ticks since boot. Null if it has ended, and on every system but Linux. */
export function readStartMark(pid: number): string | null {
  try {
    return parseStartMark(Deno.readTextFileSync(`/proc/${pid}/stat`));
  } catch {
    return null; // there is no /proc, or the process has ended; `isAlive` then asks the system
  }
}

/** True while the process is alive and its start mark is `mark`. A null `mark` matches every process. */
export function isAlive(pid: number, mark: string | null): boolean {
  if (!Number.isSafeInteger(pid) || pid < 1) return false; // to the system, 0 and negative numbers mean groups
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as { code?: string }).code !== "EPERM") return false;
  }
  return mark === null || readStartMark(pid) === mark;
}
