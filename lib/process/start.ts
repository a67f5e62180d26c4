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
  env?: Record<string, string>;
  /** Path of the file that gets stdout and stderr; the exit code goes to the same path and `.exit`. */
  spool: string;
  /** Where the command reads: nothing, unless it gets this process's own stdin. */
  stdin?: "inherit" | "null";
}

/** A command that runs. */
export interface StartedProcess {
  /** Id of the process that leads the command's group. */
  pid: number;
  /** Tells this process from a later one of the same id. */
  mark: string | null;
  /** Resolves when the group's leader has ended; its signal when it was killed before it could note an exit code. */
  ended: Promise<Deno.CommandStatus>;
}

/**
 * The shell stays as the command's parent only to note its exit code; it ignores the signals that stop the command. The command takes
 * the place of a shell of its own, in the foreground and with signals as usual, so that the first shell's words about its end ("Killed")
 * don't get into the log.
 */
const SCRIPT = 'trap : INT TERM HUP QUIT USR1 USR2; spool=$1; shift; (exec "$@" >>"$spool" 2>&1); code=$?; ' +
  'echo $code >"$spool.exit.part" && mv "$spool.exit.part" "$spool.exit"';

/**
 * Starts a command.
 *
 * @throws {InvalidInput} field `cwd` for a directory that isn't there, `command` for an empty one
 */
export async function startProcess(options: StartOptions): Promise<StartedProcess> {
  const { command, cwd, spool } = options;
  if (!command[0]) {
    throw new InvalidInput("command", "the command is empty; give a program and its arguments");
  }
  await checkDirectory(cwd);
  (await Deno.open(spool, { create: true, append: true })).close();
  const env = {
    ...("PYTHONUNBUFFERED" in Deno.env.toObject() ? {} : { PYTHONUNBUFFERED: "1" }),
    ...options.env,
  };
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

/** Throws InvalidInput, field `cwd`, unless the path is a directory. */
export async function checkDirectory(path: string): Promise<void> {
  const stat = await Deno.stat(path).catch(() => null);
  if (!stat) throw new InvalidInput("cwd", `the working directory ${path} does not exist`);
  if (!stat.isDirectory) {
    throw new InvalidInput("cwd", `the working directory ${path} is not a directory`);
  }
}
