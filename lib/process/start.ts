/**
 * Starts the command of a run so that it does not depend on this process. It has its own session, its output goes to a file in the order
 * in which it was printed, and its exit code goes to a note beside the file. Does not know runs or who reads the file.
 *
 * @module
 */
import { InvalidInput } from "../errors.ts";
import { readStartMark } from "./alive.ts";

/** What to start, and where to write its output. */
export interface StartOptions {
  /** Program and arguments. */
  command: string[];
  /** Working directory. */
  cwd: string;
  /** Added to the environment of this process. This program's own tokens are never passed on. */
  env?: Record<string, string> | undefined;
  /** Path of the file for stdout and stderr. The note is written beside it, see `spool.ts`. */
  spool: string;
  /** The stdin of the command: empty by default, or that of this process. */
  stdin?: "inherit" | "null" | undefined;
}

/** A command that was started. */
export interface StartedProcess {
  /** Id of the leader of the command's process group. */
  pid: number;
  /** Start mark of that process, because ids are reused. */
  mark: string | null;
  /** Resolves when the leader has ended: with the exit code of the command, or with a signal when the leader itself was killed. */
  ended: Promise<Deno.CommandStatus>;
}

/**
 * The outer shell is the parent of the command. It survives the signals that stop the command, notes the exit code, and exits with it. The
 * command replaces an inner shell: otherwise a message of the outer shell such as "Killed" would get into the log. The note is begun
 * before the command starts, so that there is room for the exit code when the command has filled the disk.
 */
const SCRIPT = 'trap : INT TERM HUP QUIT USR1 USR2; spool=$1; shift; echo "pid $$" >"$spool.exit"; ' +
  '(exec "$@" >>"$spool" 2>&1); code=$?; echo "exit $code" >>"$spool.exit"; exit $code';

/**
 * Starts a command.
 *
 * @throws {InvalidInput} field `cwd` for a directory that does not exist, `command` for an empty command
 */
export async function startProcess(options: StartOptions): Promise<StartedProcess> {
  const { command, cwd, spool } = options;
  checkCommand(command);
  await checkDirectory(cwd);
  (await Deno.open(spool, { create: true, append: true })).close();
  const child = new Deno.Command("/bin/sh", {
    args: ["-c", SCRIPT, "stdcurve", spool, ...command],
    cwd,
    env: describeEnvironment(options.env),
    clearEnv: true,
    stdin: options.stdin ?? "null",
    stdout: "null",
    stderr: "null",
    detached: true,
  }).spawn();
  const mark = await readStartMark(child.pid);
  return { pid: child.pid, mark, ended: child.status };
}

/** Secrets of this program. A command has no use for them, and what it prints is shown to others. */
const SECRETS = ["DENO_KV_ACCESS_TOKEN", "STDCURVE_TOKEN", "STDCURVE_READ_TOKEN"];

/** The environment of a command: that of this process with `added`, without this program's own secrets. */
function describeEnvironment(added: Record<string, string> = {}): Record<string, string> {
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
