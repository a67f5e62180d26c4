import assert from "node:assert/strict";
import type { Point } from "../../lib/model.ts";
import { scoreLog } from "./score_log.ts";
import type { TruthPoint } from "./truth.ts";

const point = (over: Partial<Point> = {}): Point => ({
  metric: "loss",
  value: 0.5,
  step: 10,
  epoch: null,
  globalStep: null,
  line: 1,
  kind: "metric",
  ...over,
});
const record = (over: Partial<TruthPoint> = {}): TruthPoint => ({
  metric: "loss",
  value: 0.5,
  step: 10,
  epoch: null,
  line: 1,
  ...over,
});

Deno.test("scoreLog() is flawless when each record has its point", () => {
  const { rates, faults } = scoreLog([record(), record({ line: 2, step: 20 })], [
    point(),
    point({ line: 2, step: 20 }),
  ]);
  assert.deepEqual(rates, { recall: 1, precision: 1, names: 1, steps: 1, throughput: null, flawless: 1 });
  assert.deepEqual(faults, []);
});

Deno.test("scoreLog() counts missed records in recall and invented points in precision", () => {
  const { rates, faults } = scoreLog([record(), record({ line: 2 })], [
    point(),
    point({ line: 3 }),
    point({ line: 4 }),
  ]);
  assert.equal(rates.recall, 1 / 2);
  assert.equal(rates.precision, 1 / 3);
  assert.equal(rates.flawless, 0);
  assert.deepEqual(faults.map((fault) => fault.split(" ")[0]), ["missed", "invented", "invented"]);
});

Deno.test("scoreLog() counts an optional record neither way", () => {
  assert.equal(scoreLog([record(), record({ line: 2, optional: true })], [point()]).rates.recall, 1);
  assert.equal(
    scoreLog([record(), record({ line: 2, optional: true })], [point(), point({ line: 2 })]).rates.precision,
    1,
  );
});

Deno.test("scoreLog() accepts a printed key, epoch_ before it and allowed names, and no other name", () => {
  const names = (metric: string, over: Partial<TruthPoint> = {}) =>
    scoreLog([record({ raw_key: "Train Loss", ...over })], [point({ metric })]).rates.names;
  assert.equal(names("train_loss"), 1);
  assert.equal(names("accuracy"), 0);
  assert.equal(names("epoch_loss"), 0);
  assert.equal(names("epoch_loss", { step: null, epoch: 3 }), 1);
  assert.equal(
    scoreLog([record()], [point(), point({ metric: "best", value: 7 })], new Set(["best"])).rates.precision,
    1,
  );
});

Deno.test("scoreLog() gives a curve that mixes two metrics to the one with the most points", () => {
  const truth = [1, 2, 3].map((line) => record({ line, metric: line < 3 ? "train_acc" : "val_acc", raw_key: "acc" }));
  const { rates, faults } = scoreLog(truth, [1, 2, 3].map((line) => point({ line, metric: "acc" })));
  assert.equal(rates.names, 2 / 3);
  assert.match(faults[0]!, /line 3, should be val_acc/);
});

Deno.test("scoreLog() accepts a running step that is ahead by one amount all through an epoch", () => {
  const truth = [1, 2, 3].map((line) => record({ line, step: line, epoch: 2 }));
  const at = (steps: number[]) =>
    scoreLog(truth, steps.map((step, i) => point({ line: i + 1, step, epoch: 2 }))).rates.steps;
  assert.equal(at([101, 102, 103]), 1);
  assert.equal(at([101, 102, 104]), 2 / 3);
  assert.equal(at([0, 1, 2]), 0);
});

Deno.test("scoreLog() accepts an epoch as the step where the record has no step", () => {
  const steps = (step: number, epoch: number | null) =>
    scoreLog([record({ step: null, epoch: 3 })], [point({ step, epoch })]).rates.steps;
  assert.deepEqual([steps(3, null), steps(90, 3), steps(90, 2)], [1, 1, 0]);
});

Deno.test("scoreLog() refuses points of one name on one step where the record has neither step nor epoch", () => {
  const truth = [1, 2].map((line) => record({ line, step: null }));
  assert.equal(scoreLog(truth, [point({ step: 0 }), point({ line: 2, step: 1 })]).rates.steps, 1);
  assert.equal(scoreLog(truth, [point({ step: 7 }), point({ line: 2, step: 7 })]).rates.steps, 1 / 2);
});

Deno.test("scoreLog() pairs a record without a line with a point that is rounded from it, and its repeats", () => {
  const truth = [{ metric: "loss", value: 0.51234, step: 10, epoch: 1 / 3 }];
  const points = [point({ value: 0.512, epoch: 0.33 }), point({ value: 0.512, line: 2, step: 11 })];
  assert.equal(scoreLog(truth, points).rates.flawless, 1);
  assert.equal(scoreLog(truth, [point({ value: 0.513 })]).rates.recall, 0);
});

Deno.test("scoreLog() counts throughput apart, and NaN as equal to NaN", () => {
  const truth = [record({ metric: "time", kind: "throughput" }), record({ value: "NaN" })];
  const { rates } = scoreLog(truth, [point({ metric: "time", kind: "throughput" }), point({ value: NaN })]);
  assert.deepEqual([rates.throughput, rates.recall, rates.precision], [1, 1, 1]);
  assert.equal(scoreLog(truth, [point({ value: NaN })]).rates.throughput, 0);
});
