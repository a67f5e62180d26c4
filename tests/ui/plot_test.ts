import assert from "node:assert/strict";
import { drawAlone, pathOf } from "../../lib/ui/plot.ts";

const UNIT = { low: 0, high: 1 }, SQUARE = { x: UNIT, y: UNIT };

Deno.test("pathOf() draws from the lower left to the upper right when the metric rises", () => {
  assert.equal(pathOf({ step: [0, 1], value: [0, 1] }, SQUARE), "M0 1000L1000 0");
});

Deno.test("pathOf() starts a new stroke where the step goes back", () => {
  assert.equal(pathOf({ step: [0, 1, 0.5], value: [0, 0, 0] }, SQUARE), "M0 1000L1000 1000M500 1000h0");
});

Deno.test("pathOf() starts a new stroke after a value that is not finite", () => {
  assert.equal(pathOf({ step: [0, 0.5, 1], value: [1, NaN, 1] }, SQUARE), "M0 0h0M1000 0h0");
  assert.equal(pathOf({ step: [0, 0.5, 1], value: [1, Infinity, 1] }, SQUARE), "M0 0h0M1000 0h0");
});

Deno.test("pathOf() is as exact as it is asked to be", () => {
  const line = { step: [0, 1 / 3], value: [1 / 3, 1] };
  assert.equal(pathOf(line, SQUARE), "M0 666.7L333.3 0");
  assert.equal(pathOf(line, { ...SQUARE, parts: 1 }), "M0 667L333 0");
});

Deno.test("drawAlone() gives a point without neighbours a line of no length, which is a dot", () => {
  assert.equal(drawAlone("M1 2L3 4M5 6M7 8L9 9M0 1"), "M1 2L3 4M5 6h0M7 8L9 9M0 1h0");
});
