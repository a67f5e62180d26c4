/**
 * The heart of the program; read this file first. Output becomes lines, and lines become points. Each flush stores log, points and the
 * state of the reader in one commit, while the next bytes are being read. It does not know where the bytes come from or what a line
 * means.
 *
 * @module
 */
import { Conflict, Overtaken } from "../errors.ts";
import type { Pattern, Point } from "../model.ts";
import { PLACE_WAIT_MS } from "../limits.ts";
import { type FlushPace, paceFlushes } from "./flush_pace.ts";
import { type Alarm, notePauses } from "./pauses.ts";
import type { CompiledPattern } from "../points/taught/pattern.ts";
import { loadPatterns } from "../points/taught/load_patterns.ts";
import { beginReading, type LogReading, readAgain, type SealedBatch } from "./reading.ts";
import { type RetryOptions, retryUntilAnswered } from "./retry.ts";
import { sliceByTurns } from "./turns.ts";
import type { Store } from "../store/store.ts";
import { type Clock, systemClock } from "../time.ts";

/** What to ingest, and for which run. The `signal` ends it early; what was read until then is stored. */
export interface IngestOptions extends RetryOptions {
  store: Store;
  runId: string;
  /** UUID of this process. From now on the store refuses the flushes of any other process. */
  instance: string;
  /** Yields the bytes of the log after an offset, until the signal is aborted. A piece may be reused when the next one is requested. */
  source: (offset: number, signal: AbortSignal) => AsyncIterable<Uint8Array>;
  /** Loads the user's patterns: at the start, and again after somebody else has reread the stored log. */
  patterns?: () => Promise<readonly Pattern[]>;
  /** Called with each point. One that is read again, because a flush failed, comes again. */
  onPoint?: ((point: Point) => void) | undefined;
  /** Milliseconds between two flushes; `FLUSH_INTERVAL_MS` by default. */
  intervalMs?: () => number;
  /** Called after each flush with the time from its start to that of the next one: reading the source much more often stores nothing sooner. */
  onPace?: ((ms: number) => void) | undefined;
  clock?: Clock;
  /** After so long without output a point no longer waits for its place; `PLACE_WAIT_MS` by default. Infinity for a log that is whole. */
  placeWaitMs?: number | undefined;
  /** What wakes it in a pause. */
  alarm?: Alarm;
}

/** How ingesting ended: everything is stored, another process has taken the run over, or the signal stopped it. */
export type IngestEnd = "complete" | "overtaken" | "stopped";

/**
 * Ingests a log to its end. When the store fails, it retries with growing pauses; meanwhile the source keeps the rest. When the source
 * fails, what was read until then is stored before this throws the error.
 *
 * @throws {NotFound} for an unknown run
 */
export async function ingest(options: IngestOptions): Promise<IngestEnd> {
  const { store, runId, signal: stop, clock = systemClock } = options;
  try {
    const intake = await beginIntake(options), { pace, signal } = intake;
    const failure = await readSource(intake).then(() => null, (error: unknown) => ({ error }));
    await pace.end();
    const isWhole = !failure && !signal.aborted;
    if (isWhole) intake.reading.finish(clock());
    if (!intake.overtaken) await storeBatch(intake, intake.reading.seal());
    if (failure) throw failure.error;
    return intake.overtaken ? "overtaken" : isWhole ? "complete" : "stopped";
  } catch (error) {
    if (error instanceof Overtaken) return "overtaken"; // before it began
    if (stop?.aborted) return "stopped"; // the store does not answer, but the source still has what is missing there
    throw error;
  } finally {
    store.ingest.end(runId);
  }
}

interface Intake {
  /** Offset in the log where it began. */
  offset: number;
  reading: LogReading;
  pace: FlushPace;
  overtaken: boolean;
  /** Ends the source. Aborted by the caller or by `halt`. */
  signal: AbortSignal;
  halt: () => void;
  options: IngestOptions;
}

/** The user's patterns, ready for a reader. */
async function readPatterns(options: IngestOptions): Promise<CompiledPattern[]> {
  const { patterns = () => Promise.resolve([]) } = options;
  return await loadPatterns(await retryUntilAnswered(patterns, options));
}

async function beginIntake(options: IngestOptions): Promise<Intake> {
  const { store, runId, instance } = options, halting = new AbortController();
  const state = await retryUntilAnswered(() => store.ingest.begin(runId, instance), options);
  const intake: Intake = {
    offset: state.offset,
    reading: beginReading(state, await readPatterns(options), options.onPoint),
    pace: paceFlushes({
      waiting: () => intake.reading.waiting,
      intervalMs: options.intervalMs,
      onPace: options.onPace,
      flush: () => storeBatch(intake, intake.reading.seal()),
      onFailure: () => halting.abort(),
    }),
    overtaken: false,
    signal: AbortSignal.any([halting.signal, ...(options.signal ? [options.signal] : [])]),
    halt: () => halting.abort(),
    options,
  };
  return intake;
}

/** Reads the source to its end. Waits for the store while both batches are full. */
async function readSource(intake: Intake): Promise<void> {
  const { pace, signal, options: { source, clock = systemClock, placeWaitMs: afterMs = PLACE_WAIT_MS, alarm } } =
    intake;
  const onPause = () => {
    if (!signal.aborted && intake.reading.pause()) pace.offer();
  };
  for await (const piece of notePauses(sliceByTurns(source(intake.offset, signal)), { afterMs, onPause, alarm })) {
    for (let rest = piece; rest.length > 0 && !signal.aborted;) {
      const count = intake.reading.read(rest, clock());
      rest = rest.subarray(count);
      pace.offer();
      if (count === 0) await pace.idle();
    }
  }
}

/**
 * Stores a batch. When another writer has changed the stored state, this reads the bytes that are not stored yet again, from that state.
 * When the other writer is the new owner of the run, it stops instead.
 */
async function storeBatch(intake: Intake, batch: SealedBatch): Promise<void> {
  const { options } = intake, { store, runId, instance } = options;
  try {
    await retryUntilAnswered(() => store.ingest.flush(runId, instance, batch), options);
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    const state = await retryUntilAnswered(() => store.ingest.read(runId), options);
    if (state?.instance !== instance) {
      intake.overtaken = true;
      return intake.halt();
    }
    const again = readAgain(state, await readPatterns(options), {
      sealed: batch,
      waiting: intake.reading.waiting,
      onPoint: options.onPoint,
    });
    intake.reading = again.reading;
    if (!isEmpty(again.sealed)) await storeBatch(intake, again.sealed);
  }
}

/** True for a batch that changes nothing in the store. */
function isEmpty({ log, points, finished }: SealedBatch): boolean {
  return log.length === 0 && points.size === 0 && !finished;
}
