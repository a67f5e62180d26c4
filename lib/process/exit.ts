/**
 * How a command ended, from the code that its shell noted.
 *
 * @module
 */

/** How a command ended. */
export interface Exit {
  /** 0 to 255; 128 and the signal's number after a signal. */
  code: number;
  /** The signal that ended it, such as `SIGKILL`. */
  signal: string | null;
  /** Why, in words: "exit code 1", "killed by SIGKILL", "command not found: foo"; empty for success. */
  reason: string;
}

const SIGNALS: Record<number, string> = {
  1: "SIGHUP",
  2: "SIGINT",
  3: "SIGQUIT",
  4: "SIGILL",
  6: "SIGABRT",
  7: "SIGBUS",
  8: "SIGFPE",
  9: "SIGKILL",
  11: "SIGSEGV",
  13: "SIGPIPE",
  14: "SIGALRM",
  15: "SIGTERM",
};

/**
 * Puts an exit code in words, as a shell means it.
 *
 * @example
 * ```ts
 * import { describeExit } from "./exit.ts";
 * describeExit(137, ["python"]).reason; // "killed by SIGKILL"
 * ```
 */
export function describeExit(code: number, command: readonly string[]): Exit {
  const signal = code > 128 ? SIGNALS[code - 128] ?? null : null;
  if (code === 0) return { code, signal, reason: "" };
  if (code === 127) return { code, signal, reason: `command not found: ${command[0] ?? ""}` };
  if (code === 126) return { code, signal, reason: `not executable: ${command[0] ?? ""}` };
  return { code, signal, reason: signal ? `killed by ${signal}` : `exit code ${code}` };
}

/** Path of the file that gets the exit code of the command that writes to a spool. */
export const exitPath = (spool: string): string => `${spool}.exit`;

/** How the command that writes to a spool ended, and when; null while it has not. */
export async function readExit(spool: string, command: readonly string[]): Promise<Exit & { at: number } | null> {
  try {
    const code = Number(await Deno.readTextFile(exitPath(spool)));
    const { mtime } = await Deno.stat(exitPath(spool));
    return { ...describeExit(code, command), at: mtime?.getTime() ?? Date.now() };
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}
