/**
 * Starts a command as a run. The form of the page, the API and `stdcurve run` all use it.
 *
 * @module
 */
import { dirname } from "node:path";
import { v7 as uuid } from "uuid";
import { beginCommand } from "./begin_command.ts";
import { type Capture, captureRun } from "./capture.ts";
import type { Ending } from "./ending.ts";
import { Unavailable } from "../errors.ts";
import { isDataDirectory, makeDataDirectory } from "../host/paths.ts";
import { makePrivateDirectory, NotPrivate } from "../host/private_files.ts";
import { FOLLOW_COPY_MS, FOLLOW_INTERVAL_MS } from "../limits.ts";
import { followFile, Haste } from "../lines/follow.ts";
import { newestCommand, type Run } from "../model.ts";
import { describeExit, type LeaderEnd } from "../process/exit.ts";
import type { IgnorableSignal } from "../process/ignored.ts";
import type { NotifyWish } from "../process/outbox.ts";
import { describeUnknownExit, keysPath, type Leader, readExit, spoolPath } from "../process/spool.ts";
import { checkCommand, checkDirectory, type StartedProcess } from "../process/start.ts";
import type { TerminalOptions } from "../process/terminal.ts";
import { retryUntilAnswered } from "../intake/retry.ts";
import type { Owner } from "../store/runs/owner_record.ts";
import { deferStore } from "../store/kv/deferred.ts";
import { draftRun } from "../store/runs/new_run.ts";
import type { Store } from "../store/store.ts";
import { createNotifier } from "./notify.ts";
import { describeOwner } from "./owner.ts";
import { inputOf, notePlan, registerRun } from "./registration.ts";

/** A command to launch. */
export interface LaunchCommand {
  /** Id of the run, a UUID of version 7; a new one by default. */
  id?: string;
  /** Program and arguments. */
  command: string[];
  name?: string;
  cwd: string;
  env?: Record<string, string>;
  /** UUID of this process. */
  instance: string;
  /** Directory of the spool files. Created if it is missing. */
  spoolDirectory: string;
  /** The stdin of the command: that of this process, or by default none; in a terminal, by default the terminal. */
  stdin?: "inherit" | "null";
  /** The terminal in which the command runs. By default its output goes to a file. */
  terminal?: TerminalOptions | undefined;
  /** Signals that the command shall ignore. */
  ignored?: ReadonlySet<IgnorableSignal>;
  /** Whom to notify of what happens to the run. Only this machine keeps it. */
  notify?: NotifyWish | undefined;
  /** Called with the run before its first byte is stored. */
  onStart?: (run: Run) => void;
  onError?: (error: unknown) => void;
  /** Called with a sentence when something has still not ended a while after the command. */
  onLate?: ((message: string) => void) | undefined;
  /** Called with a sentence when the disk of the spool is full, so that output is lost. */
  onDiskFull?: ((message: string) => void) | undefined;
  /** Called with a sentence when another process has taken the run over. */
  onOvertaken?: (message: string, runId: string) => void;
}

/** What to launch. */
export interface LaunchOptions extends LaunchCommand {
  experimentId: string;
  /** When it is aborted before the command has begun, the command isn't started, and no run is left. */
  signal?: AbortSignal;
}

/** A launched run and its capture. */
export interface Launched extends Capture {
  run: Run;
  /**
   * The output of the command from its first byte, as it is printed, until it ends or `stop` is called. Does not wait for the store. Start
   * to read it before `done` resolves.
   */
  output: AsyncIterable<Uint8Array>;
  /** Makes `output` bring what comes next sooner. */
  haste: Haste;
  /** Exit code of the command as a shell gives it; null while it runs. Its output may go on, or not be stored yet. */
  exitCode(): number | null;
  /** Resolves to that exit code when the command itself has ended. */
  ended: Promise<number>;
  /** The command's terminal, if it has one of its own. */
  terminal: LaunchedTerminal | null;
}

