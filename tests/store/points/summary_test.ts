import assert from "node:assert/strict";
import { addToSummary, emptySummary } from "../../../lib/store/points/summary.ts";

/** Summary of values at the steps 0, 1, 2…, added in pieces of one length. */
function summarize(value: readonly number[], piece = value.length) {
  const summary = emptySummary("loss", "metric"), step = value.map((_, at) => at);
  for (let from = 0; from < value.length; from += piece) {
    addToSummary(summary, { value, step }, { from, count: Math.min(piece, value.length - from) });
  }
  return summary;
}

Deno.test("addToSummary() keeps count, last, extremes and their steps", () => {
  const { count, last, lastStep, min, max, minStep, maxStep } = summarize([3, -1, NaN, 7, 2], 2);
  assert.deepEqual([count, last, lastStep, min, max, minStep, maxStep], [5, 2, 4, -1, 7, 1, 3]);
});

Deno.test("addToSummary() has the mean of the finite values", () => {
  assert.equal(summarize([1, NaN, 4, Infinity, -Infinity]).mean, 2.5);
  assert.equal(summarize([NaN, Infinity]).mean, NaN);
});

Deno.test("addToSummary() has an exact mean where rounding would take all small values", () => {
  assert.equal(summarize([1, ...Array(9).fill(1e-16)], 1).mean, (1 + 9e-16) / 10);
  assert.equal(summarize([1e100, 1, -1e100, 1]).mean, 0.5);
});

Deno.test("addToSummary() doesn't invent a mean for a summary that an older version began", () => {
  const summary = { ...emptySummary("loss", "metric"), count: 9, sum: NaN, carry: NaN, finite: NaN };
  addToSummary(summary, { value: [1], step: [9] }, { from: 0, count: 1 });
  assert.deepEqual([summary.count, summary.mean], [10, NaN]);
});
