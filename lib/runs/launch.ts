/**
 * Starts a command as a run. The form of the page, the API and `stdcurve run` all use it.
 *
 * @module
 */
import { join } from "node:path";
import { type Capture, captureRun } from "./capture.ts";
import { followFile } from "../lines/follow.ts";
import type { Run } from "../model.ts";
import { describeExit, type Exit } from "../process/exit.ts";
import { readExit, removeSpool } from "../process/spool.ts";
import { checkCommand, checkDirectory, type StartedProcess, startProcess } from "../process/start.ts";
import { retryUntilAnswered } from "../intake/retry.ts";
import type { Owner } from "../store/runs.ts";
import type { Store } from "../store/store.ts";
import { describeOwner } from "./owner.ts";

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
  /** Directory of the spool files. Created if it is missing. */
  spoolDirectory: string;
  /** The stdin of the command: empty, or that of this process. */
  stdin?: "inherit" | "null";
  /** Called with the run before its first byte is stored. */
  onStart?: (run: Run) => void;
  onError?: (error: unknown) => void;
}

/** A launched run and its capture. */
export interface Launched extends Capture {
  run: Run;
  /** The output of the command from its first byte, as it is printed. Does not wait for the store. Start to read it before `done` resolves. */
  output: AsyncIterable<Uint8Array>;
  /** True when the command has ended. Its output may not be stored yet. */
  isOver(): boolean;
}

/**
 * Launches a command. A command that can't be found or started becomes a failed run; it does not throw.
 *
 * @throws {InvalidInput} field `cwd` or `command`; nothing is stored then
 * @throws {NotFound} for an unknown experiment
 */
export async function launchRun(store: Store, options: LaunchOptions): Promise<Launched> {
  const { command, cwd, env, stdin, onError } = options;
  checkCommand(command);
  await checkDirectory(cwd);
  await Deno.mkdir(options.spoolDirectory, { recursive: true }).catch((cause) => {
    throw new Error(`cannot write the output to ${options.spoolDirectory}: ${cause.message}`, { cause });
  });
  const owner = await describeOwner(options.instance);
  const { id } = await store.runs.create({
    experimentId: options.experimentId,
    command,
    cwd,
    host: owner.host,
    ...(options.name ? { name: options.name } : {}),
  });
  owner.spool = join(options.spoolDirectory, `${id}.log`);
  await store.runs.setOwner(id, owner);
  let started: StartedProcess;
  try {
    started = await startProcess({ command, cwd, spool: owner.spool, env, stdin });
  } catch (error) {
    return await failRun(store, { id, spool: owner.spool, error, onStart: options.onStart });
  }
  Object.assign(owner, { childPid: started.pid, childMark: started.mark });
  const startedAt = Date.now();
  await retryUntilAnswered(() => store.runs.setOwner(id, owner), { onError });
  const run = await retryUntilAnswered(() => store.runs.update(id, { status: "running", startedAt }), { onError });
  options.onStart?.(run);
  return follow(store, { run, owner, started, onError });
}

/** Stores that the command of a run could not be started. */
async function failRun(
  store: Store,
  { id, spool, error, onStart }: { id: string; spool: string; error: unknown; onStart: LaunchOptions["onStart"] },
): Promise<Launched> {
  await removeSpool(spool);
  const reason = `cannot be started: ${error instanceof Error ? error.message : error}`;
  const run = await store.runs.update(id, { status: "failed", reason, endedAt: Date.now() });
  onStart?.(run);
  const output = ReadableStream.from<Uint8Array>([]), nothing = () => {};
  return {
    run,
    output,
    done: Promise.resolve(run),
    isOver: () => true,
    signal: nothing,
    stop: () => Promise.resolve(),
  };
}

interface Following {
  run: Run;
  owner: Owner;
  started: StartedProcess;
  onError: LaunchOptions["onError"];
}

function follow(store: Store, { run, owner, started, onError }: Following): Launched {
  const spool = owner.spool!, { command } = run;
  let status: Deno.CommandStatus | null = null;
  const ended = started.ended.then((each) => status = each), isOver = () => status !== null;
  const findExit = async () => await readExit(spool, command) ?? describeStatus(status!, command);
  const capture = captureRun(store, { run, owner, isOver, ended, findExit, onError });
  return { ...capture, run, output: followFile(spool, { from: 0, isOver, ended }), isOver };
}

/** How a command ended when its shell could not write the note: the shell exits with the same code, unless it was killed, too. */
function describeStatus({ signal, code }: Deno.CommandStatus, command: readonly string[]): Exit | string {
  return signal ? `killed by ${signal}` : describeExit(code, command);
}
