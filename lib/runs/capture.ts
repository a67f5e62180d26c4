/**
 * Captures a command that runs, to its end: ingests its spool, watches the run, and stores how it ended. It works the same for a command
 * that this process has started and for one that another process left behind.
 *
 * @module
 */
import { Conflict } from "../errors.ts";
import { ingest, type IngestEnd } from "../intake/ingest.ts";
import { type RetryOptions, retryUntilAnswered } from "../intake/retry.ts";
import { followFile } from "../lines/follow.ts";
import type { Run } from "../model.ts";
import { removeSpool } from "../process/spool.ts";
import { type ProcessGroup, signalGroup, stopGroup } from "../process/stop.ts";
import type { Owner, RunChange } from "../store/runs.ts";
import type { Store } from "../store/store.ts";
import { awaitOutputEnd, describeUnstored, isLastingRefusal, reportUnstored, type Unstored } from "./unstored.ts";
import { watchRun } from "./watch.ts";

/** How a command ended. An `Exit` is one. */
export interface Ending {
  /** Null when nobody knows it. */
  code: number | null;
  /** Empty after success. */
  reason: string;
  /** When, in milliseconds since the epoch, if known. */
  at?: number;
  /** True when nobody saw the end, so that something may still write to the spool. */
  isUnseen?: boolean;
}

/** What to capture. */
export interface CaptureOptions {
  run: Run;
  /** This process as the owner of the run. */
  owner: Owner;
  /** Path of the command's spool. */
  spool: string;
  /** The command's processes; null when they have ended or can't be identified, and then nothing is signalled. */
  group: ProcessGroup | null;
  /** True when the command has ended. */
  isOver: () => boolean | Promise<boolean>;
  /** Settles when the command has ended. Left out where this process can't wait for it. */
  ended?: Promise<unknown>;
  /** How the command ended. Called once, after `isOver`. */
  findEnding: () => Ending;
  onError?: ((error: unknown) => void) | undefined;
}

/** A capture under way. */
export interface Capture {
  /** The run, when it has ended and everything is stored. Null when another process took it over or the capture was stopped. */
  done: Promise<Run | null>;
  /**
   * Sends a signal to the process group of the command. After a signal like SIGTERM, a run that fails counts as cancelled. If the group has
   * already ended, this ends the capture, which only waits for a store that does not answer.
   */
  signal(signal: Deno.Signal): void;
  /** Stores what was read and ends the capture. The command runs on, and another process can continue the capture. */
  stop(): Promise<void>;
}

/** Signals that request a command to end. SIGUSR1 and the like do not. */
const ENDING: ReadonlySet<Deno.Signal> = new Set(["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"]);

/** Captures a command to its end. */
export function captureRun(store: Store, options: CaptureOptions): Capture {
  const { run, owner, group, onError } = options;
  const halting = new AbortController(), { signal: halted } = halting;
  let cancelling: Promise<void> | null = null, interrupt: Deno.Signal | null = null;

  const ingestWatched = async (): Promise<IngestEnd | Unstored> => {
    await using _watch = watchRun(store, {
      runId: run.id,
      owner,
      onCancel: () => cancelling = group ? stopGroup(group) : Promise.resolve(),
      onOvertaken: () => halting.abort(),
      onError,
    });
    const end = await ingestSpool(store, options, halted);
    await cancelling;
    return end;
  };
  const capture = async (): Promise<Run | null> => {
    const end = await ingestWatched();
    if (end === "overtaken" || end === "stopped") return null;
    const ending = options.findEnding();
    const change = describeEnd(ending, { isCancelled: cancelling !== null, interrupt, run });
    if (end !== "complete") change.reason = [change.reason, end.reason].filter(Boolean).join("; ");
    const ended = await storeEnd(store, run.id, change, { onError, signal: halted });
    if (ended && !ending.isUnseen && end === "complete") await dropSpool(store, options.spool);
    return ended;
  };
  const done = capture();
  return {
    done,
    signal(signal) {
      if (ENDING.has(signal)) interrupt = signal;
      if (!group || !signalGroup(group, signal)) halting.abort();
    },
    async stop() {
      halting.abort();
      await done.catch(() => {}); // whoever awaits `done` gets the error
    },
  };
}

/** Ingests the spool to its end. When the store will never accept the rest, it says so on the run and waits for the end of the output. */
async function ingestSpool(
  store: Store,
  { run, owner, spool, isOver, ended, onError }: CaptureOptions,
  signal: AbortSignal,
): Promise<IngestEnd | Unstored> {
  try {
    return await ingest({
      store,
      runId: run.id,
      instance: owner.instance,
      source: (from, signal) => followFile(spool, { from, isOver, ended, signal }),
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

/** Other reasons why a command may have ended. */
interface Interference {
  run: Run;
  isCancelled: boolean;
  interrupt: Deno.Signal | null;
}

function describeEnd(
  { code, reason, at }: Ending,
  { run, isCancelled, interrupt }: Interference,
): RunChange {
  const end = { endedAt: Math.max(at ?? Date.now(), run.startedAt ?? 0), exitCode: code };
  if (isCancelled) return { ...end, status: "cancelled", reason: "cancelled" };
  if (interrupt && code !== 0) return { ...end, status: "cancelled", reason: `stopped by ${interrupt}` };
  return { ...end, status: code === 0 ? "completed" : "failed", reason };
}

/** Removes the spool of a run that is stored. Keeps it when the file of the store was removed: it then has the only copy. */
async function dropSpool(store: Store, spool: string): Promise<void> {
  try {
    await store.checkFile();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`${why}; the whole output of the command is in ${spool}; stdcurve import reads it`, {
      cause: error,
    });
  }
  removeSpool(spool);
}

/** Stores how a run ended. Null when another process has done so, or when the capture was stopped before the store answered. */
async function storeEnd(
  store: Store,
  id: string,
  change: RunChange,
  { onError, signal }: RetryOptions,
): Promise<Run | null> {
  try {
    return await retryUntilAnswered(() => store.runs.update(id, change), { onError, signal });
  } catch (error) {
    if (error instanceof Conflict || signal?.aborted) return null;
    throw error;
  }
}
