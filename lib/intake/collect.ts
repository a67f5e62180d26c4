/**
 * Collects points in columns until a flush stores them. The columns are reused, so that a flush leaves no garbage.
 *
 * @module
 */
import type { MetricKind, Point } from "../model.ts";
import type { PointBatch } from "../store/flush/flush.ts";

/** Collects points of any metrics. */
export interface PointCollector {
  /** `time` is when the point's line was captured, in milliseconds since the epoch. */
  add(point: Point, time: number): void;
  /** Number of points since the last `clear`. */
  readonly count: number;
  /** These points by metric, in order of first appearance. Valid until the next `add` or `clear`. */
  batches(): Map<string, PointBatch>;
  clear(): void;
}

/** Columns that every point has, and those that most logs have no number for. */
const NAMES = ["step", "value", "time", "line"] as const, RARE = ["epoch", "globalStep"] as const;
const CAPACITY_FIRST = 16;

/** Points of one metric: the first `length` numbers of each column. */
interface Collected extends Record<typeof NAMES[number], Float64Array> {
  kind: MetricKind;
  length: number;
  /** Null while no point has one; the same for `globalStep`. */
  epoch: Float64Array | null;
  globalStep: Float64Array | null;
}

function makeCollected(kind: MetricKind): Collected {
  const column = () => new Float64Array(CAPACITY_FIRST);
  const columns = { step: column(), value: column(), time: column(), line: column() };
  return { kind, length: 0, ...columns, epoch: null, globalStep: null };
}

function grow(collected: Collected): void {
  const capacity = 2 * collected.length;
  for (const name of NAMES) collected[name] = lengthen(collected[name], capacity);
  for (const name of RARE) if (collected[name]) collected[name] = lengthen(collected[name], capacity);
}

function lengthen(column: Float64Array, capacity: number): Float64Array {
  const longer = new Float64Array(capacity);
  longer.set(column);
  return longer;
}

/** Only NaN: the rare columns of all metrics without such numbers share it. */
let noNumbers = new Float64Array(0);

function viewNone(length: number): Float64Array {
  if (noNumbers.length < length) noNumbers = new Float64Array(2 * length).fill(NaN);
  return noNumbers.subarray(0, length);
}

function viewBatch({ kind, length, epoch, globalStep, ...columns }: Collected): PointBatch {
  const view = (name: typeof NAMES[number]) => columns[name].subarray(0, length);
  return {
    kind,
    step: view("step"),
    value: view("value"),
    time: view("time"),
    line: view("line"),
    epoch: epoch?.subarray(0, length) ?? viewNone(length),
    globalStep: globalStep?.subarray(0, length) ?? viewNone(length),
  };
}

/** Sets a point's number in a rare column, which begins with the first such number. */
function setRare(collected: Collected, name: typeof RARE[number], number: number | null): void {
  if (number === null && !collected[name]) return;
  collected[name] ??= new Float64Array(collected.value.length).fill(NaN);
  collected[name][collected.length] = number ?? NaN;
}

/** Creates an empty collector. */
export function collectPoints(): PointCollector {
  const metrics = new Map<string, Collected>();
  let count = 0;
  return {
    add({ metric, kind, step, value, epoch, globalStep, line }, time) {
      let collected = metrics.get(metric);
      if (!collected) metrics.set(metric, collected = makeCollected(kind));
      const at = collected.length;
      if (at === collected.value.length) grow(collected);
      collected.step[at] = step;
      collected.value[at] = value;
      collected.time[at] = time;
      collected.line[at] = line;
      setRare(collected, "epoch", epoch);
      setRare(collected, "globalStep", globalStep);
      collected.length = at + 1;
      count++;
    },
    get count() {
      return count;
    },
    batches() {
      const filled = [...metrics].filter(([, { length }]) => length > 0);
      return new Map(filled.map(([name, collected]) => [name, viewBatch(collected)]));
    },
    clear() {
      for (const [name, collected] of metrics) {
        if (collected.length === 0) metrics.delete(name);
        collected.length = 0;
      }
      count = 0;
    },
  };
}
