/**
 * Points on their way to the store: collected in columns that grow and are used again, so that a flush leaves nothing behind.
 *
 * @module
 */
import type { MetricKind, Point } from "../model.ts";
import type { PointBatch } from "../store/flush.ts";

/** Collects points of any metrics. */
export interface PointCollector {
  /** `time` is when the point's line came, in milliseconds since the epoch. */
  add(point: Point, time: number): void;
  /** Points since the last `clear`. */
  readonly count: number;
  /** All of them by metric, in order of first appearance; valid until the next `add` or `clear`. */
  batches(): Map<string, PointBatch>;
  clear(): void;
}

const NAMES = ["step", "value", "time", "line", "epoch"] as const;
const ROOM_FIRST = 16;

/** Of each column the first `length` numbers count. */
interface Collected extends Record<typeof NAMES[number], Float64Array> {
  kind: MetricKind;
  length: number;
}

function makeCollected(kind: MetricKind): Collected {
  const column = () => new Float64Array(ROOM_FIRST);
  return { kind, length: 0, step: column(), value: column(), time: column(), line: column(), epoch: column() };
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
  };
}

/** Makes an empty collector. */
export function collectPoints(): PointCollector {
  const metrics = new Map<string, Collected>();
  let count = 0;
  return {
    add({ metric, kind, step, value, epoch, line }, time) {
      let collected = metrics.get(metric);
      if (!collected) metrics.set(metric, collected = makeCollected(kind));
      const at = collected.length;
      if (at === collected.value.length) grow(collected);
      collected.step[at] = step;
      collected.value[at] = value;
      collected.time[at] = time;
      collected.line[at] = line;
      collected.epoch[at] = epoch ?? NaN;
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
