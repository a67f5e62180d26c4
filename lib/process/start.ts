/**
 * Starts the command of a run so that it does not depend on this process. It has its own session, its output goes to a file in the order
 * in which it was printed, and its exit code goes to a note beside the file. In between may be a terminal, see `terminal.ts`. Does not know
 * runs or who reads the file.
 *
 * @module
 */
import { InvalidInput } from "../errors.ts";
import { readStartMark } from "./alive.ts";
import type { LeaderEnd } from "./exit.ts";
import type { IgnorableSignal } from "./ignored.ts";
import { RUN_ID_ENV, runIdOf } from "./left_over.ts";
import { startInTerminal, type TerminalOptions } from "./terminal.ts";
import { createSpool, type Leader, notePath, removeSpool } from "./spool.ts";

/** What to start, and where to write its output. */
export interface StartOptions {
  /** Program and arguments. */
  command: string[];
  /** Working directory. */
  cwd: string;
  /** Added to the environment of this process, and the run's id to both. This program's own tokens are never passed on. */
  env?: Record<string, string> | undefined;
  /** Path of the file for stdout and stderr. It is made here, with the note beside it, see `spool.ts`. */
  spool: string;
  /** Repeated in the note. Random by default. */
  nonce?: string | undefined;
  /** Further lines of the note, see `createSpool`. */
  noted?: Readonly<Record<string, string>> | undefined;
  /** The stdin of the command: that of this process, or by default none; in a terminal, by default the terminal. */
  stdin?: "inherit" | "null" | undefined;
  /** True when the caller has made spool and note already. */
  hasSpool?: boolean | undefined;
  /** The terminal in which the command runs; by default it writes to the spool itself. */
  terminal?: TerminalOptions | undefined;
  /** Signals that the command shall ignore; none by default. */
  ignored?: ReadonlySet<IgnorableSignal> | undefined;
}

/** A command that was started. `pid` is the id of the leader of its session. */
export interface StartedProcess extends Leader {
  /** Resolves when the command has ended. */
  ended: Promise<LeaderEnd>;
}

/**
 * The outer shell is the parent of the command. It survives the signals that stop the command, notes the exit code, and exits with it. The
 * command replaces an inner shell: otherwise a message of the outer shell such as "Killed" would get into the log. The note is begun
 * before the command starts, so that there is room for the exit code when the command has filled the disk. Should somebody have removed
 * the note, the shell makes one that only this user can read. What the outer shell says itself goes to the note, too: that a signal has ended
 * the command, which its exit code alone does not show.
 */
const SCRIPT = "trap : INT TERM HUP QUIT USR1 USR2; spool=$1; note=$2; ignored=$3; shift 3; " +
  'add() { (umask 077; echo "$1" >>"$note"); }; add "pid $$"; ' +
  '{ read -r stat </proc/$$/stat && add "stat $stat"; } 2>/dev/null; ' +
  'exec 2>>"$note"; ([ -z "$ignored" ] || trap "" $ignored; exec "$@" >>"$spool" 2>&1); code=$?; ' +
  'case $code in 126|127) path=$(command -v "$1") && [ -x "$path" ] && [ ! -d "$path" ] || add unstarted;; esac; ' +
  'add "exit $code"; exit $code';

/** Signals as the shell names them: "HUP INT". */
const listIgnored = (ignored: StartOptions["ignored"]) => [...ignored ?? []].map((name) => name.slice(3)).join(" ");

/**
 * Starts a command.
 *
 * @throws {InvalidInput} field `cwd` for a directory that does not exist, `command` for an empty command
 * @throws {NotPrivate} when something stands already where the spool or the note goes
 * @throws {Error} when no terminal can be opened
 */
export async function startProcess(options: StartOptions): Promise<StartedProcess> {
  const { command, cwd, spool, nonce = crypto.randomUUID(), terminal } = options;
  checkCommand(command);
  await checkDirectory(cwd);
  if (!options.hasSpool) createSpool(spool, nonce, options.noted);
  const env = { ...describeEnvironment(options.env), [RUN_ID_ENV]: runIdOf(spool) };
  const ignored = listIgnored(options.ignored), stdin = options.stdin === "inherit" ? "inherit" : "terminal";
  try {
    return terminal
      ? await startInTerminal({ command, cwd, env, spool, ignored, terminal, stdin })
      : startWithFile(options, env);
  } catch (error) {
    removeSpool(spool);
    throw error;
  }
}

/** Starts a command that writes to the spool itself. */
function startWithFile(
  { command, cwd, spool, stdin, ignored }: StartOptions,
  env: Record<string, string>,
): StartedProcess {
  const child = new Deno.Command("/bin/sh", {
    args: ["-c", SCRIPT, "stdcurve", spool, notePath(spool), listIgnored(ignored), ...command],
    cwd,
    env,
    clearEnv: true,
    stdin: stdin ?? "null",
    stdout: "null",
    stderr: "null",
    detached: true,
  }).spawn();
  return { pid: child.pid, mark: readStartMark(child.pid), ended: child.status };
}

/** Secrets of this program. A command has no use for them, and what it prints is shown to others. */
const SECRETS = ["DENO_KV_ACCESS_TOKEN", "STDCURVE_TOKEN", "STDCURVE_READ_TOKEN"];

/** The environment of a command: that of this process with `added`, without this program's own secrets. */
export function describeEnvironment(added: Record<string, string> = {}): Record<string, string> {
  const env = { PYTHONUNBUFFERED: "1", ...Deno.env.toObject(), ...added };
  return Object.fromEntries(Object.entries(env).filter(([name]) => !SECRETS.includes(name)));
}

/** Throws InvalidInput, field `command`, if the command is empty. */
export function checkCommand(command: readonly string[]): void {
  if (!command[0]) {
    throw new InvalidInput("command", "the command is empty; enter a program and its arguments");
  }
}

/** Throws InvalidInput, field `cwd`, unless the path is a directory. */
export async function checkDirectory(path: string): Promise<void> {
  const stat = await Deno.stat(path).catch(() => null);
  if (!stat) throw new InvalidInput("cwd", `the working directory ${path} does not exist`);
  if (!stat.isDirectory) {
    throw new InvalidInput("cwd", `the working directory ${path} is not a directory`);
  }
}
