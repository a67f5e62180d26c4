/**
 * A log being read: bytes become lines, lines become points, and both wait in a batch to be stored. Of two batches one fills while the
 * other is stored, so nothing is made anew for a flush. Does not know whether or when anything is stored.
 *
 * @module
 */
import { collectPoints, type PointCollector } from "./collect.ts";
import { FLUSH_LOG_MAX_BYTES } from "../limits.ts";
import { type LineSplitter, type OnLine, splitLines, type SplitState } from "../lines/split.ts";
import type { Pattern } from "../model.ts";
import { createPointReader, type PointReader, type ReaderState } from "../points/reader.ts";
import type { FlushBatch } from "../store/flush.ts";
import { type LogBatch, splitPieces } from "../store/log_chunks.ts";
import type { IngestState } from "../store/ingest_state.ts";

/** A log being read from somewhere on. Times are milliseconds since the epoch. */
export interface LogReading {
  /** Reads bytes that came at a time, as many as the batch has room for; gives how many. */
  take(bytes: Uint8Array, time: number): number;
  /** The log has ended: reads what its end gives. */
  finish(time: number): void;
  /** What waits, valid until more is taken. */
  readonly waiting: LogBatch & { pointCount: number };
  /** All that waits, as one flush. What is taken from now on waits in the other batch, so the flush before has to be over. */
  seal(): FlushBatch;
}

/** What waits. */
interface Batch {
  /** Where in the log its bytes begin. */
  from: number;
  bytes: Uint8Array;
  length: number;
  /** When the first byte came. */
  time: number;
  /** Pairs of byte position and time, for what came later. */
  times: number[];
  points: PointCollector;
}

const BATCH_BYTES_FIRST = 16 * 1024;

function makeBatch(from: number): Batch {
  return { from, bytes: new Uint8Array(BATCH_BYTES_FIRST), length: 0, time: 0, times: [], points: collectPoints() };
}

/** Copies as many bytes behind those that wait as there is room for; gives how many. */
function append(batch: Batch, bytes: Uint8Array, time: number): number {
  const end = Math.min(batch.length + bytes.length, FLUSH_LOG_MAX_BYTES), count = end - batch.length;
  if (end > batch.bytes.length) {
    const longer = new Uint8Array(Math.min(Math.max(end, 2 * batch.bytes.length), FLUSH_LOG_MAX_BYTES));
    longer.set(batch.bytes.subarray(0, batch.length));
    batch.bytes = longer;
  }
  batch.bytes.set(bytes.subarray(0, count), batch.length);
  if (batch.length === 0) batch.time = time;
  else if ((batch.times.at(-1) ?? batch.time) !== time) batch.times.push(batch.length, time);
  batch.length = end;
  return count;
}

/** A batch as a flush, with the states that reading has reached behind it. */
function toFlush(
  { from, bytes, length, time, times, points }: Batch,
  { splitter, reader, finished }: { splitter: LineSplitter; reader: PointReader; finished: boolean },
): FlushBatch {
  return {
    from,
    log: bytes.subarray(0, length),
    time,
    times,
    points: points.batches(),
    lines: splitter.snapshot(),
    reader: reader.snapshot(),
    finished,
    settings: { ...reader.settings },
    progress: { ...reader.progress },
    warnings: [...reader.warnings],
  };
}

/** Begins to read where a run's reading stands. */
export function beginReading(state: IngestState, patterns: readonly Pattern[]): LogReading {
  let filling = makeBatch(state.offset), other = makeBatch(0), now = 0, finished = state.finished;
  const resumed = state.reader ? { state: state.reader as ReaderState } : {};
  const reader = createPointReader((point) => filling.points.add(point, now), { ...resumed, patterns });
  const onLine: OnLine = (text, line, redrawn) => reader.read(text, line, redrawn);
  const splitter = splitLines(onLine, state.lines as SplitState ?? undefined);
  return {
    take(bytes, time) {
      now = time;
      const count = append(filling, bytes, time);
      splitter.push(bytes.subarray(0, count));
      return count;
    },
    finish(time) {
      if (finished) return;
      now = time;
      if (filling.length === 0) filling.time = time;
      splitter.finish();
      reader.finish();
      finished = true;
    },
    get waiting() {
      const { bytes, length, time, times, points } = filling;
      return { log: bytes.subarray(0, length), time, times, pointCount: points.count };
    },
    seal() {
      const sealed = filling;
      [filling, other] = [other, sealed];
      Object.assign(filling, { from: sealed.from + sealed.length, length: 0, times: [] });
      filling.points.clear();
      return toFlush(sealed, { splitter, reader, finished });
    },
  };
}

function takeAll(reading: LogReading, batch: LogBatch, skipped: number): void {
  for (const [piece, time] of splitPieces(batch)) {
    const rest = piece.subarray(Math.min(skipped, piece.length));
    skipped -= piece.length - rest.length;
    if (rest.length > 0) reading.take(rest, time);
  }
}

/**
 * Reads again, from what the store holds now, what is not in it: the rest of a batch that could not be stored, and what waits behind it.
 * Gives the batch to store instead, and the reading that goes on from there.
 */
export function readAgain(
  state: IngestState,
  patterns: readonly Pattern[],
  { sealed, waiting }: { sealed: FlushBatch; waiting: LogBatch },
): { sealed: FlushBatch; reading: LogReading } {
  const stored = state.offset - sealed.from;
  if (stored < 0 || stored > sealed.log.length) {
    throw new Error(
      `the store holds ${state.offset} bytes of a log of which byte ${sealed.from} was to be stored next`,
    );
  }
  const reading = beginReading(state, patterns);
  takeAll(reading, sealed, stored);
  if (sealed.finished) reading.finish(sealed.time);
  const again = reading.seal();
  takeAll(reading, waiting, 0);
  return { sealed: again, reading };
}
