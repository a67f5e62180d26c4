/**
 * Describes in words how a command ended.
 *
 * @module
 */

/** How a command ended. */
export interface Exit {
  /** 0 to 255. After a signal, 128 plus the number of the signal. */
  code: number;
  /** The signal that ended it, such as `SIGKILL`. */
  signal: string | null;
  /** The reason: "exit code 1", "killed by SIGKILL", "command not found: foo". Empty after success. */
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
 * Describes an exit code by the conventions of a shell.
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
