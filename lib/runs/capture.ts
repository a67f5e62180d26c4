/**
 * Capturing a command that was started, to its end: takes in its spool, watches over it, and writes down how it ended. The same for a
 * command of ours and for one that another process left behind.
 *
 * @module
 */
import { Conflict } from "../errors.ts";
import { ingest, type IngestEnd } from "../intake/ingest.ts";
import { followFile } from "../lines/follow.ts";
import type { Run } from "../model.ts";
import type { Exit } from "../process/exit.ts";
import { removeSpool } from "../process/spool.ts";
import { signalGroup, stopGroup } from "../process/stop.ts";
import { type RetryOptions, retryUntilAnswered } from "../intake/retry.ts";
import type { Owner, RunChange } from "../store/runs.ts";
import type { Store } from "../store/store.ts";
import { watchRun } from "./watch.ts";

/** What to capture. */
export interface CaptureOptions {
  run: Run;
  /** This process as the run's owner; `childPid` and `spool` are set. */
  owner: Owner;
  /** True once the command has ended. */
  isOver: () => boolean | Promise<boolean>;
  /** Resolves when it has, where this is known without asking. */
  ended?: Promise<unknown>;
  /** How it ended, and when, in milliseconds since the epoch, where that is known; a reason alone when it left no exit code. */
  findExit: () => Promise<Exit & { at?: number } | string>;
  onError?: ((error: unknown) => void) | undefined;
}

/** A capture under way. */
export interface Capture {
  /** The run when it is over and all is stored; null when another process took it over, or the capture was stopped. */
  done: Promise<Run | null>;
  /**
   * Passes a signal on to the command's process group; after one that asks to end, the run counts as cancelled if it fails. When nothing
   * of the group is left, ends the capture instead: only a store that does not answer keeps it.
   */
  signal(signal: Deno.Signal): void;
  /** Ends the capture with what was read stored. The command runs on, and whoever starts next takes the run up. */
  stop(): Promise<void>;
}

/** Signals that ask a command to end; SIGUSR1 and the like only tell it something. */
const ENDING: ReadonlySet<Deno.Signal> = new Set(["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"]);

/** Captures a command to its end. */
export function captureRun(store: Store, options: CaptureOptions): Capture {
  const { run, owner, onError } = options;
  const group = owner.childPid!, halting = new AbortController(), { signal: halted } = halting;
  let cancelling: Promise<void> | null = null, interrupt: Deno.Signal | null = null;

  const takeInWatched = async (): Promise<IngestEnd> => {
    await using _watch = watchRun(store, {
      runId: run.id,
      owner,
      onCancel: () => cancelling = stopGroup(group),
      onOvertaken: () => halting.abort(),
      onError,
    });
    const end = await takeIn(store, options, halted);
    await cancelling;
    return end;
  };
  const capture = async (): Promise<Run | null> => {
    if (await takeInWatched() !== "complete") return null;
    const change = describeEnd(await options.findExit(), { isCancelled: cancelling !== null, interrupt, run });
    const kept = await noteEnd(store, run.id, change, { onError, signal: halted });
    if (kept) await dropSpool(store, owner.spool!);
    return kept;
  };
  const done = capture();
  return {
    done,
    signal(signal) {
      if (ENDING.has(signal)) interrupt = signal;
      if (!signalGroup(group, signal)) halting.abort();
    },
    async stop() {
      halting.abort();
      await done.catch(() => {}); // whoever waits for `done` hears of it
    },
  };
}

function takeIn(
  store: Store,
  { run, owner, isOver, ended, onError }: CaptureOptions,
  signal: AbortSignal,
): Promise<IngestEnd> {
  return ingest({
    store,
    runId: run.id,
    instance: owner.instance,
    source: (from, signal) => followFile(owner.spool!, { from, isOver, ended, signal }),
    patterns: async () => (await store.experiments.get(run.experimentId)).patterns,
    signal,
    onError,
  });
}

interface Interference {
  run: Run;
  isCancelled: boolean;
  interrupt: Deno.Signal | null;
}

function describeEnd(
  exit: Exit & { at?: number } | string,
  { run, isCancelled, interrupt }: Interference,
): RunChange {
  const { code, at } = typeof exit === "string" ? { code: null, at: undefined } : exit;
  const end = { endedAt: Math.max(at ?? Date.now(), run.startedAt ?? 0), exitCode: code };
  if (isCancelled) return { ...end, status: "cancelled", reason: "cancelled" };
  if (interrupt && code !== 0) return { ...end, status: "cancelled", reason: `stopped by ${interrupt}` };
  if (typeof exit === "string") return { ...end, status: "failed", reason: exit };
  return { ...end, status: code === 0 ? "completed" : "failed", reason: exit.reason };
}

/** Removes the spool of a run that is stored, unless the store's file is gone with it. */
async function dropSpool(store: Store, spool: string): Promise<void> {
  try {
    await store.checkFile();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`${why}; the command's whole output is in ${spool}: stdcurve import takes it`, { cause: error });
  }
  await removeSpool(spool);
}

/** Writes down how a run ended; null when another process has done so, or the capture was stopped before the store answered. */
async function noteEnd(
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
