import assert from "node:assert/strict";
import { findExtremes } from "../../lib/series/extremes.ts";

Deno.test("findExtremes() gives the lowest and the highest in the order of their indexes", () => {
  assert.deepEqual(findExtremes([5, 9, 2, 1], { from: 0, end: 4 }), [1, 3]);
  assert.deepEqual(findExtremes([5, 1, 2, 9], { from: 0, end: 4 }), [1, 3]);
});

Deno.test("findExtremes() looks only between its bounds, the second excluded", () => {
  assert.deepEqual(findExtremes([0, 5, 4, 6, 99], { from: 1, end: 4 }), [2, 3]);
});

Deno.test("findExtremes() gives the first of equal values once", () => {
  assert.deepEqual(findExtremes([7, 3, 3, 3], { from: 1, end: 4 }), [1]);
  assert.deepEqual(findExtremes([1, 2, 2, 1], { from: 0, end: 4 }), [0, 1]);
});

Deno.test("findExtremes() passes over NaN but not over infinities", () => {
  assert.deepEqual(findExtremes([NaN, -Infinity, 0, Infinity], { from: 0, end: 4 }), [1, 3]);
});

Deno.test("findExtremes() gives the first index when every value is NaN", () => {
  assert.deepEqual(findExtremes([1, NaN, NaN], { from: 1, end: 3 }), [1]);
});

Deno.test("findExtremes() passes over infinities where only finite values count", () => {
  assert.deepEqual(findExtremes([4, Infinity, 9, NaN, -Infinity, 1], { from: 0, end: 6, isFinite: true }), [2, 5]);
  assert.deepEqual(findExtremes([Infinity, NaN], { from: 0, end: 2, isFinite: true }), [0]);
});
