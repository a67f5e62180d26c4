/**
 * Notices that npx has ended. A signal that kills npx does not reach the program that npx has started. Without this check the program
 * would run on and keep its port.
 *
 * @module
 */
import { isAlive, readStartMark } from "./alive.ts";

const CHECK_MS = 500;
/** The command line of npm or npx, under its own name or as a script of node. */
const NPX = /^(?:npm|npx)(?: |$)|\/np[mx](?:-cli\.js)?(?: |$)/;

/** Parent and command line of a process. Null if the system does not report them. */
async function readParent(pid: number): Promise<{ parent: number; command: string } | null> {
  try {
    const stat = await Deno.readTextFile(`/proc/${pid}/stat`);
    const [, parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const command = (await Deno.readTextFile(`/proc/${pid}/cmdline`)).replaceAll("\0", " ").trim();
    return { parent: Number(parent), command };
  } catch {
    return await readParentFromPs(pid); // there is no /proc
  }
}

async function readParentFromPs(pid: number): Promise<{ parent: number; command: string } | null> {
  try {
    const { stdout } = await new Deno.Command("ps", { args: ["-o", "ppid=,command=", "-p", String(pid)] }).output();
    const match = /^\s*(\d+)\s+(.*)/.exec(new TextDecoder().decode(stdout));
    return match ? { parent: Number(match[1]), command: match[2]! } : null;
  } catch {
    return null; // there is no ps either
  }
}

/** Process id of the nearest npx among a process and its ancestors. Null if there is none. */
export async function findNpx(from: number): Promise<number | null> {
  for (let pid = from; pid > 1;) {
    const process = await readParent(pid);
    if (!process) return null;
    if (NPX.test(process.command)) return pid;
    pid = process.parent;
  }
  return null;
}

/** Calls `onGone` once, when the npx that has started this process has ended. Does nothing if npx has not started it. */
export async function watchNpx(onGone: () => void): Promise<void> {
  if (Deno.env.get("npm_command") !== "exec") return;
  const pid = await findNpx(Deno.ppid);
  if (pid === null) return;
  const mark = await readStartMark(pid);
  const timer = setInterval(async () => {
    if (await isAlive(pid, mark)) return;
    clearInterval(timer);
    onGone();
  }, CHECK_MS);
  Deno.unrefTimer(timer as unknown as number);
}
