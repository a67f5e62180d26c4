/**
 * Starting a command as a run: the one way in for the page's form, the API and `stdcurve run`.
 *
 * @module
 */
import { join } from "node:path";
import { type Capture, captureRun } from "./capture.ts";
import type { Run } from "./model.ts";
import { hostName } from "./place.ts";
import { readStartMark } from "./process/alive.ts";
import { describeExit, type Exit } from "./process/exit.ts";
import { readExit } from "./process/spool.ts";
import { checkCommand, checkDirectory, type StartedProcess, type StartOptions, startProcess } from "./process/start.ts";
import { untilAnswered } from "./retry.ts";
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
  /** Hears of the run before its first byte. */
  onStart?: (run: Run) => void;
  onBytes?: (bytes: Uint8Array) => void | Promise<void>;
  onTrouble?: (error: unknown) => void;
}

/** A launched run and its capture. */
export interface Launched extends Capture {
  run: Run;
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
 * Launches a command. A command that can't be found makes a failed run, not an error.
 *
 * @throws {InvalidInput} field `cwd` or `command`; nothing is stored then
 * @throws {NotFound} for an unknown experiment
 */
export async function launchRun(store: Store, options: LaunchOptions): Promise<Launched> {
  const { command, cwd, onTrouble } = options;
  checkCommand(command);
  await checkDirectory(cwd);
  await Deno.mkdir(options.spoolDirectory, { recursive: true });
  const owner = await describeOwner(options.instance);
  const { id } = await store.runs.create({
    experimentId: options.experimentId,
    command,
    cwd,
    host: owner.host,
    ...(options.name ? { name: options.name } : {}),
  });
  const spool = owner.spool = join(options.spoolDirectory, `${id}.log`);
  const started = await startFor(store, { id, owner, start: { command, cwd, spool, env: options.env ?? {} } });
  Object.assign(owner, { childPid: started.pid, childMark: started.mark });
  const change = { status: "running", startedAt: Date.now() } as const;
  await untilAnswered(() => store.runs.setOwner(id, owner), { onTrouble });
  const run = await untilAnswered(() => store.runs.update(id, change), { onTrouble });
  options.onStart?.(run);
  let status: Deno.CommandStatus | null = null;
  const ended = started.ended.then((each) => status = each);
  const { done, signal, stop } = captureRun(store, {
    run,
    owner,
    isOver: () => status !== null,
    ended,
    findExit: async () => await readExit(spool, command) ?? describeStatus(status!, command),
    onBytes: options.onBytes,
    onTrouble,
  });
  return { run, done, signal, stop };
}

/** Starts the command of a run; the run is failed when this fails. */
async function startFor(
  store: Store,
  { id, owner, start }: { id: string; owner: Owner; start: StartOptions },
): Promise<StartedProcess> {
  try {
    await store.runs.setOwner(id, owner);
    return await startProcess(start);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const change = { status: "failed", reason: `could not be started: ${why}`, endedAt: Date.now() } as const;
    await store.runs.update(id, change).catch(() => {}); // a store that fails now has a queued run, which recovery ends
    throw error;
  }
}

/** How a command ended whose shell could not note it: it ends with the same code, unless it was killed itself. */
function describeStatus({ signal, code }: Deno.CommandStatus, command: readonly string[]): Exit | string {
  return signal ? `killed by ${signal}` : describeExit(code, command);
}
