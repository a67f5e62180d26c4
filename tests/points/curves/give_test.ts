import assert from "node:assert/strict";
import { chartRest } from "../../../lib/points/curves/chart.ts";
import { givePoint, releaseStale } from "../../../lib/points/curves/give.ts";
import { NOWHERE, type Place } from "../../../lib/points/curves/standing.ts";
import { makePair } from "../make_facts.ts";
import { givenAt, show, startCharting } from "./make_charting.ts";

Deno.test("givePoint() gives a point with its step, epoch, line and kind", () => {
  const charting = startCharting();
  givePoint(givenAt(7, { epoch: 2, globalStep: 9, pair: makePair("loss", 0.5, { line: 4 }) }), charting);
  const point = { metric: "loss", value: 0.5, step: 7, epoch: 2, globalStep: 9, line: 4, kind: "metric" };
  assert.deepEqual(charting.points, [point]);
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
  releaseStale(Infinity, charting);
  assert.deepEqual(show(charting), ["val_loss=0.5@1", "loss=0.25@1", "loss=0.25@2"]);
});

Deno.test("givePoint() leaves out a value that a bar repeats at the same step of its own", () => {
  const charting = startCharting({ isBar: true });
  for (const [line, step] of [[1, 7], [2, 7], [3, 8]] as const) {
    givePoint(givenAt(step, { pair: makePair("loss", 0.5, { line }) }), charting);
  }
  releaseStale(Infinity, charting);
  assert.deepEqual(show(charting), ["loss=0.5@7", "loss=0.5@8"]);
});

Deno.test("givePoint() leaves out an evaluation's value that the next drawing at the same step replaces", () => {
  const charting = startCharting({ isBar: true });
  for (const [line, step, value] of [[1, 31, 0.67], [2, 62, 0.67], [3, 62, 0.664]] as const) {
    givePoint(givenAt(step, { name: "val_loss", pair: makePair("val_loss", value, { line }) }), charting);
  }
  assert.deepEqual(show(charting), ["val_loss=0.67@31", "val_loss=0.664@62"]);
});

Deno.test("givePoint() keeps an evaluation's value that is equal again when the metric moves on, or the log ends", () => {
  const charting = startCharting({ isBar: true });
  for (const [line, step] of [[1, 31], [2, 62], [3, 93]] as const) {
    givePoint(givenAt(step, { name: "val_acc", pair: makePair("val_acc", 0.6, { line }) }), charting);
  }
  chartRest(charting);
  assert.deepEqual(show(charting), ["val_acc=0.6@31", "val_acc=0.6@62", "val_acc=0.6@93"]);
});

/** Points of one metric on lines of their own, all given at one place. */
function giveAt(place: Partial<Place>, count: number): string[] {
  const charting = startCharting();
  for (let line = 2; line < 2 + count; line++) {
    const pair = makePair("loss", line, { line });
    givePoint(givenAt(place.step!, { pair, place: { ...NOWHERE, stepped: true, ...place } }), charting);
  }
  return show(charting);
}

Deno.test("givePoint() leaves out NaN without a place of its own, of a metric whose points have steps", () => {
  const charting = startCharting();
  const nan = makePair("loss", NaN, { line: 2 }), nowhere = { ...NOWHERE, step: 1 };
  givePoint(givenAt(1), charting);
  givePoint(givenAt(1, { pair: nan, place: nowhere }), charting);
  givePoint(givenAt(2, { pair: nan }), charting);
  givePoint(givenAt(2, { name: "acc", pair: nan, place: nowhere }), charting);
  assert.deepEqual(show(charting), ["loss=0.5@1", "loss=NaN@2", "acc=NaN@2"]);
});

Deno.test("givePoint() places by a bar that is over once, and counts on from there", () => {
  assert.deepEqual(giveAt({ step: 200, bar: "over", barLine: 1 }, 3), ["loss=2@200", "loss=3@201", "loss=4@202"]);
});

Deno.test("givePoint() spreads values behind the step of a bar that goes on", () => {
  assert.deepEqual(giveAt({ step: 5, bar: "open", barLine: 1 }, 2), ["loss=2@5", "loss=3@5.5"]);
});

Deno.test("givePoint() counts on where the log rounds its steps to thousands", () => {
  assert.deepEqual(giveAt({ step: 1000, rounded: 1000 }, 3), ["loss=2@1000", "loss=3@1001", "loss=4@1002"]);
});

Deno.test("givePoint() keeps a value that a new line repeats", () => {
  const charting = startCharting();
  for (const line of [1, 2]) givePoint(givenAt(7, { pair: makePair("loss", 0.5, { line }) }), charting);
  assert.deepEqual(show(charting), ["loss=0.5@7", "loss=0.5@7"]);
});

Deno.test("givePoint() gives a value once for each step of a bar that is redrawn with others in between", () => {
  const charting = startCharting({ isBar: true, isDrawn: true, redrawn: true });
  for (const value of [0.5, 0.4, 0.5, 0.4]) givePoint(givenAt(3, { pair: makePair("loss", value) }), charting);
  assert.deepEqual(show(charting), ["loss=0.5@3", "loss=0.4@3.5"]);
  givePoint(givenAt(4, { pair: makePair("loss", 0.5) }), charting);
  assert.deepEqual(show(charting).slice(2), ["loss=0.5@4"]);
});

Deno.test("givePoint() drops the last value of a bar that moved, once it is drawn at that step with a newer one", () => {
  const charting = startCharting({ isBar: true });
  for (const [step, value] of [[1, 0.5], [2, 0.5], [2, 0.4], [3, 0.4], [4, 0.3]] as const) {
    givePoint(givenAt(step, { pair: makePair("loss", value, { line: charting.points.length + step }) }), charting);
  }
  assert.deepEqual(show(charting), ["loss=0.5@1", "loss=0.4@2", "loss=0.4@3", "loss=0.3@4"]);
});
