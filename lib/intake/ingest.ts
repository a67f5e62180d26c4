/**
 * The sentence: a command's output becomes lines, lines become points, and each flush stores the log, its points and how far reading
 * has come, in one commit, while the next bytes are read already. Read this file first. It does not know where the bytes come from, nor
 * what a line means.
 *
 * @module
 */
import { Conflict } from "../errors.ts";
import type { Pattern } from "../model.ts";
import { type FlushPace, paceFlushes } from "./flush_pace.ts";
import { beginReading, type LogReading, readAgain } from "./reading.ts";
import { type RetryOptions, retryUntilAnswered } from "./retry.ts";
import type { FlushBatch } from "../store/flush.ts";
import type { Store } from "../store/store.ts";
import { type Clock, systemClock } from "../time.ts";

/** What to take in, for which run, and with what patience: the signal ends it early, with what was read until then stored. */
export interface IngestOptions extends RetryOptions {
  store: Store;
  runId: string;
  /** UUID of this capturing process: from now on only its flushes are taken. */
  instance: string;
  /** Gives the log's bytes from an offset on, until the signal is aborted. A piece is used up before the next is asked for. */
  source: (offset: number, signal: AbortSignal) => AsyncIterable<Uint8Array>;
  /** The patterns to read by; asked again when the stored log was read again meanwhile. */
  patterns?: () => Promise<readonly Pattern[]>;
  clock?: Clock;
}

/** How taking in ended: all is stored, or another process took the run over, or the signal stopped it. */
export type IngestEnd = "complete" | "overtaken" | "stopped";

/**
 * Takes in a log to its end. A store that fails is asked again, with growing pauses, while the source keeps the rest.
 *
 * @throws {NotFound} for an unknown run
 */
export async function ingest(options: IngestOptions): Promise<IngestEnd> {
  const { store, runId, source, signal: stop, clock = systemClock } = options;
  try {
    const intake = await beginIntake(options), { pace, signal } = intake;
    for await (const piece of source(intake.offset, signal)) {
      for (let rest = piece; rest.length > 0 && !signal.aborted;) {
        const taken = intake.reading.take(rest, clock());
        rest = rest.subarray(taken);
        pace.offer();
        if (taken === 0) await pace.idle();
      }
    }
    await pace.end();
    const isWhole = !signal.aborted;
    if (isWhole) intake.reading.finish(clock());
    if (!intake.overtaken) await put(intake, intake.reading.seal());
    return intake.overtaken ? "overtaken" : isWhole ? "complete" : "stopped";
  } catch (error) {
    if (stop?.aborted) return "stopped"; // the store does not answer: what it lacks is where the source has it
    throw error;
  } finally {
    store.ingest.end(runId);
  }
}

interface Intake {
  /** Where in the log it began. */
  offset: number;
  reading: LogReading;
  pace: FlushPace;
  overtaken: boolean;
  /** Ends the source: aborted by the caller, or by `halt`. */
  signal: AbortSignal;
  halt: () => void;
  options: IngestOptions;
}

const findPatterns = ({ patterns }: IngestOptions) => patterns ? patterns() : Promise.resolve([]);

async function beginIntake(options: IngestOptions): Promise<Intake> {
  const { store, runId, instance } = options, halting = new AbortController();
  const state = await retryUntilAnswered(() => store.ingest.begin(runId, instance), options);
  const intake: Intake = {
    offset: state.offset,
    reading: beginReading(state, await retryUntilAnswered(() => findPatterns(options), options)),
    pace: paceFlushes({
      waiting: () => intake.reading.waiting,
      flush: () => put(intake, intake.reading.seal()),
      onFailure: () => halting.abort(),
    }),
    overtaken: false,
    signal: AbortSignal.any([halting.signal, ...(options.signal ? [options.signal] : [])]),
    halt: () => halting.abort(),
    options,
  };
  return intake;
}

/** Stores a batch. When someone else wrote meanwhile, what is not stored yet is read again from what is, unless the run is theirs. */
async function put(intake: Intake, sealed: FlushBatch): Promise<void> {
  const { options } = intake, { store, runId, instance } = options;
  try {
    await retryUntilAnswered(() => store.ingest.flush(runId, instance, sealed), options);
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    const state = await retryUntilAnswered(() => store.ingest.read(runId), options);
    if (state?.instance !== instance) {
      intake.overtaken = true;
      return intake.halt();
    }
    const patterns = await retryUntilAnswered(() => findPatterns(options), options);
    const again = readAgain(state, patterns, { sealed, waiting: intake.reading.waiting });
    intake.reading = again.reading;
    if (again.sealed.log.length > 0 || again.sealed.finished) await put(intake, again.sealed);
  }
}
