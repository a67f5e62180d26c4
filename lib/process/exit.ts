/**
 * Describes in words how a command ended.
 *
 * @module
 */
import { constants } from "node:os";

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

/** Names of this platform's signals by their numbers, which differ: 10 is SIGUSR1 on Linux and SIGBUS on macOS. */
const SIGNALS: ReadonlyMap<number, string> = new Map(
  Object.entries(constants.signals).toReversed().map(([name, number]) => [number, name]), // SIGABRT before SIGIOT
);

/** Linux numbers its real-time signals from here on, as programs see them. */
const FIRST_REAL_TIME = 34, LAST_REAL_TIME = 64;

/** The name of the signal whose number a shell has added to 128; undefined for any other exit code. */
function nameSignal(code: number): string | undefined {
  const number = code - 128;
  if (Deno.build.os !== "linux" || number < FIRST_REAL_TIME || number > LAST_REAL_TIME) return SIGNALS.get(number);
  return number === FIRST_REAL_TIME ? "SIGRTMIN" : `SIGRTMIN+${number - FIRST_REAL_TIME}`;
}

/** What else is known about an end. */
export interface ExitClues {
  /** True when a signal ended the command, false when it exited with this code itself; left out when nobody knows. */
  isSignalled?: boolean | undefined;
  /** True when the command could not be started. */
  isUnstarted?: boolean | undefined;
}

/** Signals that end no process unless it asks for that, so that a code of theirs has another meaning. */
const HARMLESS: ReadonlySet<string> = new Set([
  "SIGCHLD",
  "SIGCONT",
  "SIGURG",
  "SIGWINCH",
  "SIGSTOP",
  "SIGTSTP",
  "SIGTTIN",
  "SIGTTOU",
]);

/**
 * Describes an exit code by the conventions of a shell, by which a script exits with the code of a signal that has ended its last program. The
 * reason names a signal as the cause only when it surely was; otherwise it says after which signal such a code is usual.
 *
 * @example
 * ```ts
 * import { describeExit } from "./exit.ts";
 * describeExit(137, ["python"], { isSignalled: true }).reason; // "killed by SIGKILL"
 * describeExit(130, ["python"]).reason; // "exit code 130 (as after SIGINT)"
 * ```
 */
export function describeExit(code: number, command: readonly string[], clues: ExitClues = {}): Exit {
  const name = command[0] ?? "", named = nameSignal(code);
  if (code === 0) return { code, signal: null, reason: "" };
  if (clues.isUnstarted) {
    return { code, signal: null, reason: `${code === 127 ? "command not found" : "not executable"}: ${name}` };
  }
  if (named && clues.isSignalled) return { code, signal: named, reason: `killed by ${named}` };
  const isUsual = named !== undefined && !HARMLESS.has(named) && !named.startsWith("SIGRT");
  return { code, signal: null, reason: `exit code ${code}${isUsual ? ` (as after ${named})` : ""}` };
}
