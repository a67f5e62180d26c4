/**
 * Captures a command that runs, to its end: ingests its spool, watches the run, and stores how it ended. It works the same for a command
 * that this process has started and for one that another process left behind.
 *
 * @module
 */
import { Conflict, Damaged } from "../errors.ts";
import { ingest, type IngestEnd } from "../intake/ingest.ts";
import { rereadRun } from "../intake/reread.ts";
import { FLUSH_INTERVAL_MS, FLUSH_UNSEEN_MS, FOLLOW_INTERVAL_MS, FOLLOW_UNSEEN_MS } from "../limits.ts";
import { type RetryOptions, retryUntilAnswered } from "../intake/retry.ts";
import { followFile, Haste } from "../lines/follow.ts";
import type { Run } from "../model.ts";
import { readPunched } from "../process/spool_holes.ts";
import { createSpoolSaver, type SpoolSaving } from "./free_spool.ts";
import { HANGUP_REASON } from "../process/spool.ts";
import { type OutputWatch, watchOutput } from "../process/output_end.ts";
import { passSignal, type ProcessGroup, signalCommand, type SignalledCommand, stopCommand } from "../process/stop.ts";
import type { Owner } from "../store/runs/owner_record.ts";
import type { RunChange } from "../store/runs/runs.ts";
import type { Store } from "../store/store.ts";
import { describeEnd, type Ending, findLastEnding, type Interference } from "./ending.ts";
import { explainFailure } from "./explain_failure.ts";
import { reportLate } from "./late_output.ts";
import { DISK_FULL_REASON, DISK_WAS_FULL_REASON, type DiskWatch, watchDisk } from "./full_disk.ts";
import { createNotifier, type Notifier } from "./notify.ts";
import { dropSpool } from "./sweep_spools.ts";
import { awaitOutputEnd, describeUnstored, isLastingRefusal, reportUnstored, type Unstored } from "./unstored.ts";
import { watchRun } from "./watch.ts";

/** What to capture. */
export interface CaptureOptions {
  /** How small its spool is kept. */
  saving?: SpoolSaving | undefined;
  run: Run;
  /** This process as the owner of the run. */
  owner: Owner;
  /** Path of the command's spool. */
  spool: string;
  /** The command's processes; null when they have ended or can't be identified, and then nothing is signalled. */
  group: ProcessGroup | null;
  /** True when the command itself has ended. Its output may go on: what it has started may still write. */
  hasEnded: () => boolean | Promise<boolean>;
  /** Settles when the command itself has ended. Left out where this process can't wait for it. */
  ended?: Promise<unknown>;
  /** How the command ended. Called after `hasEnded`. */
  findEnding: () => Ending;
  /** Called with a sentence when something has still not ended a while after the command. */
  onLate?: ((message: string) => void) | undefined;
  /** Called with a sentence when the disk of the spool is full, so that output is lost. */
  onDiskFull?: ((message: string) => void) | undefined;
  /** For a command whose processes can't be seen: lets go of it when the run shall be cancelled. False when it has ended by itself. */
  letGo?: (() => boolean) | undefined;
  /** Called with a sentence when another process has taken the run over. */
  onOvertaken?: ((message: string, runId: string) => void) | undefined;
  onError?: ((error: unknown) => void) | undefined;
}

/** A capture under way. */
export interface Capture {
  runId: string;
  /** The run, when it has ended and everything is stored. Null when another process took it over or the capture was stopped. */
  done: Promise<Run | null>;
  /** When the command's output has ended, and what may still write to it. */
  outputWatch: OutputWatch;
  /**
   * Sends a signal to the process group of the command, one like SIGTERM also to everything else that is left of it; after that, a run that
   * fails counts as cancelled. If nothing is left, such a signal ends the capture, which only waits for a store that does not answer.
   */
  signal(signal: Deno.Signal): void;
  /** Notes that the user has pressed a key that sends this signal in the command's own terminal. A run that then fails counts as cancelled. */
  notePressed(signal: Deno.Signal): void;
  /** Stores what was read and ends the capture. The command runs on, and another process can continue the capture. */
  stop(): Promise<void>;
}

/** Signals that request a command to end. SIGUSR1 and the like do not. */
const ENDING: ReadonlySet<Deno.Signal> = new Set(["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGKILL"]);

/** Signals to a command, and what they have done. */
interface Steering {
  cancel(): void;
  signal(name: Deno.Signal): Promise<void>;
  /** Notes a signal that the command gets without us. */
  note(name: Deno.Signal): void;
  /** Passes on that the terminal is gone, as a shell does. What the command makes of it is its own end. */
  hangUp(): Promise<unknown>;
  /** How the command was asked to end, when all of that is over. */
  interference(): Promise<Interference>;
}

