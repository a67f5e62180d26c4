/**
 * A training loop that prints: epochs of batches, and the parts of the program that print at each moment. What they print is theirs.
 *
 * @module
 */
import { spellingOf } from "./identifier.ts";
import type { Draw } from "./draw.ts";
import type { Author, Counter, KindOfLine, Look, Said, ShownPoint, Split, Value } from "./model.ts";
import { type LogWriter, NOWHERE, type Place } from "./writer.ts";

const EPOCHS_APART = 1000;

/** A loop at one moment. Epochs and batches count from 0 here, however they are printed. */
export interface Loop {
  readonly draw: Draw;
  readonly author: Author;
  readonly log: LogWriter;
  readonly epochs: number;
  readonly batches: number;
  readonly count: Counting;
  /** The first epoch of this run: more than 0 where it resumed. */
  firstEpoch: number;
  epoch: number;
  batch: number;
  /** The number of the training in the log, from 0. */
  run: number;
  shown: ShownSoFar;
}

/** What was printed that tells where lines without a counter stand. */
export interface ShownSoFar {
  /** Whether the present epoch was printed. */
  epoch: boolean;
  /** Whether a bar is drawn: it may place what is printed beside it. */
  bar: boolean;
  /** The last line of a batch: how many batches were done, and where it stood. */
  batch: { done: number; place: Place; isGlobal: boolean } | null;
  /** Splits that had lines. */
  splits: Set<Split>;
  /** Names that came by batch. */
  byBatch: Set<string>;
}

/** How the program counts. */
export interface Counting {
  epochFrom: 0 | 1;
  batchFrom: 0 | 1;
  /** Whether the last epoch's number is printed, and that of batches. */
  ofEpochs: boolean;
  ofBatches: boolean;
}

/** A part of the program that prints. Parts are called in the order of their list. */
export interface Part {
  begin?(): void;
  startEpoch?(): void;
  batch?(): void;
  endEpoch?(): void;
  end?(): void;
}

/** Draws how a program counts. */
export function drawCounting(draw: Draw): Counting {
  return {
    epochFrom: draw.one("epochs", { "from 1": 1, "from 0": 0 }),
    batchFrom: draw.one("batches", { "from 0": 0, "from 1": 1 }),
    ofEpochs: draw.one("epochs", { "of N": true, "alone": false }),
    ofBatches: draw.one("batches", { "of N": true, "alone": false }),
  };
}

/** The epoch as printed. */
export function epochCounter({ epoch, epochs, count }: Loop): Counter {
  const at = epoch + count.epochFrom;
  return count.ofEpochs ? { role: "epoch", at, of: epochs } : { role: "epoch", at };
}

/** The batch within its epoch as printed. */
export function batchCounter({ batch, batches, count }: Loop): Counter {
  const at = batch + count.batchFrom;
  return count.ofBatches ? { role: "batch", at, of: batches } : { role: "batch", at };
}

/** Batches of all epochs until now. */
export function stepsDone({ epoch, batch, batches }: Loop): number {
  return epoch * batches + batch + 1;
}

/** Share of the training that is done. */
export function progressOf(loop: Loop): number {
  return stepsDone(loop) / (loop.epochs * loop.batches);
}

/** The place of a batch, which may count within its epoch. Each training has epochs of its own: its steps may run on from those before. */
export function placeAt({ epoch, count, run }: Loop, step: number): Place {
  return { step, epoch: epoch + count.epochFrom + run * EPOCHS_APART };
}

/**
 * Where a line stands: at its own step, which may count within its epoch; else at its epoch where it was told; else at the step that was printed at
 * this moment.
 */
export function placeOf(loop: Loop, counters: readonly Counter[] = []): Place {
  const step = counters.find(({ role }) => role !== "epoch" && role !== "percent")?.at ?? null;
  const own = counters.find(({ role }) => role === "epoch")?.at, reached = loop.epoch + loop.count.epochFrom;
  if (step !== null) return placeAt(loop, step);
  const epoch = own ?? (loop.shown.epoch ? reached : null);
  if (epoch !== null) return { step: null, epoch };
  const { batch } = loop.shown;
  return batch?.isGlobal && !loop.shown.bar && batch.done === stepsDone(loop) ? batch.place : NOWHERE;
}

/** Values of all quantities at this moment. */
export function measure(loop: Loop, split: Split | null): Value[] {
  const progress = progressOf(loop);
  return loop.author.quantities.map((quantity) => ({ quantity, split, value: quantity.next(progress) }));
}

/**
 * Prints a line, and notes what it tells about the place. The mean of an epoch has a name of its own where batches had it; a line that doesn't
 * tell the epoch may have either name.
 */
export function printLine(loop: Loop, look: Look, said: Said, place = placeOf(loop, said.counters)): void {
  const { text, points } = look(said);
  const isBatch = said.counters.some(({ role }) => role !== "epoch"), isEpoch = !isBatch && said.counters.length > 0;
  for (const { metric } of isBatch ? points : []) loop.shown.byBatch.add(spellingOf(metric));
  // Where nothing but the batch before tells the place, the same name needn't stand on its point.
  if (
    !isBatch && !isEpoch && !loop.shown.epoch && points.some(({ metric }) => loop.shown.byBatch.has(spellingOf(metric)))
  ) {
    place = NOWHERE;
  }
  const named = isBatch ? points : points.map((point) => nameEpoch(loop, point, isEpoch));
  loop.log.print(text, said.optional ? named.map((point) => ({ ...point, optional: true })) : named, place);
  if (said.split) loop.shown.splits.add(said.split);
  if (said.counters.some(({ role }) => role === "epoch")) loop.shown.epoch = true;
  if (isBatch) noteBatch(loop, place, said.counters.some(({ role }) => role === "step"));
}

/** Notes that a line of a batch was printed. */
export function noteBatch(loop: Loop, place: Place, isGlobal: boolean): void {
  loop.shown.batch = { done: stepsDone(loop), place, isGlobal };
}

/** A point of an epoch under its own name, where the same name came by batch. */
export function nameEpoch({ shown }: Loop, point: ShownPoint, isSure: boolean): ShownPoint {
  const { metric, also = [] } = point;
  // Lines of batches may say that they are of training.
  if (!shown.byBatch.has(spellingOf(metric))) return { ...point, also: [...also, `epoch_train_${metric}`] };
  if (point.isState) return { ...point, optional: true };
  const own = `epoch_${metric}`;
  return isSure ? { ...point, metric: own, also: [metric, ...also] } : { ...point, also: [own, ...also] };
}

/** How lines of a kind look that have these counters. */
export function lookOf(
  { author, draw }: Loop,
  line: KindOfLine["line"],
  { counters, splits = [] }: { counters: Counter[]; splits?: Split[] },
): Look {
  return author.look(draw, { line, roles: counters.map(({ role }) => role), splits });
}

/** Runs the loop with its parts. */
export function runLoop(loop: Loop, parts: readonly Part[]): void {
  for (const part of parts) part.begin?.();
  for (loop.epoch = loop.firstEpoch; loop.epoch < loop.epochs; loop.epoch++) {
    loop.shown.epoch = false;
    loop.batch = 0;
    for (const part of parts) part.startEpoch?.();
    for (; loop.batch < loop.batches; loop.batch++) for (const part of parts) part.batch?.();
    loop.batch = loop.batches - 1;
    for (const part of parts) part.endEpoch?.();
  }
  loop.epoch = loop.epochs - 1;
  for (const part of parts) part.end?.();
}
