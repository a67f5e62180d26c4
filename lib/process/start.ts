/**
 * Starting a run's command so that it depends on nobody: its output goes to a file in true order, its exit code beside it, in a
 * session of its own. Knows nothing of runs or of who reads the file.
 *
 * @module
 */
import { InvalidInput } from "../errors.ts";
import { readStartMark } from "./alive.ts";

/** What to start, and where its output goes. */
export interface StartOptions {
  /** Program and arguments. */
  command: string[];
  /** Working directory. */
  cwd: string;
  /** Added to the environment of this process. */
  env?: Record<string, string> | undefined;
  /** Path of the file that gets stdout and stderr; the note of `spool.ts` goes beside it. */
  spool: string;
  /** What the command reads: nothing, unless it gets this process's own stdin. */
  stdin?: "inherit" | "null" | undefined;
}

/** A command that runs. */
export interface StartedProcess {
  /** Id of the process that leads the command's group. */
  pid: number;
  /** Tells this process from a later one of the same id. */
  mark: string | null;
  /** Resolves when the group's leader has ended: with the command's code, or its own signal when it was killed itself. */
  ended: Promise<Deno.CommandStatus>;
}

/**
 * The shell stays as the command's parent only to note its exit code, which it ends with too; it ignores the signals that stop the
 * command. The command takes the place of a shell of its own, in the foreground and with signals as usual, so that the first shell's
 * words about its end ("Killed") don't get into the log. The note is begun before, so that its end fits in where the disk is full.
 */
const SCRIPT = 'trap : INT TERM HUP QUIT USR1 USR2; spool=$1; shift; echo "pid $$" >"$spool.exit"; ' +
  '(exec "$@" >>"$spool" 2>&1); code=$?; echo "exit $code" >>"$spool.exit"; exit $code';

/**
 * Starts a command.
 *
 * @throws {InvalidInput} field `cwd` for a directory that isn't there, `command` for an empty one
 */
export async function startProcess(options: StartOptions): Promise<StartedProcess> {
  const { command, cwd, spool } = options;
  checkCommand(command);
  await checkDirectory(cwd);
  (await Deno.open(spool, { create: true, append: true })).close();
  const env = { ...(Deno.env.has("PYTHONUNBUFFERED") ? {} : { PYTHONUNBUFFERED: "1" }), ...options.env };
  const child = new Deno.Command("/bin/sh", {
    args: ["-c", SCRIPT, "stdcurve", spool, ...command],
    cwd,
    env,
    stdin: options.stdin ?? "null",
    stdout: "null",
    stderr: "null",
    detached: true,
  }).spawn();
  const mark = await readStartMark(child.pid);
  return { pid: child.pid, mark, ended: child.status };
}

/** Throws InvalidInput, field `command`, for an empty one. */
export function checkCommand(command: readonly string[]): void {
  if (!command[0]) {
    throw new InvalidInput("command", "the command is empty; give a program and its arguments");
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
