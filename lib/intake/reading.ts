/**
 * Reads a log: bytes become lines, lines become points, and both wait in a batch. There are two batches: one fills while the other is
 * being stored, so that a flush allocates nothing. Does not know whether or when a batch is stored.
 *
 * @module
 */
import { collectPoints, type PointCollector } from "./collect.ts";
import { FLUSH_LOG_MAX_BYTES } from "../limits.ts";
import { type LineSplitter, splitLines, type SplitState } from "../lines/split.ts";
import type { Point, RunMark } from "../model.ts";
import type { FoundMark } from "../points/curves/run_marks.ts";
import { createPointReader, type PointReader, type ReaderState } from "../points/reader.ts";
import type { CompiledPattern } from "../points/taught/pattern.ts";
import { describeReading } from "./describe_reading.ts";
import { watchSilence } from "./silence.ts";
import type { FlushBatch } from "../store/flush/flush.ts";
import { type LogBatch, splitPieces } from "../store/log/log_chunks.ts";
import type { IngestState } from "../store/flush/ingest_state.ts";

/** The reading of one log. Times are milliseconds since the epoch. */
export interface LogReading {
  /** Reads bytes that arrived at `time`, as many as fit in the batch. Returns their number. */
  read(bytes: Uint8Array, time: number): number;
  /** Nothing arrived for a while: gives the points that waited only for their place. True when there were any. */
  pause(): boolean;
  /** Ends the log: reads a last line without a newline, and what only the end of a log decides. */
  finish(time: number): void;
  /** The batch that is filling. Valid until the next `read`. */
  readonly waiting: PausedBatch & { pointCount: number };
  /** Gives this batch to a flush, and fills the other one from now on. The previous flush must be over. */
  seal(): SealedBatch;
}

/** Bytes of a log that can be read again with the same pauses. */
export interface PausedBatch extends LogBatch {
  /** Numbers of bytes behind which points were given because of a pause. */
  pauses: readonly number[];
}

/** What a flush stores, and what reading it again needs. */
export type SealedBatch = FlushBatch & PausedBatch;

/** Bytes and points that are not stored yet. */
interface Batch {
  /** Offset in the log of its first byte. */
  from: number;
  bytes: Uint8Array;
  length: number;
  /** When the first byte arrived. */
  time: number;
  /** Pairs of index and time, for bytes that arrived later. */
  times: number[];
  pauses: number[];
  points: PointCollector;
  marks: RunMark[];
}

const BATCH_BYTES_FIRST = 16 * 1024;

function makeBatch(from: number): Batch {
  return {
    from,
    bytes: new Uint8Array(BATCH_BYTES_FIRST),
    length: 0,
    time: 0,
    times: [],
    pauses: [],
    points: collectPoints(),
    marks: [],
  };
}

/** Appends as many of the bytes as fit. Returns their number. */
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

/** The batch and the states after it, as a flush stores them. */
function toFlush(
  { from, bytes, length, time, times, pauses, points, marks }: Batch,
  { splitter, reader, finished }: { splitter: LineSplitter; reader: PointReader; finished: boolean },
): SealedBatch {
  return {
    from,
    log: bytes.subarray(0, length),
    time,
    times,
    pauses,
    points: points.batches(),
    marks,
    finished,
    ...describeReading(splitter, reader),
  };
}

/** What waits in a batch for a flush. */
function viewWaiting({ bytes, length, time, times, pauses, points }: Batch): LogReading["waiting"] {
  return { log: bytes.subarray(0, length), time, times, pauses, pointCount: points.count };
}

/** Adds the points that a pause gives, and remembers where it was. False when there are none. */
function pauseBatch(batch: Batch, { reader, now }: { reader: PointReader; now: number }): boolean {
  const before = batch.points.count;
  reader.pause();
  if (batch.points.count === before) return false;
  if (batch.length === 0) batch.time = now;
  batch.pauses.push(batch.length);
  return true;
}

/** Starts to read where the stored reading of a run ended. `onPoint` gets each point, too. */
export function beginReading(
  state: IngestState,
  patterns: readonly CompiledPattern[],
  onPoint?: (point: Point) => void,
): LogReading {
  let filling = makeBatch(state.offset), other = makeBatch(0), now = 0, finished = state.finished;
  const add = passOn((point) => filling.points.add(point, now), onPoint);
  const onMark = (mark: FoundMark) => void filling.marks.push({ ...mark, time: now });
  const reader = createPointReader(add, { ...resume(state), patterns, onMark });
  const silence = watchSilence(reader.markSilence);
  const splitter = splitLines(reader.read, state.lines as SplitState ?? undefined);
  return {
    read(bytes, time) {
      silence.note(time); // while `now` is the time of the last output
      now = time;
      const count = append(filling, bytes, time);
      splitter.push(bytes.subarray(0, count));
      return count;
    },
    pause: () => pauseBatch(filling, { reader, now }),
    finish(time) {
      if (finished) return;
      now = time;
      if (filling.length === 0) filling.time = time;
      splitter.finish();
      reader.finish();
      finished = true;
    },
    get waiting() {
      return viewWaiting(filling);
    },
    seal() {
      const sealed = filling;
      [filling, other] = [other, sealed];
      Object.assign(filling, { from: sealed.from + sealed.length, length: 0, times: [], pauses: [], marks: [] });
      filling.points.clear();
      return toFlush(sealed, { splitter, reader, finished });
    },
  };
}

const resume = ({ reader }: IngestState) => reader ? { state: reader as ReaderState } : {};

/** Gives each point to one or both. */
function passOn(add: (point: Point) => void, also: ((point: Point) => void) | undefined): (point: Point) => void {
  if (!also) return add;
  return (point) => {
    add(point);
    also(point);
  };
}

/** Reads a batch again, behind its first bytes. What arrived behind a pause has a later time, so that a pause stands between two pieces. */
function readBatch(reading: LogReading, batch: PausedBatch, skipped: number): void {
  const pauses = batch.pauses.filter((at) => at >= skipped);
  let from = 0;
  for (const [piece, time] of splitPieces(batch)) {
    if (pauses.length > 0 && pauses[0]! <= from) {
      pauses.shift();
      reading.pause();
    }
    const rest = piece.subarray(Math.min(Math.max(skipped - from, 0), piece.length));
    from += piece.length;
    if (rest.length > 0) reading.read(rest, time);
  }
  if (pauses.length > 0) reading.pause();
}

/**
 * Continues from the state that the store has now: reads the part of the sealed batch again that is not stored, and then the bytes that
 * wait. Returns the batch to store instead, and the reading that continues after it.
 */
export function readAgain(
  state: IngestState,
  patterns: readonly CompiledPattern[],
  { sealed, waiting, onPoint }: {
    sealed: SealedBatch;
    waiting: PausedBatch;
    onPoint?: ((point: Point) => void) | undefined;
  },
): { sealed: SealedBatch; reading: LogReading } {
  const stored = state.offset - sealed.from;
  if (stored < 0 || stored > sealed.log.length) {
    throw new Error(
      `the store has ${state.offset} bytes of the log, but byte ${sealed.from} should be stored next`,
    );
  }
  const reading = beginReading(state, patterns, onPoint);
  readBatch(reading, sealed, stored);
  if (sealed.finished) reading.finish(sealed.time);
  const again = reading.seal();
  readBatch(reading, waiting, 0);
  return { sealed: again, reading };
}
