/**
 * Long series in a store, with their points in memory beside them, for the tests that hold what is read against every point.
 *
 * @module
 */
import { createPointColumns, type PointColumns } from "../../lib/store/points/columns.ts";
import { encodeKv, type Kv } from "../../lib/store/kv/kv.ts";
import type { SeriesRef } from "../../lib/store/points/point_stream.ts";
import { createStore, type Store } from "../../lib/store/store.ts";
import { createDigitsRun, flushOf } from "./digits.ts";

/** A point by its index in the series. */
export type PointAt = (index: number) => { step: number; value: number; epoch?: number };

/** A stored series. */
export interface LongSeries extends Disposable {
  opened: Deno.Kv;
  kv: Kv;
  store: Store;
  ref: SeriesRef;
  /** Every point, as it was stored. */
  all: PointColumns;
}

/** Points in one flush. */
const FLUSHED = 15_000;

/** Numbers that look random and are the same each time. */
export const noise = (index: number): number => Math.abs(Math.sin(index * 12.9898) * 43758.5453) % 1;

/** Stores `count` points of the metric `loss` in a store in memory. */
export async function storeLong(count: number, pointAt: PointAt): Promise<LongSeries> {
  const opened = await Deno.openKv(":memory:"), store = createStore(opened), kv = encodeKv(opened);
  const { id } = await createDigitsRun(store), all = createPointColumns(count);
  await store.ingest.begin(id, "me");
  for (let index = 0; index < count; index++) {
    const { step, value, epoch = NaN } = pointAt(index);
    all.step[index] = step;
    all.value[index] = value;
    all.epoch[index] = epoch;
    all.time[index] = 1e12 + 10 * index;
    all.line[index] = index + 1;
    all.globalStep[index] = NaN;
    all.rev[index] = 1 + Math.floor(index / FLUSHED);
  }
  for (let from = 0; from < count; from += FLUSHED) await flushPart(store, id, { all, from });
  return {
    opened,
    kv,
    store,
    ref: { id, generation: 0, name: "loss", count },
    all,
    [Symbol.dispose]: () => store.close(),
  };
}

async function flushPart(store: Store, id: string, { all, from }: { all: PointColumns; from: number }): Promise<void> {
  const cut = (column: Float64Array | Uint32Array) => column.subarray(from, from + FLUSHED);
  const loss = {
    kind: "metric" as const,
    step: cut(all.step),
    value: cut(all.value),
    time: cut(all.time),
    line: cut(all.line),
    epoch: cut(all.epoch),
    globalStep: cut(all.globalStep),
  };
  await store.ingest.flush(id, "me", flushOf(0, "", { loss }));
}
