/**
 * Noticing that npx is gone. Who kills the npx that a program was started by reaches nothing below it: the program would run on, its port
 * held, with nobody left to stop it.
 *
 * @module
 */
import { isAlive, readStartMark } from "./alive.ts";

const LOOK_MS = 500;
/** npm or npx as a process calls itself, or as node was given it. */
const NPX = /^(?:npm|npx)(?: |$)|\/np[mx](?:-cli\.js)?(?: |$)/;

/** A process's parent and command line; null where the system tells neither. */
async function readParent(pid: number): Promise<{ parent: number; command: string } | null> {
  try {
    const stat = await Deno.readTextFile(`/proc/${pid}/stat`);
    const [, parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const command = (await Deno.readTextFile(`/proc/${pid}/cmdline`)).replaceAll("\0", " ").trim();
    return { parent: Number(parent), command };
  } catch {
    return await askPs(pid); // no /proc here
  }
}

async function askPs(pid: number): Promise<{ parent: number; command: string } | null> {
  try {
    const { stdout } = await new Deno.Command("ps", { args: ["-o", "ppid=,command=", "-p", String(pid)] }).output();
    const match = /^\s*(\d+)\s+(.*)/.exec(new TextDecoder().decode(stdout));
    return match ? { parent: Number(match[1]), command: match[2]! } : null;
  } catch {
    return null; // no ps here either
  }
}

/** Id of the nearest npx above a process; null when none is. */
export async function findNpx(from: number): Promise<number | null> {
  for (let pid = from; pid > 1;) {
    const process = await readParent(pid);
    if (!process) return null;
    if (NPX.test(process.command)) return pid;
    pid = process.parent;
  }
  return null;
}

/** Calls back once the npx above this process is gone. Does nothing, and costs nothing, where npx is not in play. */
export async function watchNpx(onGone: () => void): Promise<void> {
  if (Deno.env.get("npm_command") !== "exec") return;
  const pid = await findNpx(Deno.ppid);
  if (pid === null) return;
  const mark = await readStartMark(pid);
  const timer = setInterval(async () => {
    if (await isAlive(pid, mark)) return;
    clearInterval(timer);
    onGone();
  }, LOOK_MS);
  Deno.unrefTimer(timer as unknown as number);
}
