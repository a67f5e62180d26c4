import assert from "node:assert/strict";
import { type Curve, valuesAt } from "../../../../lib/client/chart/grid/curves.ts";
import { movePoint } from "../../../../lib/client/chart/grid/panel_keys.ts";
import { createColumns } from "../../../../lib/series/columns.ts";

function curveOf(runId: string, xs: number[], y: number): Curve {
  const columns = createColumns(xs.length);
  columns.step.set(xs);
  columns.value.fill(y);
  const look = { metric: "loss", name: runId, style: 1, isSecond: false };
  return { ...look, runId, columns, x: columns.step, line: { x: columns.step, step: columns.step, y: columns.value } };
}

const curves = [curveOf("low", [0, 10, 20], 1), curveOf("high", [0, 9, NaN], 5)];
const readingAt = (x: number, runId: string) => {
  const values = valuesAt(curves, x);
  return { listValues: () => values, nearest: values.find(({ curve }) => curve.runId === runId)! };
};
const to = (key: string, reading: ReturnType<typeof readingAt> | null) => {
  const point = movePoint(curves, reading, key);
  return point && [point.curve.runId, point.index];
};

Deno.test("movePoint() goes along a curve and stops at its ends", () => {
  assert.deepEqual(to("ArrowRight", null), ["low", 0]);
  assert.deepEqual(to("ArrowLeft", null), ["low", 2]);
  assert.deepEqual(to("ArrowRight", readingAt(10, "low")), ["low", 2]);
  assert.deepEqual(to("ArrowRight", readingAt(20, "low")), ["low", 2]);
  assert.deepEqual(to("End", readingAt(0, "high")), ["high", 1], "points without a position are left out");
});

Deno.test("movePoint() goes to the curve with the next value at the same x", () => {
  assert.deepEqual(to("ArrowDown", readingAt(10, "high")), ["low", 1]);
  assert.deepEqual(to("ArrowUp", readingAt(10, "high")), ["low", 1], "the last follows the first");
});

Deno.test("movePoint() leaves other keys alone", () => {
  assert.equal(to("a", null), null);
  assert.equal(movePoint([], null, "End"), null);
});
