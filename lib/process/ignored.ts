/**
 * Signals that this process was started to ignore: `nohup` ignores SIGHUP, a shell without job control ignores Ctrl-C for what it starts
 * behind `&`. They shall stay ignored, for this process and for its commands. But Deno catches them all as soon as this process listens to
 * any signal, and sometimes before: from then on, a listener has to ignore them here, and a command is told to ignore them. `deno task` catches
 * them for its program, so that nothing of them is left to see. Then only the stdin that `nohup` gives is a sign of it.
 *
 * @module
 */
import { readFileSync, readlinkSync } from "node:fs";

/** Numbers of the signals on Linux and macOS that `nohup` and shells ignore for a command. */
const NUMBERS = { SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGTERM: 15 } as const;

/** A signal that a command may have been started to ignore. */
export type IgnorableSignal = keyof typeof NUMBERS;

/** Reads which of the signals are ignored from the text of `/proc/PID/status`. Null when it does not say. */
export function parseIgnored(status: string): Set<IgnorableSignal> | null {
  const mask = /^SigIgn:\s*([0-9a-f]+)/m.exec(status)?.[1];
  if (mask === undefined) return null;
  const bits = BigInt(`0x${mask}`), names = Object.keys(NUMBERS) as IgnorableSignal[];
  return new Set(names.filter((name) => bits >> BigInt(NUMBERS[name] - 1) & 1n));
}

/** Asks a shell, which inherits what is ignored: it survives a signal that it ignores. False where no shell can be started. */
function askShell(signal: IgnorableSignal): boolean {
  try {
    return new Deno.Command("/bin/sh", {
      args: ["-c", `kill -${NUMBERS[signal]} $$; exit 0`],
      stdin: "null",
      stdout: "null",
      stderr: "null",
    }).outputSync().success;
  } catch {
    return false; // no shell, or no permission to start one: nothing can be said, and listening is usual
  }
}

/** Asks a shell about each signal. */
export const askIgnored = (): Set<IgnorableSignal> =>
  new Set((Object.keys(NUMBERS) as IgnorableSignal[]).filter((name) => askShell(name)));

/** What was found at the first call. */
let atStart: ReadonlySet<IgnorableSignal> | null = null;

/**
 * The signals that this process was started to ignore. The first call finds them, so the program makes it before anything else: Deno may listen
 * by itself, as it does while a KV file is opened.
 */
export const readIgnored = (): ReadonlySet<IgnorableSignal> => atStart ??= findIgnored();

/** The lowest bits of a file's flags that say how it was opened, and their value for one that can only be written to. */
const ACCESS = 0o3, WRITE_ONLY = 0o1;

/** True for a stdin as `nohup` gives it in place of a terminal: the empty device, which can't even be read. `info` is the text of its `fdinfo`. */
export function isOfNohup(path: string, info: string): boolean {
  const flags = /^flags:\s*([0-7]+)/m.exec(info)?.[1];
  return path === "/dev/null" && flags !== undefined && (parseInt(flags, 8) & ACCESS) === WRITE_ONLY;
}

function isUnderNohup(): boolean {
  try {
    return isOfNohup(readlinkSync("/proc/self/fd/0"), readFileSync("/proc/self/fdinfo/0", "utf8"));
  } catch {
    return false; // stdin is closed, there is no /proc, or reading it is not permitted
  }
}

function readOwnMask(): Set<IgnorableSignal> {
  try {
    return parseIgnored(readFileSync("/proc/self/status", "utf8")) ?? askIgnored();
  } catch {
    return askIgnored(); // there is no /proc, or reading it is not permitted
  }
}

const findIgnored = (): Set<IgnorableSignal> => isUnderNohup() ? readOwnMask().add("SIGHUP") : readOwnMask();
