import assert from "node:assert/strict";
import fc from "fast-check";
import { LONG_SERIES_POINTS } from "../../../lib/limits/store.ts";
import { type LongSeries, noise, storeLong } from "../long_series.ts";

type Column = "step" | "epoch" | "time" | "globalStep";

/** The nearest point by a look at every one; of equally near ones the last. */
function findByHand({ all }: LongSeries, column: Column, { at, from, to }: { at: number; from: number; to: number }) {
  let best = -1;
  for (let index = 0; index < all.step.length; index++) {
    const position = all[column][index]!, away = Math.abs(position - at);
    if (!(position >= from && position <= to)) continue;
    if (best < 0 || away <= Math.abs(all[column][best]! - at)) best = index;
  }
  return best < 0 ? undefined : all.line[best];
}

Deno.test("readNearest() finds the nearest of all points, in short and long series, behind restarts, in any range", async () => {
  for (const count of [400, LONG_SERIES_POINTS + 3_000]) {
    // Steps with holes that go back twice; an epoch on every second point.
    const stepOf = (index: number) => 3 * (index % Math.ceil(count / 2.5)) + (noise(index) > 0.5 ? 1 : 0);
    using series = await storeLong(count, (index) => ({
      step: stepOf(index),
      value: index,
      epoch: index % 2 === 0 ? Math.floor(index / 100) : NaN,
    }));
    const { store, ref: { id } } = series;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom("step" as const, "epoch" as const),
        fc.double({ min: -0.1, max: 1.1, noNaN: true }),
        fc.option(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }))),
        async (column, share, window) => {
          const span = column === "step" ? 3 * count / 2.5 : count / 100, at = Math.round(2 * share * span) / 2;
          const [from, to] = window ? window.map((each) => each * span).sort((a, b) => a - b) : [-Infinity, Infinity];
          const range = window ? { [column]: [from!, to!] as const } : {};
          const read = await store.points.readNearest(id, { metrics: ["loss", "none"], range, column, at });
          assert.equal(read.get("loss")?.line[0], findByHand(series, column, { at, from: from!, to: to! }));
          assert.equal(read.has("none"), false);
        },
      ),
      { numRuns: 40 },
    );
  }
});

Deno.test("readNearest() gives the last of two equally near points of a long series", async () => {
  const epoch = (index: number) => Math.floor(index / 100);
  using series = await storeLong(
    LONG_SERIES_POINTS + 10,
    (index) => ({ step: index, value: index, epoch: epoch(index) }),
  );
  for (const at of [10.5, 84.5, 85.5, 1000.5]) {
    const query = { metrics: ["loss"], column: "epoch", at } as const;
    const read = await series.store.points.readNearest(series.ref.id, query);
    assert.equal(read.get("loss")!.line[0], 100 * (at + 1.5), `epoch ${at}`);
  }
});

Deno.test("readNearest() gives nothing where no point has a position", async () => {
  using series = await storeLong(LONG_SERIES_POINTS + 10, (index) => ({ step: index, value: index }));
  const query = { metrics: ["loss"], column: "globalStep", at: 5 } as const;
  assert.equal((await series.store.points.readNearest(series.ref.id, query)).size, 0);
});
