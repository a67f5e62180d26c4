/**
 * Whether a process lives, and whether it is the one that was meant: ids are used again.
 *
 * @module
 */
import process from "node:process";

/** When a process was started, in the kernel's ticks since boot; null where the system does not tell (only Linux does), and for one that ended. */
export async function readStartMark(pid: number): Promise<string | null> {
  try {
    const stat = await Deno.readTextFile(`/proc/${pid}/stat`);
    const [state, ...fields] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return state === "Z" ? null : fields[18] ?? null;
  } catch {
    return null; // no /proc here, or the process is gone: `isAlive` asks the system then
  }
}

/** True while the process lives and, where the system tells, was started when `mark` says. */
export async function isAlive(pid: number, mark: string | null): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as { code?: string }).code !== "EPERM") return false;
  }
  const current = await readStartMark(pid);
  if (mark !== null && current === null) return false; // it ended, and only its parent has not looked yet
  return mark === null || current === mark;
}