/** A launched command's terminal. */
export interface LaunchedTerminal {
  /** The shell that keeps it. */
  leader: Leader;
  /** Path of its device. */
  path: string;
  /** Path of the pipe for what is typed. */
  keys: string;
}

/** What every launch begins with. */
interface Prepared {
  id: string;
  nonce: string;
  owner: Owner;
  spool: string;
}

async function prepare({ id = uuid(), command, cwd, spoolDirectory, instance }: LaunchCommand): Promise<Prepared> {
  checkCommand(command);
  await checkDirectory(cwd);
  makeSpoolDirectory(spoolDirectory);
  const nonce = crypto.randomUUID();
  const owner: Owner = { ...describeOwner(instance), nonce, spools: spoolDirectory };
  return { id, nonce, owner, spool: spoolPath(spoolDirectory, id) };
}

/**
 * Launches a command once the store has the run. A command that can't be found or started becomes a failed run; it does not throw.
 *
 * @throws {InvalidInput} field `cwd` or `command`; nothing is stored then
 * @throws {NotFound} for an unknown experiment
 * @throws {Unavailable} when the signal was aborted before the store had the run; nothing is started then
 */
export async function launchRun(store: Store, options: LaunchOptions): Promise<Launched> {
  const { command, cwd, experimentId, name, signal } = options, prepared = await prepare(options);
  const { id, owner, spool, nonce } = prepared, named = name ? { name } : {};
  const asked = { id, experimentId, command, cwd, host: owner.host, owner, status: "running" as const, ...named };
  const run = await store.runs.create(asked);
  if (signal?.aborted) throw await dropUnstarted(store, id);
  let started: StartedProcess;
  try {
    started = await beginCommand({ ...options, spool, nonce });
  } catch (error) {
    return await failRun(store, { ...options, id, spool, error });
  }
  options.onStart?.(run);
  return follow(store, { ...options, run, owner, spool, started });
}

/** Removes a run whose command is not started, because whoever asked for it was told meanwhile that the store does not answer. */
async function dropUnstarted(store: Store, id: string): Promise<Unavailable> {
  await store.runs.update(id, {
    status: "failed",
    reason: "not started: the store answered too late",
    endedAt: Date.now(),
  });
  await store.runs.delete(id);
  return new Unavailable("the store answered too late; nothing was started");
}

/** What to launch before the store has answered. */
export interface LaunchNowOptions extends LaunchCommand {
  /** Location of the store. */
  location: string | undefined;
  /** Name of the experiment; made where there is none. */
  experiment: string;
}

/**
 * Launches a command at once. The records of the run are made when the store answers; until then its note has what they need, so that they
 * are made even if this process dies. A command that can't be started becomes a failed run when the store answers; it does not throw.
 *
 * @throws {InvalidInput} field `cwd`, `command` or `name`; nothing is started then
 */
export async function launchNow(opening: Promise<Store>, options: LaunchNowOptions): Promise<Launched> {
  const { command, cwd, experiment, name, location: kv, onError } = options, prepared = await prepare(options);
  const { id, owner, spool, nonce } = prepared;
  const registration = { id, kv, experiment, name, command, cwd, startedAt: Date.now(), owner };
  const run = draftRun(inputOf(registration, ""));
  const register = () =>
    retryUntilAnswered(async () => await registerRun(await opening, registration, spool), { onError });
  let started: StartedProcess;
  try {
    started = await beginCommand({ ...options, spool, nonce, noted: notePlan(registration) });
  } catch (error) {
    await register();
    return await failRun(await opening, { ...options, id, spool, error });
  }
  const registered = register().then((experimentId) => {
    options.onStart?.(Object.assign(run, { experimentId }));
    return opening;
  });
  return follow(deferStore(registered, { location: kv }), { ...options, run, owner, spool, started });
}

/** Makes the directory of the spools, or tightens it. */
export function makeSpoolDirectory(path: string): void {
  try {
    if (isDataDirectory(dirname(path))) makeDataDirectory();
    makePrivateDirectory(path);
  } catch (cause) {
    throw new Error(`cannot write the output to ${path}: ${(cause as Error).message}`, { cause });
  }
}

