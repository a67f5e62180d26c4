/**
 * What Linux's kernel log says about a process that was ended for want of memory: the only trace of it when the process was in a control group
 * that isn't ours, as in a container or a step of a batch job. Says nothing where the log can't be read, as for most users of many machines.
 *
 * @module
 */

/** A process that the system has ended. */
export interface OomVictim {
  /** The first 15 characters of its program's name. */
  name: string;
  pid: number;
}

/** How long ago the kill may be. The kernel's clock goes a little wrong over weeks. */
const RECENT_S = 30;
/** How long reading the log may take. */
const READ_MAX_MS = 2_000;

/**
 * Finds the newest process that was ended for want of memory in the text of `dmesg`, if that was at most half a minute before `uptimeS`, the
 * seconds since the machine's start.
 *
 * @example
 * ```ts
 * import { parseOomVictim } from "./kernel_log.ts";
 * parseOomVictim("[   69.1] Out of memory: Killed process 94 (python3) total-vm:5kB", 70); // { name: "python3", pid: 94 }
 * ```
 */
export function parseOomVictim(text: string, uptimeS: number): OomVictim | null {
  const [, seconds, pid, name] =
    [...text.matchAll(/^(?:<\d+>)?\[ *(\d+\.\d+)\].*?out of memory: Killed process (\d+) \((.*)\) total-vm/gim)]
      .at(-1) ?? [];
  if (name === undefined || Math.abs(uptimeS - Number(seconds)) > RECENT_S) return null;
  return { name, pid: Number(pid) };
}

/** The process that the system has ended for want of memory a moment ago. Null for none, and where nobody says. */
export async function readOomVictim(): Promise<OomVictim | null> {
  if (Deno.build.os !== "linux") return null;
  try {
    const signal = AbortSignal.timeout(READ_MAX_MS);
    const { stdout } = await new Deno.Command("dmesg", { stdin: "null", stderr: "null", env: { LC_ALL: "C" }, signal })
      .output();
    return parseOomVictim(new TextDecoder().decode(stdout), Deno.osUptime());
  } catch {
    return null; // there is no dmesg, or it may not be started
  }
}
