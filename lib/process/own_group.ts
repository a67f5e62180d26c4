/**
 * The process group of this program, which the user's shell stops and continues as one job. Linux only, by `/proc`: elsewhere this program
 * counts as having the foreground, and can't be stopped.
 *
 * @module
 */
import { readFileSync } from "node:fs";
import { listProcessIds } from "./process_list.ts";
import { readForeground } from "./job.ts";

/** A process among its ancestors. */
export interface ProcessPlace {
  parent: number;
  group: number;
  session: number;
}

/** Reads them from the text of `/proc/PID/stat`. */
export function parsePlace(stat: string): ProcessPlace {
  const [, parent, group, session] = stat.slice(stat.lastIndexOf(")") + 2).split(" ").map(Number);
  return { parent: parent!, group: group!, session: session! };
}

function readPlace(pid: number | "self"): ProcessPlace | null {
  try {
    return parsePlace(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return null; // it has ended, or there is no /proc
  }
}

/** True while this program may change its terminal and read from it. True without a controlling terminal, too: nobody forbids it then. */
export function hasForeground(): boolean {
  const foreground = readForeground("self");
  return foreground === null || foreground === readPlace("self")?.group;
}

/**
 * True when a shell waits for this group and can continue it: the nearest ancestor outside the group is in the same session. The system
 * stops no other group at Ctrl-Z either.
 */
export function hasJobControl(): boolean {
  const own = readPlace("self");
  for (let each = own; own && each;) {
    const parent: ProcessPlace | null = readPlace(each.parent);
    if (!parent || parent.session !== own.session) return false;
    if (parent.group !== own.group) return true;
    each = parent;
  }
  return false;
}

/** Stops this program and the others of its group, such as an npx that has started it. Returns when the shell has continued them. */
export function stopOwnGroup(): void {
  const own = readPlace("self");
  for (const pid of listProcessIds() ?? []) {
    if (pid !== Deno.pid && readPlace(pid)?.group === own?.group) send(pid, "SIGTSTP");
  }
  stopSelf();
}

/** Stops this program. Returns when somebody has continued it. */
export const stopSelf = (): void => Deno.kill(Deno.pid, "SIGSTOP");

function send(pid: number, signal: Deno.Signal): void {
  try {
    Deno.kill(pid, signal);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound || /ESRCH|No such process/i.test(String(error)))) throw error;
  }
}
