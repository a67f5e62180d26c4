import assert from "node:assert/strict";
import { drawBar, findEnclosingBar, turnBatchIntoStep } from "../../../lib/points/curves/bars.ts";
import { initialReaderState, type LiveState } from "../../../lib/points/curves/state.ts";
import type { BarSlots, LineFacts } from "../../../lib/points/grammar/statement.ts";
import { makeShape, scanShape } from "../../../lib/points/scan/shape.ts";
import { makeFacts } from "../make_facts.ts";

const SLOTS: BarSlots = {
  description: "train",
  n: 0,
  total: 1,
  rate: -1,
  isPace: false,
  left: -1,
  isNoise: false,
  isKeras: false,
};

/** Draws a bar at `N/TOTAL`. */
function draw(text: string, state: LiveState, bar: Partial<BarSlots> = {}, facts: Partial<LineFacts> = {}) {
  const shape = makeShape();
  scanShape(text, shape);
  return drawBar({ bar: { ...SLOTS, ...bar }, facts: makeFacts(facts), shape, text }, state);
}

Deno.test("drawBar() remembers a bar and moves it when it is drawn again", () => {
  const state = initialReaderState();
  assert.equal(draw("1/10", state), null);
  assert.equal(draw("2/10", state)?.n, 2);
  assert.deepEqual(state.bars.map(({ name, n, total }) => [name, n, total]), [["train", 2, 10]]);
});

Deno.test("drawBar() moves the same bar when its description changes on the same line", () => {
  const state = initialReaderState();
  draw("1/10", state);
  draw("2/10", state, { description: "train loss" });
  draw("3/10", state, { description: "other" }, { line: 2 });
  assert.deepEqual(state.bars.map(({ name, n }) => [name, n]), [["train loss", 2], ["other", 3]]);
});

Deno.test("drawBar() finds that a bar counts through all epochs when it goes on while the epoch changes", () => {
  const state = initialReaderState();
  draw("1/10", state);
  state.epoch = 2;
  assert.equal(draw("2/10", state)?.spans, true);
  assert.equal(draw("1/10", state)?.spans, false);
});

Deno.test("drawBar() remembers no bar of files, of Keras, of an evaluation, or with an epoch of its own", () => {
  const state = initialReaderState();
  draw("1/10", state, { isNoise: true });
  draw("1/10", state, { isKeras: true });
  draw("1/10", state, {}, { phase: "val" });
  draw("1/10", state, {}, { epoch: 1 });
  assert.deepEqual(state.bars, []);
});

Deno.test("drawBar() keeps the progress of a bar, but not of an evaluation's", () => {
  const state = initialReaderState();
  draw("4/10", state);
  draw("1/7", state, {}, { phase: "val" });
  assert.deepEqual([state.progress.step, state.progress.total], [4, 10]);
});

Deno.test("drawBar() forgets bars that are over, and the oldest of more than six", () => {
  const state = initialReaderState();
  for (let total = 10; total < 18; total++) draw(`1/${total}`, state, {}, { line: total });
  assert.deepEqual(state.bars.map(({ total }) => total), [12, 13, 14, 15, 16, 17]);
  draw("17/17", state, {}, { line: 18 });
  draw("1/20", state, {}, { line: 19 });
  assert.ok(!state.bars.some(({ total }) => total === 17));
});

Deno.test("findEnclosingBar() finds the oldest bar that isn't over, and one that is over only once training was seen", () => {
  const state = initialReaderState();
  assert.equal(findEnclosingBar(state), null);
  draw("1/10", state);
  draw("1/20", state, { description: "inner" }, { line: 2 });
  assert.equal(findEnclosingBar(state)?.total, 10);
  draw("10/10", state);
  assert.equal(findEnclosingBar(state)?.total, 20);
  draw("20/20", state, { description: "inner" }, { line: 2 });
  assert.equal(findEnclosingBar(state), null);
  state.trained = true;
  assert.equal(findEnclosingBar(state)?.total, 10);
});

Deno.test("turnBatchIntoStep() makes the bar's count the line's step", () => {
  const facts = makeFacts({ batch: 30, batchTotal: 100 });
  turnBatchIntoStep(facts, { name: "", n: 30, total: 100, epoch: 1, spans: true, line: 1 });
  assert.deepEqual(facts, makeFacts({ step: 30, stepTotal: 100 }));
});