/** Sends signals to a command, or lets go of one that can't be seen. Calls `onNothingLeft` when one that ends it has reached nobody. */
function steer(
  command: SignalledCommand,
  { letGo, onNothingLeft }: Pick<CaptureOptions, "letGo"> & { onNothingLeft: () => void },
): Steering {
  let cancelling: Promise<boolean> | null = null, interrupt: Deno.Signal | null = null;
  return {
    cancel: () => void (cancelling = stopCommand(command).then((isReached) => letGo?.() || isReached)),
    note: (name) => void (interrupt = name),
    hangUp: () => signalCommand(command, "SIGHUP"),
    async signal(name) {
      if (!ENDING.has(name)) return void await passSignal(command, name);
      interrupt = name;
      if (!await signalCommand(command, name)) onNothingLeft();
    },
    interference: async () => ({ isCancelled: await cancelling ?? false, interrupt }),
  };
}

/** Captures a command to its end. */
export function captureRun(store: Store, options: CaptureOptions): Capture {
  const { run, group, spool, letGo, onError } = options;
  const halting = new AbortController(), { signal: halted } = halting;
  const steering = steer({ group, spool }, { letGo, onNothingLeft: () => halting.abort() });
  const late = reportLate(options, (reason) => store.runs.update(run.id, { reason }));
  const notifier = createNotifier(store, options), disk = watchSpool(store, options, late.note);
  const onHungUp = () => {
    late.note(HANGUP_REASON);
    steering.hangUp().catch(onError);
  };
  const output = watchOutput({ leader: group, spool, hasEnded: options.hasEnded, onLate: late.report, onHungUp });

  const capture = async (): Promise<Run | null> => {
    const settle = () => Promise.all([steering.interference(), late.stored()]);
    const ingesting = { ...options, output, notifier, halting, settle, onCancel: steering.cancel, onLook: disk.look };
    const end = await ingestWatched(store, ingesting);
    if (end === "overtaken") options.onOvertaken?.(await describeOvertaken(store, options), run.id);
    if (end === "overtaken" || end === "stopped") return null;
    const ending = findLastEnding(options.findEnding(), output);
    const plain = describeEnd(ending, { ...await steering.interference(), run });
    const change = await explainFailure(store, { run, spool, ending, change: plain, onError });
    change.reason = joinReasons(change.reason, disk.wasFull && DISK_WAS_FULL_REASON, end !== "complete" && end.reason);
    const ended = await storeEnd(store, run.id, { change, end, onError, signal: halted });
    if (ended) await notifier.end(ended);
    if (ended && end === "complete") await dropSpool(store, { id: run.id, spool, isSeen: !ending.isUnseen });
    return ended;
  };
  const done = capture().finally(() => notifier[Symbol.dispose]());
  return {
    runId: run.id,
    done,
    outputWatch: output,
    notePressed: steering.note,
    signal: (name) => void steering.signal(name).catch(onError),
    async stop() {
      halting.abort();
      await done.catch(() => {}); // whoever awaits `done` gets the error
    },
  };
}

/** Watches the disk of a run's spool, and keeps the spool small. `note` notes on the run that the disk is full. */
function watchSpool(
  store: Store,
  { run, spool, saving, onDiskFull }: CaptureOptions,
  note: (reason: string) => void,
): DiskWatch {
  const onFull = () => [note, onDiskFull].forEach((say) => say?.(DISK_FULL_REASON));
  const disk = watchDisk(spool, onFull), saver = createSpoolSaver(store, { runId: run.id, spool }, saving);
  return {
    look() {
      disk.look();
      void saver.look();
    },
    get wasFull() {
      return disk.wasFull;
    },
  };
}

/** The reasons that there are, as one. */
const joinReasons = (...reasons: (string | false | undefined)[]) => reasons.filter(Boolean).join("; ");

interface Ingesting extends CaptureOptions {
  /** True while somebody looks: then new output is noticed and stored sooner. */
  isLookedAt: () => boolean;
  output: OutputWatch;
  notifier: Notifier;
  signal: AbortSignal;
}

interface WatchedIngesting extends Omit<Ingesting, "signal" | "isLookedAt"> {
  halting: AbortController;
  onCancel: () => void;
  onLook: () => void;
  /** Waits for what was begun for the command, after its output has ended. */
  settle: () => Promise<unknown>;
}

