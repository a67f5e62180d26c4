import assert from "node:assert/strict";
import type { Point } from "../../../lib/model.ts";
import { chartFacts, type Charting, chartWaiting, givePoint, releaseEarly } from "../../../lib/points/curves/give.ts";
import { type GivenPoint, initialReaderState, type LiveState } from "../../../lib/points/curves/state.ts";
import { makeFacts, makePair } from "../make_facts.ts";

/** What charting needs, and the points that it gave. */
function startCharting(over: Partial<Charting> = {}): Charting & { points: Point[] } {
  const points: Point[] = [];
  return {
    points,
    state: initialReaderState(),
    onPoint: (point) => points.push(point),
    taught: new Set(),
    place: null,
    placed: 0,
    redrawn: false,
    isStart: false,
    isBar: false,
    ...over,
  };
}

const show = ({ points }: { points: Point[] }) => points.map(({ metric, value, step }) => `${metric}=${value}@${step}`);

function givenAt(step: number, over: Partial<GivenPoint> = {}): GivenPoint {
  const place = { step, epoch: NaN, stepped: true, own: true, epochOnly: false };
  return { name: "loss", pair: makePair("loss", 0.5), step, epoch: NaN, rank: null, place, phase: "", ...over };
}

const barOf = (n: number, total: number): LiveState["bars"] => [{
  name: "",
  n,
  total,
  epoch: NaN,
  spans: false,
  line: 1,
}];

Deno.test("givePoint() gives a point with its step, epoch, line and kind", () => {
  const charting = startCharting();
  givePoint(givenAt(7, { epoch: 2, pair: makePair("loss", 0.5, { line: 4 }) }), charting);
  assert.deepEqual(charting.points, [{ metric: "loss", value: 0.5, step: 7, epoch: 2, line: 4, kind: "metric" }]);
  assert.equal(charting.state.trained, true);
});

Deno.test("givePoint() counts a metric's points where there is no step", () => {
  const charting = startCharting();
  for (const value of [3, 2]) givePoint(givenAt(NaN, { pair: makePair("loss", value) }), charting);
  assert.deepEqual(show(charting), ["loss=3@0", "loss=2@1"]);
});

Deno.test("givePoint() leaves out a value that an earlier state of the same line had", () => {
  const charting = startCharting({ redrawn: true });
  givePoint(givenAt(1), charting);
  givePoint(givenAt(2), charting);
  givePoint(givenAt(3, { pair: makePair("loss", 0.4) }), charting);
  assert.deepEqual(show(charting), ["loss=0.5@1", "loss=0.4@3"]);
});

Deno.test("givePoint() leaves out the last value on a bar at its start, and keeps another value", () => {
  const charting = startCharting({ isStart: true });
  givePoint(givenAt(9), charting);
  givePoint(givenAt(10, { pair: makePair("loss", 0.5, { line: 2 }) }), charting);
  givePoint(givenAt(10, { pair: makePair("loss", 0.6, { line: 2 }) }), charting);
  assert.deepEqual(show(charting), ["loss=0.5@9", "loss=0.6@10"]);
});

Deno.test("givePoint() leaves out an evaluation's value that a bar shows until the next evaluation", () => {
  const charting = startCharting({ isBar: true, redrawn: true });
  for (const line of [1, 2]) {
    givePoint(givenAt(line, { name: "val_loss", pair: makePair("val_loss", 0.5, { line }) }), charting);
    givePoint(givenAt(line, { pair: makePair("loss", 0.25, { line }) }), charting);
  }
  assert.deepEqual(show(charting), ["val_loss=0.5@1", "loss=0.25@1", "loss=0.25@2"]);
});

Deno.test("givePoint() leaves out a value that a bar repeats at the same step of its own", () => {
  const charting = startCharting({ isBar: true });
  for (const [line, step] of [[1, 7], [2, 7], [3, 8]] as const) {
    givePoint(givenAt(step, { pair: makePair("loss", 0.5, { line }) }), charting);
  }
  assert.deepEqual(show(charting), ["loss=0.5@7", "loss=0.5@8"]);
});

Deno.test("givePoint() keeps a value that a new line repeats", () => {
  const charting = startCharting();
  for (const line of [1, 2]) givePoint(givenAt(7, { pair: makePair("loss", 0.5, { line }) }), charting);
  assert.deepEqual(show(charting), ["loss=0.5@7", "loss=0.5@7"]);
});

Deno.test("releaseEarly() gives a higher rank's points when no lower rank printed", () => {
  const charting = startCharting();
  givePoint(givenAt(1, { rank: 2 }), charting);
  assert.deepEqual(show(charting), []);
  releaseEarly(charting);
  assert.deepEqual(show(charting), ["loss=0.5@1"]);
});

Deno.test("chartFacts() lets a line wait for the bar that goes on, and chartWaiting() charts it at the bar's step", () => {
  const charting = startCharting();
  charting.state.bars = barOf(10, 100);
  chartFacts(makeFacts({ pairs: [makePair("loss", 0.5)], wholeEpoch: false }), {}, charting);
  assert.deepEqual(show(charting), []);
  charting.state.bars = barOf(11, 100);
  chartWaiting(charting);
  assert.deepEqual(show(charting), ["loss=0.5@11"]);
});

Deno.test("chartFacts() charts a line at once when it draws its bar itself", () => {
  const charting = startCharting();
  charting.state.bars = barOf(10, 100);
  chartFacts(makeFacts({ pairs: [makePair("loss", 0.5)], wholeEpoch: false }), { isPlaced: true }, charting);
  assert.deepEqual(show(charting), ["loss=0.5@10"]);
});

Deno.test("chartFacts() lets at most eight lines wait", () => {
  const charting = startCharting();
  charting.state.bars = barOf(10, 100);
  for (let line = 1; line <= 9; line++) {
    chartFacts(makeFacts({ line, pairs: [makePair("loss", line, { line })], wholeEpoch: false }), {}, charting);
  }
  assert.equal(charting.points.length, 8);
  assert.equal(charting.state.waiting.length, 1);
});

Deno.test("chartFacts() gives no points of a name that a user's pattern reads", () => {
  const charting = startCharting({ taught: new Set(["loss"]) });
  chartFacts(makeFacts({ step: 1, pairs: [makePair("loss", 0.5), makePair("acc", 0.9)] }), {}, charting);
  assert.deepEqual(show(charting), ["acc=0.9@1"]);
});

Deno.test("chartFacts() names values below a heading by its phase", () => {
  const charting = startCharting();
  chartFacts(makeFacts({ step: 1, pairs: [makePair("loss", 0.5)] }), {}, charting);
  charting.state.phase = "val";
  chartFacts(makeFacts({ pairs: [makePair("loss", 0.25)] }), {}, charting);
  assert.deepEqual(show(charting), ["loss=0.5@1", "val_loss=0.25@1"]);
});