/** Exit code of a shell for a command that it can't start. */
const CANNOT_START = 126;

/** A run whose command could not be started. */
export interface Unstartable {
  onStart?: LaunchOptions["onStart"];
  onError?: LaunchOptions["onError"];
  id: string;
  spool: string;
  error: unknown;
}

/** Stores that the command of a run could not be started. */
export async function failRun(
  store: Store,
  { id, spool, error, onStart, onError }: Unstartable,
): Promise<Launched> {
  const reason = `cannot be started: ${error instanceof Error ? error.message : error}`;
  const run = await store.runs.update(id, { status: "failed", reason, endedAt: Date.now() });
  onStart?.(run);
  using notifier = createNotifier(store, { run, spool, onError });
  await notifier.end(run);
  const output = ReadableStream.from<Uint8Array>([]), nothing = () => {};
  return {
    run,
    runId: id,
    output,
    haste: new Haste(),
    done: Promise.resolve(run),
    exitCode: () => CANNOT_START,
    ended: Promise.resolve(CANNOT_START),
    outputWatch: { isOver: () => Promise.resolve(true), late: null, wasLate: false },
    terminal: null,
    signal: nothing,
    notePressed: nothing,
    stop: () => Promise.resolve(),
  };
}

/** A command that was started, and what its capture needs. */
export interface Following extends Pick<LaunchCommand, "onError" | "onLate" | "onDiskFull" | "onOvertaken"> {
  run: Run;
  /** Bytes of the spool that were there before the command. */
  spooled?: number;
  owner: Owner;
  spool: string;
  started: StartedProcess;
}

/** Captures a command that this process has started. */
export function follow(store: Store, following: Following): Launched {
  const { started, spooled = 0, run, owner, spool, onError, onLate, onDiskFull, onOvertaken } = following;
  const { pid, mark, terminal } = started, shared = { run, owner, spool, onError, onLate, onDiskFull, onOvertaken };
  let status: LeaderEnd | null = null;
  const ended = started.ended.then((each) => status = each), hasEnded = () => status !== null;
  const group = { pid, mark, terminal, isOwnChild: () => status === null };
  const findEnding = () => describeEnding(status!, { spool, command: newestCommand(run) });
  const capture = captureRun(store, { ...shared, group, hasEnded, ended, findEnding });
  const leaving = new AbortController(), { isOver } = capture.outputWatch;
  const haste = new Haste(() => terminal ? FOLLOW_INTERVAL_MS : FOLLOW_COPY_MS);
  const output = followFile(spool, { from: spooled, isOver, ended, haste, signal: leaving.signal });
  const stop = () => {
    leaving.abort();
    return capture.stop();
  };
  return {
    ...capture,
    run,
    output,
    haste,
    stop,
    exitCode: () => status?.code ?? null,
    ended: ended.then(({ code }) => code),
    terminal: terminal ? { leader: { pid, mark, terminal }, path: terminal.path, keys: keysPath(spool) } : null,
  };
}

/**
 * How our own child ended. Its shell exits with the code of the command, which counts more than any file; the note knows when. When the
 * shell was killed, the note may still have the code.
 */
function describeEnding({ signal, code }: LeaderEnd, noted: { spool: string; command: string[] }): Ending {
  const note = readEndOf(noted);
  if (signal) return note ?? { code: null, reason: describeUnknownExit(noted.spool) ?? `killed by ${signal}` };
  if (note?.code === code) return note;
  return { ...describeExit(code, noted.command), ...(note?.at === undefined ? {} : { at: note.at }) };
}

/** The end in the note. Null without one, and when something else stands in its place. */
function readEndOf({ spool, command }: { spool: string; command: string[] }): Ending | null {
  try {
    return readExit(spool, command);
  } catch (error) {
    if (!(error instanceof NotPrivate)) throw error;
    return null;
  }
}