/** Ingests the spool while the lease is renewed. Stops when another process has taken the run over. */
async function ingestWatched(
  store: Store,
  { halting, settle, onCancel, onLook, ...options }: WatchedIngesting,
): Promise<IngestEnd | Unstored> {
  let isOvertaken = false;
  const onOvertaken = () => halting.abort(isOvertaken = true);
  const { run, owner, onError } = options;
  await using watch = watchRun(store, { runId: run.id, owner, onCancel, onOvertaken, onLook, onError });
  const end = await ingestSpool(store, { ...options, isLookedAt: watch.isLookedAt, signal: halting.signal });
  onLook();
  await settle();
  return isOvertaken ? "overtaken" : end;
}

/**
 * How often a spool is read at which somebody looks: a few times for each flush. Where many runs share a KV, their flushes are rare, and to
 * wake up more often would only slow them down.
 */
const followMs = (flushMs: number): number =>
  Math.min(Math.max(flushMs * FOLLOW_INTERVAL_MS / FLUSH_INTERVAL_MS, FOLLOW_INTERVAL_MS), FOLLOW_UNSEEN_MS);

/** Ingests the spool to its end. When the store will never accept the rest, it says so on the run and waits for the end of the output. */
async function ingestSpool(
  store: Store,
  { run, owner, spool, output: { isOver }, notifier, ended, isLookedAt, onError, signal }: Ingesting,
): Promise<IngestEnd | Unstored> {
  let flushMs = 0;
  const haste = new Haste(() => isLookedAt() ? followMs(flushMs) : FOLLOW_UNSEEN_MS);
  try {
    if (run.segments) await reopenLog(store, run.id, { onError, signal });
    return await ingest({
      store,
      runId: run.id,
      instance: owner.instance,
      source: (from, signal) => {
        checkSpooled(spool, from);
        return notifier.watch(followFile(spool, { from, isOver, ended, haste, signal }), from);
      },
      onPoint: notifier.onPoint,
      onPace: (ms) => flushMs = ms,
      intervalMs: () => isLookedAt() ? FLUSH_INTERVAL_MS : FLUSH_UNSEEN_MS,
      patterns: async () => (await store.experiments.get(run.experimentId)).patterns,
      signal,
      onError,
    });
  } catch (error) {
    if (!isLastingRefusal(error)) throw error;
    const unstored = describeUnstored(error, spool);
    await reportUnstored(store, { id: run.id, ...unstored, onError });
    await awaitOutputEnd(spool, { isOver, ended, signal });
    return signal.aborted ? "stopped" : unstored;
  }
}

/** Throws Damaged when the store lacks output that was freed from the spool after it had been stored. */
function checkSpooled(spool: string, from: number): void {
  const punched = readPunched(spool);
  if (from >= punched) return;
  throw new Damaged(
    `the KV has ${from} bytes of the output, and the spool has it from byte ${punched} on: was the KV restored from an older backup?`,
  );
}

/** Reads the log of a resumed run again, as one that goes on. Until then its points are those of a log that has ended. */
async function reopenLog(store: Store, id: string, options: RetryOptions): Promise<void> {
  const state = await retryUntilAnswered(() => store.ingest.read(id), options);
  if (state?.finished) await retryUntilAnswered(() => rereadRun(store, id, { reopens: true }), options);
}

/** Says who has the run now that this process had. */
async function describeOvertaken(store: Store, { run, onError }: CaptureOptions): Promise<string> {
  const owner = await store.runs.getOwner(run.id).catch((error) => void onError?.(error));
  return owner
    ? `run ${run.id} was taken over by another stdcurve (process ${owner.pid} on ${owner.host}), because this one was silent; ` +
      "that one stores its output now"
    : `run ${run.id} was ended or deleted by another stdcurve; its output is not stored any more`;
}

interface RunEnd extends RetryOptions {
  change: RunChange;
  end: IngestEnd | Unstored;
}

/**
 * Stores how a run ended. Null when another process has done so, or when the capture was stopped before the store answered. A store that
 * has refused the log and refuses this too gives the error with the place of the whole output.
 */
async function storeEnd(store: Store, id: string, { change, end, onError, signal }: RunEnd): Promise<Run | null> {
  try {
    return await retryUntilAnswered(() => store.runs.update(id, change), { onError, signal });
  } catch (error) {
    if (error instanceof Conflict || signal?.aborted) return null;
    throw typeof end === "object" && isLastingRefusal(error) ? new Damaged(end.reason, { cause: error }) : error;
  }
}
