/**
 * Checks whether a process is alive, and whether it is still the same one: the system reuses process ids.
 *
 * @module
 */
import process from "node:process";

/** When a process was started, in kernel ticks since boot. Null if it has ended, and on every system but Linux. */
export async function readStartMark(pid: number): Promise<string | null> {
  try {
    const stat = await Deno.readTextFile(`/proc/${pid}/stat`);
    const [state, ...fields] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return state === "Z" ? null : fields[18] ?? null; // Z: it has ended, but its parent has not read its exit status yet
  } catch {
    return null; // there is no /proc, or the process has ended; `isAlive` then asks the system
  }
}

/** True while the process is alive and its start mark is `mark`. A null `mark` matches every process. */
export async function isAlive(pid: number, mark: string | null): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as { code?: string }).code !== "EPERM") return false;
  }
  return mark === null || await readStartMark(pid) === mark;
}
