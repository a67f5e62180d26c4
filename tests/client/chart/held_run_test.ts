import assert from "node:assert/strict";
import {
  addPoints,
  createHeldRun,
  type HeldRun,
  POINTS_HELD,
  readingOf,
  receiveMetric,
  receiveNews,
} from "../../../lib/client/chart/held_run.ts";
import { decodeColumns } from "../../../lib/client/chart/metric_columns.ts";
import type { WireColumns, WireMetadata, WireMetrics } from "../../../lib/wire/points.ts";

function metadataOf(change: Partial<WireMetadata>): WireMetadata {
  return {
    last_updated: "2026-01-28T12:00:00.000Z",
    started_at: "1970-01-01T00:00:00.000Z",
    is_complete: false,
    status: "running",
    totals: {},
    next: "1.1",
    gaps: {},
    marks: 0,
    unknown: [],
    kinds: {},
    ...change,
  };
}

/** Points at these steps; the line is the step, the value its negative. */
function columnsOf(...steps: number[]): WireColumns {
  return {
    step: steps,
    value: steps.map((step) => -step),
    timestamp: steps.map((step) => step * 1000),
    line: steps,
    epoch: steps.map(() => null),
    global_step: steps.map(() => null),
  };
}

function answerOf(metrics: Record<string, WireColumns>, change: Partial<WireMetadata> = {}): WireMetrics<WireColumns> {
  return { run_id: "r", metrics, metadata: metadataOf(change) };
}

const stepsOf = (run: HeldRun, metric: string) => [...run.metrics.get(metric)?.step ?? []];

/** A live run that holds `loss` at step 1 of 1. */
function runWithLoss(): HeldRun {
  return createHeldRun("r", answerOf({ loss: columnsOf(1) }, { totals: { loss: 1 } }), true);
}

Deno.test("createHeldRun() holds nothing without an answer, and is complete when it is not live", () => {
  const run = createHeldRun("r", undefined, false);
  assert.deepEqual([run.metrics.size, run.next, run.isComplete], [0, null, true]);
  assert.equal(createHeldRun("r", undefined, true).isComplete, false);
});

Deno.test("createHeldRun() holds the points of the answer and what it says about the run", () => {
  const metadata = metadataOf({ is_complete: true, totals: { loss: 5 }, gaps: { loss: [[1, 9]] }, next: "1.7" });
  const run = createHeldRun("r", answerOf({ loss: columnsOf(1) }, metadata), true);
  assert.deepEqual(stepsOf(run, "loss"), [1]);
  assert.deepEqual([...run.totals, ...run.gaps, run.next, run.isComplete], [
    ["loss", 5],
    ["loss", [[1, 9]]],
    "1.7",
    true,
  ]);
});

Deno.test("createHeldRun() does not hold a metric that the answer lists without its points", () => {
  const run = createHeldRun("r", answerOf({ loss: columnsOf(), empty: columnsOf() }, { totals: { loss: 5 } }), true);
  assert.deepEqual([...run.metrics.keys()], ["empty"]);
});

Deno.test("receiveNews() adds new points to a held metric", () => {
  const run = runWithLoss();
  receiveNews(run, answerOf({ loss: columnsOf(2, 3) }, { totals: { loss: 3 }, next: "1.2", is_complete: true }));
  assert.deepEqual(stepsOf(run, "loss"), [1, 2, 3]);
  assert.deepEqual([...run.totals, run.next, run.isComplete], [["loss", 3], "1.2", true]);
});

Deno.test("receiveNews() says whether anything is new: points, marks, the end, another reading", () => {
  const run = runWithLoss(), none = { loss: columnsOf() }, { next, markCount } = run;
  const same = { totals: { loss: 1 }, next: next!, marks: markCount, is_complete: false };
  assert.equal(receiveNews(run, answerOf(none, same)), false);
  assert.equal(receiveNews(run, answerOf({ loss: columnsOf(2) }, same)), true);
  assert.equal(receiveNews(run, answerOf(none, { ...same, marks: markCount + 1 })), true);
  assert.equal(receiveNews(run, answerOf(none, { ...same, marks: markCount + 1, is_complete: true })), true);
  assert.equal(receiveNews(run, answerOf(none, { ...same, next: "2.0" })), true);
});

