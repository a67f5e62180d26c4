/**
 * The sentence: a command's output becomes lines, lines become points, and each flush stores the log, its points and how far reading
 * has come, in one commit. Read this file first. It does not know where the bytes come from, nor what a line means.
 *
 * @module
 */
import { Conflict } from "./errors.ts";
import { FLUSH_INTERVAL_MS, FLUSH_LOG_BYTES, FLUSH_POINTS, FLUSH_POINTS_BEHIND } from "./limits.ts";
import { type LineSplitter, splitLines, type SplitState } from "./lines/split.ts";
import type { Pattern, Point } from "./model.ts";
import { type PointReader, type ReaderState, readPoints } from "./points/reader.ts";
import type { PointBatch } from "./store/flush.ts";
import type { IngestState } from "./store/ingest_state.ts";
import type { Store } from "./store/store.ts";
import { type Clock, systemClock } from "./time.ts";

/** What to take in, and for which run. */
export interface IngestOptions {
  store: Store;
  runId: string;
  /** UUID of this capturing process: from now on only its flushes are taken. */
  instance: string;
  /** Gives the log's bytes from an offset on. A piece is used up before the next is asked for. */
  source: (offset: number) => AsyncIterable<Uint8Array>;
  /** Patterns of the experiment; a function is asked again whenever the log was read again meanwhile. */
  patterns?: readonly Pattern[] | (() => Promise<readonly Pattern[]>);
  clock?: Clock;
  /** Gets each piece before it is stored: the terminal's copy. */
  onBytes?: (bytes: Uint8Array) => void | Promise<void>;
  /** Hears of a store that does not answer; asked again until it does. */
  onTrouble?: (error: unknown) => void;
}

interface Batch {
  from: number;
  bytes: Uint8Array;
  length: number;
  points: Map<string, PointBatch>;
  pointCount: number;
  since: number;
}

const RETRY_FIRST_MS = 100, RETRY_LONGEST_MS = 5_000;

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

const emptyBatch = (from: number): Batch => ({
  from,
  bytes: new Uint8Array(FLUSH_LOG_BYTES),
  length: 0,
  points: new Map(),
  pointCount: 0,
  since: 0,
});

function addPoint(
  batch: Batch,
  { metric, value, step, epoch, line, kind }: Point,
  time: number,
): void {
  let columns = batch.points.get(metric);
  if (!columns) {
    columns = { kind, step: [], value: [], time: [], line: [], epoch: [] };
    batch.points.set(metric, columns);
  }
  columns.step.push(step);
  columns.value.push(value);
  columns.time.push(time);
  columns.line.push(line);
  columns.epoch.push(epoch ?? NaN);
  batch.pointCount++;
}

/**
 * Takes in a log to its end. Resolves when all is stored, with true; with false when another process took the run over.
 * A store that fails is asked again, with growing pauses, while the source keeps the rest.
 */
export async function ingest(options: IngestOptions): Promise<boolean> {
  const { store, runId, instance, clock = systemClock } = options;
  let reader!: PointReader, splitter!: LineSplitter, batch!: Batch, now = clock(), finished = false;

  const resume = async (state: IngestState) => {
    const patterns = typeof options.patterns === "function" ? await options.patterns() : options.patterns ?? [];
    batch = emptyBatch(state.offset);
    reader = readPoints((point) => addPoint(batch, point, now), {
      ...(state.reader ? { state: state.reader as ReaderState } : {}),
      patterns,
    });
    splitter = splitLines(
      (text, line, redrawn) => reader.read(text, line, redrawn),
      state.lines as SplitState ?? undefined,
    );
  };
  const take = (bytes: Uint8Array) => {
    batch.bytes.set(bytes, batch.length);
    batch.length += bytes.length;
    splitter.push(bytes);
  };
  const finish = () => {
    finished = true;
    splitter.finish();
    reader.finish();
  };
  /** Someone else wrote: read what waits again from what is stored now. False when the run is another's. */
  const reload = async (): Promise<boolean> => {
    const state = await store.ingest.read(runId);
    if (!state || state.instance !== instance) return false;
    const { bytes, length, from, since } = batch;
    await resume(state);
    batch.since = since;
    take(bytes.subarray(Math.min(state.offset - from, length), length));
    if (finished) finish();
    return true;
  };
  const flush = async (): Promise<boolean> => {
    for (let wait = RETRY_FIRST_MS;; wait = Math.min(wait * 2, RETRY_LONGEST_MS)) {
      try {
        await store.ingest.flush(runId, instance, {
          from: batch.from,
          log: batch.bytes.slice(0, batch.length),
          time: batch.length > 0 ? batch.since : clock(),
          points: batch.points,
          lines: splitter.snapshot(),
          reader: reader.snapshot(),
          finished,
          settings: reader.settings,
          progress: reader.progress,
          warnings: reader.warnings,
        });
        batch = emptyBatch(batch.from + batch.length);
        return true;
      } catch (error) {
        if (error instanceof Conflict) {
          if (!await reload()) return false;
        } else {
          options.onTrouble?.(error);
          await pause(wait);
        }
      }
    }
  };

  await resume(await store.ingest.begin(runId, instance));
  const pieces = options.source(batch.from)[Symbol.asyncIterator]();
  try {
    let next = pieces.next();
    for (;;) {
      const result = await beforeDue(
        next,
        batch.length === 0 ? null : batch.since + FLUSH_INTERVAL_MS - clock(),
      );
      if (result === "due") {
        if (!await flush()) return false;
        continue;
      }
      if (result.done) break;
      await options.onBytes?.(result.value);
      for (let rest = result.value; rest.length > 0;) {
        now = clock();
        if (batch.length === 0) batch.since = now;
        const part = rest.subarray(0, FLUSH_LOG_BYTES - batch.length);
        take(part);
        rest = rest.subarray(part.length);
        const full = batch.length === FLUSH_LOG_BYTES ||
          batch.pointCount >= (rest.length > 0 ? FLUSH_POINTS_BEHIND : FLUSH_POINTS);
        if (full && !await flush()) return false;
      }
      next = pieces.next();
    }
    now = clock();
    finish();
    return await flush();
  } finally {
    await pieces.return?.();
    store.ingest.end(runId);
  }
}

/** The promise's result, or `"due"` when it takes longer than the given time (null: however long). */
async function beforeDue<T>(promise: Promise<T>, ms: number | null): Promise<T | "due"> {
  if (ms === null) return await promise;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const due = new Promise<"due">((resolve) => timer = setTimeout(() => resolve("due"), Math.max(ms, 0)));
  try {
    return await Promise.race([promise, due]);
  } finally {
    clearTimeout(timer);
  }
}
