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

const NAMES = ["step", "value", "time", "line", "epoch", "globalStep"] as const;
const CAPACITY_FIRST = 16;

/** Points of one metric: the first `length` numbers of each column. */
interface Collected extends Record<typeof NAMES[number], Float64Array> {
  kind: MetricKind;
  length: number;
}

function makeCollected(kind: MetricKind): Collected {
  const column = () => new Float64Array(CAPACITY_FIRST);
  const columns = { step: column(), value: column(), time: column(), line: column(), epoch: column() };
  return { kind, length: 0, ...columns, globalStep: column() };
}

function grow(collected: Collected): void {
  for (const name of NAMES) {
    const longer = new Float64Array(2 * collected.length);
    longer.set(collected[name]);
    collected[name] = longer;
  }
}

function viewBatch({ kind, length, ...columns }: Collected): PointBatch {
  const view = (name: typeof NAMES[number]) => columns[name].subarray(0, length);
  return {
    kind,
    step: view("step"),
    value: view("value"),
    time: view("time"),
    line: view("line"),
    epoch: view("epoch"),
    globalStep: view("globalStep"),
  };
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
      collected.epoch[at] = epoch ?? NaN;
      collected.globalStep[at] = globalStep ?? NaN;
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