Deno.test("receiveNews() passes over a metric of which earlier points are missing", () => {
  const run = runWithLoss();
  receiveNews(run, answerOf({ acc: columnsOf(8, 9) }, { totals: { acc: 9 } }));
  assert.equal(run.metrics.has("acc"), false);
});

Deno.test("receiveNews() holds a metric that is whole, and one that the page waits for", () => {
  const run = runWithLoss();
  run.loading.add("acc");
  receiveNews(run, answerOf({ acc: columnsOf(8, 9), f1: columnsOf(9) }, { totals: { acc: 9, f1: 1 } }));
  assert.deepEqual([stepsOf(run, "acc"), stepsOf(run, "f1")], [[8, 9], [9]]);
});

Deno.test("receiveNews() replaces everything when the log was read again", () => {
  const run = runWithLoss();
  run.gaps.set("loss", [[1, 9]]);
  receiveNews(run, answerOf({ rating: columnsOf(4) }, { totals: { rating: 500 }, next: "2.1" }));
  assert.deepEqual([...run.metrics.keys()], ["rating"]);
  assert.deepEqual([[...run.totals], [...run.gaps]], [[["rating", 500]], []]);
});

Deno.test("receiveMetric() holds the metric and leaves isComplete and next as they are", () => {
  const run = runWithLoss();
  run.loading.add("acc");
  receiveMetric(run, "acc", answerOf({ acc: columnsOf(1, 2) }, { totals: { acc: 2 }, next: "1.9", is_complete: true }));
  assert.deepEqual(stepsOf(run, "acc"), [1, 2]);
  assert.deepEqual([run.isComplete, run.next, run.loading.size], [false, "1.1", 0]);
});

Deno.test("receiveMetric() holds no points of a metric that the answer lacks, and uses the first answer's next", () => {
  const run = createHeldRun("r", undefined, true);
  receiveMetric(run, "loss", answerOf({}, { next: "1.4" }));
  assert.deepEqual([run.metrics.get("loss")?.step.length, run.next], [0, "1.4"]);
});

Deno.test("receiveMetric() thins a metric that is too long and keeps its ends", () => {
  const run = createHeldRun("r", undefined, true);
  const steps = Array.from({ length: POINTS_HELD + 1 }, (_, at) => at + 1);
  receiveMetric(run, "loss", answerOf({ loss: columnsOf(...steps.slice(0, POINTS_HELD)) }));
  assert.equal(run.metrics.get("loss")!.step.length, POINTS_HELD);
  receiveMetric(run, "loss", answerOf({ loss: columnsOf(...steps) }));
  const held = run.metrics.get("loss")!.step;
  assert.ok(held.length <= POINTS_HELD / 2, `${held.length} points`);
  assert.deepEqual([held[0], held.at(-1)], [1, POINTS_HELD + 1]);
});

Deno.test("addPoints() inserts points into a held metric, and refuses another", () => {
  const run = runWithLoss();
  assert.equal(addPoints(run, "loss", decodeColumns(columnsOf(5))), true);
  assert.deepEqual(stepsOf(run, "loss"), [1, 5]);
  assert.equal(addPoints(run, "acc", decodeColumns(columnsOf(5))), false);
  assert.equal(run.metrics.has("acc"), false);
});

Deno.test("readingOf() gives the part before the dot", () => {
  assert.deepEqual([readingOf("12.345"), readingOf(null)], ["12", null]);
});

for (const name of ["constructor", "__proto__", "toString"]) {
  Deno.test(`a held run keeps total and gaps of a metric that is named ${name}, and finds none where an answer lacks it`, () => {
    const totals = JSON.parse(`{"${name}":3}`), gaps = JSON.parse(`{"${name}":[[1,9]]}`);
    const run = runWithLoss();
    receiveMetric(run, name, answerOf({}));
    assert.deepEqual(stepsOf(run, name), []);
    receiveNews(run, answerOf(JSON.parse(`{"${name}":${JSON.stringify(columnsOf(1, 2, 3))}}`), { totals, gaps }));
    assert.deepEqual([stepsOf(run, name), run.totals.get(name), run.gaps.get(name)], [[1, 2, 3], 3, [[1, 9]]]);
  });
}
