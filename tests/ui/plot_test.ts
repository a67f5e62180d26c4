import assert from "node:assert/strict";
import fc from "fast-check";
import { listTicks, pathOf, rangeOf } from "../../lib/ui/plot.ts";

const UNIT = { low: 0, high: 1 };

function columnsOf(step: number[], value: number[]) {
  return { step: Float64Array.from(step), value: Float64Array.from(value) };
}

Deno.test("rangeOf() spans all columns and leaves out what is not a number", () => {
  assert.deepEqual(rangeOf([[3, NaN, Infinity], [-1]]), { low: -1, high: 3 });
});

Deno.test("rangeOf() makes room around a single value", () => {
  assert.deepEqual(rangeOf([[2]]), { low: 1, high: 3 });
  assert.deepEqual(rangeOf([[0]]), { low: -0.5, high: 0.5 });
});

Deno.test("rangeOf() is 0 to 1 when there is nothing", () => {
  assert.deepEqual(rangeOf([]), UNIT);
});

Deno.test("listTicks() gives round values within the range", () => {
  assert.deepEqual(listTicks({ low: 0.13, high: 0.58 }, 5), [0.2, 0.3, 0.4, 0.5]);
  assert.deepEqual(listTicks({ low: 1, high: 4000 }, 4), [1000, 2000, 3000, 4000]);
});

Deno.test("listTicks() stays within any range", () => {
  const value = fc.double({ min: -1e12, max: 1e12, noNaN: true });
  fc.assert(fc.property(value, value, fc.integer({ min: 1, max: 20 }), (a, b, count) => {
    const range = { low: Math.min(a, b), high: Math.max(a, b) };
    const room = (range.high - range.low) * 1e-6;
    for (const tick of listTicks(range, count)) {
      assert.ok(tick >= range.low - room && tick <= range.high + room, `${tick}`);
    }
  }));
});

Deno.test("pathOf() draws from the lower left to the upper right when the metric rises", () => {
  assert.equal(pathOf(columnsOf([0, 1], [0, 1]), UNIT, UNIT), "M0 1000L1000 0");
});

Deno.test("pathOf() lifts the pen where the step goes back", () => {
  const columns = columnsOf([0, 1, 0.5], [0, 0, 0]);
  assert.equal(pathOf(columns, UNIT, UNIT), "M0 1000L1000 1000M500 1000");
});

Deno.test("pathOf() lifts the pen at NaN", () => {
  const columns = columnsOf([0, 0.5, 1], [1, NaN, 1]);
  assert.equal(pathOf(columns, UNIT, UNIT), "M0 0M1000 0");
});
