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

/** The end of a command as the process that waits for it ended: with the command's exit code, or with a signal when that one was killed. */
export type LeaderEnd = Pick<Deno.CommandStatus, "code" | "signal">;

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

/** What else is known about an end. */
export interface ExitClues {
  /** True when a signal ended the command, false when it exited with this code itself; left out when nobody knows. */
  isSignalled?: boolean | undefined;
  /** True when the command could not be started. */
  isUnstarted?: boolean | undefined;
}

/** Shells print a message about a command that a signal has ended, but not about these. */
const UNSAID: ReadonlySet<string> = new Set(["SIGINT", "SIGPIPE"]);

/**
 * Describes an exit code by the conventions of a shell, by which a program may also exit with the code of a signal. The reason names a
 * signal as the cause only when it surely was.
 *
 * @example
 * ```ts
 * import { describeExit } from "./exit.ts";
 * describeExit(137, ["python"], { isSignalled: true }).reason; // "killed by SIGKILL"
 * describeExit(130, ["python"]).reason; // "exit code 130 (as after SIGINT)"
 * ```
 */
export function describeExit(code: number, command: readonly string[], clues: ExitClues = {}): Exit {
  const name = command[0] ?? "", named = code > 128 ? SIGNALS[code - 128] : undefined;
  if (code === 0) return { code, signal: null, reason: "" };
  if (clues.isUnstarted) {
    return { code, signal: null, reason: `${code === 127 ? "command not found" : "not executable"}: ${name}` };
  }
  if (named && clues.isSignalled) return { code, signal: named, reason: `killed by ${named}` };
  const isOpen = named && (clues.isSignalled === undefined || UNSAID.has(named));
  return { code, signal: null, reason: isOpen ? `exit code ${code} (as after ${named})` : `exit code ${code}` };
}
