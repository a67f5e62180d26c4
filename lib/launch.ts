/**
 * Starting a command as a run: the one way in for the page's form, the API and `stdcurve run`.
 *
 * @module
 */
import { join } from "node:path";
import { captureRun } from "./capture.ts";
import { InvalidInput } from "./errors.ts";
import { followFile } from "./lines/follow.ts";
import type { Run } from "./model.ts";
import { hostName } from "./place.ts";
import { readStartMark } from "./process/alive.ts";
import { checkDirectory, type StartedProcess, startProcess } from "./process/start.ts";
import type { Owner } from "./store/runs.ts";
import type { Store } from "./store/store.ts";

/** What to launch. */
export interface LaunchOptions {
  experimentId: string;
  /** Program and arguments. */
  command: string[];
  name?: string;
  cwd: string;
  env?: Record<string, string>;
  /** UUID of this process. */
  instance: string;
  /** Folder of spool files; made when it is missing. */
  spoolDirectory: string;
  /** The command reads this process's own stdin; else nothing. */
  stdin?: "inherit" | "null";
  /** Hears of the run before its first byte. */
  onStart?: (run: Run) => void;
  onBytes?: (bytes: Uint8Array) => void | Promise<void>;
  onTrouble?: (error: unknown) => void;
}

/** A launched run. */
export interface Launched {
  run: Run;
  /** The run when it is over and all is stored; null when another process took it over. */
  done: Promise<Run | null>;
  /** The command's output from its first byte on as it comes, whatever the store does meanwhile. Begin before `done`. */
  output: AsyncIterable<Uint8Array>;
  /** True once the command has ended, though not all of its output may be stored. */
  isOver(): boolean;
  /** Passes a signal on to the command's process group. */
  signal(signal: Deno.Signal): void;
}

/** This process as a run's owner. */
export async function describeOwner(instance: string): Promise<Owner> {
  return {
    instance,
    host: hostName(),
    pid: Deno.pid,
    pidMark: await readStartMark(Deno.pid),
    childPid: null,
    childMark: null,
    spool: null,
    at: Date.now(),
  };
}

/**
 * Launches a command. One that can't be found or started makes a failed run, not an error.
 *
 * @throws {InvalidInput} field `cwd` or `command`; nothing is stored then
 * @throws {NotFound} for an unknown experiment
 */
export async function launchRun(store: Store, options: LaunchOptions): Promise<Launched> {
  const { command, cwd, instance } = options;
  if (!command[0]) throw new InvalidInput("command", "the command is empty; give a program and its arguments");
  await checkDirectory(cwd);
  await Deno.mkdir(options.spoolDirectory, { recursive: true }).catch((cause) => {
    throw new Error(`cannot keep output in ${options.spoolDirectory}: ${cause.message}`, { cause });
  });
  const { experimentId } = options;
  const owner = await describeOwner(instance);
  const created = await store.runs.create({
    experimentId,
    command,
    cwd,
    host: owner.host,
    ...(options.name ? { name: options.name } : {}),
  });
  owner.spool = join(options.spoolDirectory, `${created.id}.log`);
  await store.runs.setOwner(created.id, owner);
  let started: StartedProcess;
  try {
    started = await startProcess({
      command,
      cwd,
      spool: owner.spool,
      ...(options.env ? { env: options.env } : {}),
      ...(options.stdin ? { stdin: options.stdin } : {}),
    });
  } catch (error) {
    await Deno.remove(owner.spool).catch(() => null); // it may not have come so far
    const reason = `cannot be started: ${error instanceof Error ? error.message : error}`;
    const run = await store.runs.update(created.id, { status: "failed", reason, endedAt: Date.now() });
    options.onStart?.(run);
    return {
      run,
      done: Promise.resolve(run),
      output: ReadableStream.from<Uint8Array>([]),
      isOver: () => true,
      signal: () => {},
    };
  }
  owner.childPid = started.pid;
  owner.childMark = started.mark;
  await store.runs.setOwner(created.id, owner);
  const run = await store.runs.update(created.id, { status: "running", startedAt: Date.now() });
  options.onStart?.(run);
  let ended: Deno.CommandStatus | null = null;
  started.ended.then((status) => ended = status);
  const isOver = () => ended !== null;
  const output = followFile(owner.spool, { from: 0, isOver });
  const capture = captureRun(store, {
    run,
    owner,
    isOver,
    goneReason: () => ended?.signal ? `killed by ${ended.signal}` : "ended without an exit code",
    ...(options.onBytes ? { onBytes: options.onBytes } : {}),
    ...(options.onTrouble ? { onTrouble: options.onTrouble } : {}),
  });
  return { run, done: capture.done, output, isOver, signal: capture.signal };
}
