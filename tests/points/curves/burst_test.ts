import assert from "node:assert/strict";
import { settleBurst, stepAtEpoch } from "../../../lib/points/curves/burst.ts";
import { initialReaderState, type LiveState, type Waiting } from "../../../lib/points/curves/state.ts";
import { makeBar, makeFacts, makePair } from "../make_facts.ts";

/** Lines of a metric that waited since the bar's step `from`, each with its epoch. */
function linesAt(from: number, epochs: readonly number[], name = "loss"): Waiting[] {
  return epochs.map((epoch) => ({ facts: makeFacts({ epoch, pairs: [makePair(name, 0.5)] }), from }));
}

/** Steps of an epoch that a burst of lines shows. */
function lengthOf(waiting: readonly Waiting[], [n, total]: readonly [number, number]): number {
  const state = initialReaderState();
  settleBurst(waiting, makeBar(n, total), state);
  return state.stepsInEpoch;
}

Deno.test("settleBurst() finds the length of an epoch such that the bar is a whole number of epochs", () => {
  assert.equal(lengthOf(linesAt(50, [0.1, 0.3, 0.5]), [60, 100]), 100);
  assert.equal(lengthOf(linesAt(55, [0.5, 1, 1.5]), [60, 100]), 100 / 3);
});

Deno.test("settleBurst() finds the length of an epoch by the newest line where no whole number of epochs is near", () => {
  assert.equal(lengthOf(linesAt(50, [0.01, 0.02]), [51, 1000]), 2500);
});

Deno.test("settleBurst() finds the length of an epoch by the next drawing of a bar that stood at its start", () => {
  assert.equal(lengthOf(linesAt(0, [0.25, 0.5, 0.75]), [30, 40]), 40);
});

Deno.test("settleBurst() finds the length of an epoch behind a bar that is over", () => {
  assert.equal(lengthOf(linesAt(100, [0.1, 0.2]), [100, 100]), 100);
});

Deno.test("settleBurst() leaves a single line, and lines of different metrics of one epoch, to the bar", () => {
  const state = initialReaderState();
  assert.deepEqual(settleBurst(linesAt(3, [NaN]), makeBar(5, 9), state), [NaN]);
  const both = [...linesAt(3, [0.5]), ...linesAt(3, [0.5], "eval_loss")];
  assert.deepEqual(settleBurst(both, makeBar(5, 9), state), [NaN, NaN]);
  assert.deepEqual(settleBurst(linesAt(3, [NaN, NaN]), null, state), [NaN, NaN]);
  assert.ok(Number.isNaN(state.stepsInEpoch));
});

Deno.test("settleBurst() spreads lines of one metric over the steps that the bar made", () => {
  const state = initialReaderState();
  assert.deepEqual(settleBurst(linesAt(10, [NaN, NaN]), makeBar(30, 90), state), [20, 30]);
  assert.deepEqual(settleBurst(linesAt(10, [NaN, NaN, NaN, NaN]), makeBar(11, 90), state), [10.25, 10.5, 10.75, 11]);
});

Deno.test("settleBurst() places a line where its bar was when the bar went on at its own pace", () => {
  const state = initialReaderState(), line = linesAt(20, [NaN]);
  assert.deepEqual(settleBurst(line, makeBar(40, 90, { stride: 20, lastStride: 20 }), state), [20]);
  assert.deepEqual(settleBurst(line, makeBar(22, 90, { stride: 2, lastStride: 20 }), state), [NaN]);
  assert.deepEqual(settleBurst(line, makeBar(21, 90, { stride: 1, lastStride: 1 }), state), [NaN]);
  assert.deepEqual(settleBurst(linesAt(20, [0.5]), makeBar(40, 90, { stride: 20, lastStride: 20 }), state), [NaN]);
});

Deno.test("stepAtEpoch() turns an epoch into a step, never beyond the bar", () => {
  const state: LiveState = { ...initialReaderState(), stepsInEpoch: 100 };
  assert.deepEqual([0.25, 0.5, NaN].map((epoch) => stepAtEpoch(epoch, 40, state)), [25, 40, 40]);
  assert.equal(stepAtEpoch(0.25, 40, initialReaderState()), 40);
});
