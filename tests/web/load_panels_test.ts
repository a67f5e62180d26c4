import assert from "node:assert/strict";
import { startRun } from "../../bench/runs.ts";
import type { Store } from "../../lib/store/store.ts";
import { openStore } from "../../lib/store/store.ts";
import { type ChartView, PLAIN_VIEW } from "../../lib/series/chart_view.ts";
import type { PanelLine } from "../../lib/ui/PanelSvg.tsx";
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
        time: steps.map((step) => 1000 * step),
        line: steps.map((step) => step + 1),
        epoch: steps.map(() => NaN),
        globalStep: steps.map((step) => 10 * step),
      }];
    }),
  );
  const batch = { from: 0, log: new Uint8Array(0), time: 0, points, lines: null, reader: null };
  await store.ingest.flush(id, "bench", batch);
}

const markAt = (line: number) => ({
  id: null,
  kind: "restart" as const,
  line,
  step: null,
  timestamp: "",
  text: "again",
});

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
  assert.deepEqual([train!.x, val!.x], ["global_step", "global_step"], "both stand at training steps");
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

Deno.test("loadPanels() reads the range of the view on its axis, of a pair on that of the training", async () => {
  using store = await openStore(":memory:");
  const { id: experimentId } = await store.experiments.create({ name: "range" });
  const id = await startRun(store, experimentId, "elsewhere");
  await storePoints(store, id, { "train/loss": 1000, "val/loss": 10, acc: 100 });
  const run = await store.runs.get(id), marks = new Map([[id, [markAt(2), markAt(60), markAt(99)]]]);
  const read = async (view: Partial<ChartView>) =>
    (await loadPanels(store, [run], { view: { ...PLAIN_VIEW, ...view }, marks })).drawn;
  const bySteps = await read({ minX: 50, maxX: 90 });
  const [train, val] = bySteps.get("train/loss")!, [acc] = bySteps.get("acc")!;
  assert.deepEqual([...train!.columns.globalStep], [50, 60, 70, 80, 90]);
  assert.deepEqual([...val!.columns.globalStep], [50, 60, 70, 80, 90], "though its own steps are 5 to 9");
  assert.deepEqual([acc!.columns.step[0], acc!.columns.step.at(-1)], [50, 90]);
  assert.deepEqual(acc!.marks.map(({ mark: { line }, x }) => [line, x]), [[2, 1], [60, 59], [99, 98]]);
  const elapsed = await read({ x: "elapsed", minX: (run.createdAt - 0) / -1000 + 20, maxX: null });
  assert.equal(elapsed.get("acc")![0]!.columns.time[0], 20_000);
});

Deno.test("loadPanels() smooths over every point, and brings the points too", async () => {
  using store = await openStore(":memory:");
  const { id: experimentId } = await store.experiments.create({ name: "smooth" });
  const id = await startRun(store, experimentId, "elsewhere");
  await storePoints(store, id, { loss: 1000, acc: 3 });
  const run = await store.runs.get(id),
    { drawn } = await loadPanels(store, [run], {
      view: { ...PLAIN_VIEW, smoothing: 0.9 },
    });
  const [{ columns, smoothed }] = drawn.get("loss")! as [PanelLine];
  assert.equal(Math.max(...columns.value), 99);
  const highest = Math.max(...smoothed!.value);
  assert.ok(highest > 10 && highest < 11, `${highest}: the spike counts once, with a tenth of its weight`);
});

Deno.test("loadPanels() draws no line of a hidden run, whose metrics keep their panels", async () => {
  using store = await openStore(":memory:");
  const { id: experimentId } = await store.experiments.create({ name: "hidden" });
  const ids = [await startRun(store, experimentId, "a"), await startRun(store, experimentId, "b")];
  await storePoints(store, ids[0]!, { loss: 3 });
  await storePoints(store, ids[1]!, { loss: 3, acc: 3 });
  const runs = await Promise.all(ids.map((id) => store.runs.get(id)));
  const { groups, drawn } = await loadPanels(store, runs, { hidden: new Set([ids[1]!]) });
  assert.equal(groups[0]!.panels.length, 2);
  assert.deepEqual(drawn.get("loss")!.map(({ runId }) => runId), [ids[0]]);
  assert.deepEqual(drawn.get("acc"), []);
});
