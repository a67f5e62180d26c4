import assert from "node:assert/strict";
import { summarizeRange } from "../../../lib/client/chart/range_summary.ts";
import { columnsOf } from "./runs.ts";

const ALL = { x: "step", minX: null, maxX: null, startMs: 0 } as const;

Deno.test("summarizeRange() gives count, last, mean, and where the lowest and the highest point are", () => {
  assert.deepEqual(summarizeRange(columnsOf([1, 4], [2, 1], [3, 2.5]), ALL), {
    finite: 3,
    last: 2.5,
    lastStep: 3,
    min: { value: 1, step: 2, line: 2 },
    max: { value: 4, step: 1, line: 1 },
    mean: 2.5,
    count: 3,
  });
});

Deno.test("summarizeRange() counts only the points within the range, both ends included", () => {
  const summary = summarizeRange(columnsOf([1, 9], [2, 1], [3, 3], [4, 9]), { ...ALL, minX: 2, maxX: 3 });
  assert.deepEqual([summary.count, summary.min?.value, summary.max?.value, summary.mean, summary.last], [
    2,
    1,
    3,
    2,
    3,
  ]);
});

Deno.test("summarizeRange() leaves NaN out of all but the last, and infinities out of the mean", () => {
  const { last, min, max, mean, count } = summarizeRange(columnsOf([1, NaN], [2, 4], [3, -2], [4, Infinity]), ALL);
  assert.deepEqual([last, min?.value, max?.value, mean, count], [Infinity, -2, Infinity, 1, 4]);
});

Deno.test("summarizeRange() has nothing when the range has no points", () => {
  const nothing = { finite: 0, last: NaN, lastStep: NaN, min: null, max: null, mean: NaN, count: 0 };
  assert.deepEqual(summarizeRange(columnsOf([1, 2]), { ...ALL, minX: 5 }), nothing);
});
