import assert from "node:assert/strict";
import { startRun } from "../../bench/runs.ts";
import type { Store } from "../../lib/store/store.ts";
import { openStore } from "../../lib/store/store.ts";
import { loadPanels } from "../../lib/web/load_panels.ts";

/** Stores so many points of each metric. */
async function storePoints(store: Store, id: string, metrics: Record<string, number>): Promise<void> {
  const points = new Map(
    Object.entries(metrics).map(([name, count]) => {
      const steps = Float64Array.from({ length: count }, (_, step) => step);
      return [name, {
        kind: "metric" as const,
        step: steps,
        value: steps.map((step) => step === 700 ? 99 : step / count),
        time: steps,
        line: steps.map((step) => step + 1),
        epoch: steps.map(() => NaN),
        globalStep: steps.map((step) => 10 * step),
      }];
    }),
  );
  const batch = { from: 0, log: new Uint8Array(0), time: 0, points, lines: null, reader: null };
  await store.ingest.flush(id, "bench", batch);
}

Deno.test("loadPanels() brings the lines of the first panels, thinned with their spikes", async () => {
  using store = await openStore(":memory:");
  const { id: experimentId } = await store.experiments.create({ name: "panels" });
  const id = await startRun(store, experimentId, "elsewhere");
  await storePoints(store, id, { "train/loss": 1000, "val/loss": 10, acc: 3 });
  const run = await store.runs.get(id);
  const { groups, drawn, ends } = await loadPanels(store, [run]);
  assert.deepEqual(groups.map(({ panels }) => panels.map(({ key }) => key)), [["train/loss", "acc"]]);
  const [train, val] = drawn.get("train/loss")!;
  assert.ok(train!.columns.value.length <= 120 && Array.from(train!.columns.value).includes(99));
  assert.deepEqual([train!.isSecond, val!.isSecond], [false, true]);
  assert.equal(val!.columns.step[9], 90, "both stand at training steps");
  assert.equal(ends.get("acc"), 2 / 3);
});

Deno.test("loadPanels() leaves what would take long to the browser", async () => {
  using store = await openStore(":memory:");
  const { id: experimentId } = await store.experiments.create({ name: "long" });
  const id = await startRun(store, experimentId, "elsewhere");
  await storePoints(store, id, { long: 250_000, short: 5 });
  const run = await store.runs.get(id);
  const many = Array.from({ length: 12 }, () => run);
  const { drawn } = await loadPanels(store, many);
  assert.deepEqual([...drawn.keys()], ["short"]);
});
