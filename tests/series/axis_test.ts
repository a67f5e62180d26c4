import assert from "node:assert/strict";
import fc from "fast-check";
import { fractionOf, listTicks, rangeOf, widenToTicks } from "../../lib/series/axis.ts";

/** Ranges of any width, and any number of gaps. */
const value = fc.double({ min: -1e12, max: 1e12, noNaN: true });
const cases = fc.tuple(value, value, fc.integer({ min: 1, max: 20 }))
  .map(([a, b, gaps]) => ({ range: { low: Math.min(a, b), high: Math.max(a, b) }, gaps }));

Deno.test("rangeOf() spans all columns and passes over values that are not finite", () => {
  assert.deepEqual(rangeOf([[3, NaN, Infinity], [-1]]), { low: -1, high: 3 });
});

Deno.test("rangeOf() makes room around a single value", () => {
  assert.deepEqual(rangeOf([[2]]), { low: 1, high: 3 });
  assert.deepEqual(rangeOf([[-4]]), { low: -6, high: -2 });
  assert.deepEqual(rangeOf([[0]]), { low: -0.5, high: 0.5 });
});

Deno.test("rangeOf() is 0 to 1 when there is no finite value", () => {
  assert.deepEqual(rangeOf([]), { low: 0, high: 1 });
  assert.deepEqual(rangeOf([[NaN], [-Infinity]]), { low: 0, high: 1 });
});

Deno.test("listTicks() gives round values within the range", () => {
  assert.deepEqual(listTicks({ low: 0.13, high: 0.58 }, 5), [0.2, 0.3, 0.4, 0.5]);
  assert.deepEqual(listTicks({ low: 1, high: 4000 }, 4), [1000, 2000, 3000, 4000]);
});

Deno.test("listTicks() gives nothing when the range has no width or is not finite", () => {
  assert.deepEqual(listTicks({ low: 2, high: 2 }, 5), []);
  assert.deepEqual(listTicks({ low: -1e308, high: 1e308 }, 1), []);
});

Deno.test("listTicks() stays within any range", () => {
  fc.assert(fc.property(cases, ({ range, gaps }) => {
    const room = (range.high - range.low) * 1e-6;
    for (const tick of listTicks(range, gaps)) {
      assert.ok(tick >= range.low - room && tick <= range.high + room, `${tick}`);
    }
  }));
});

Deno.test("widenToTicks() moves both ends outwards to a tick", () => {
  assert.deepEqual(widenToTicks({ low: 0.13, high: 0.58 }, 5), {
    low: 0.1,
    high: 0.6,
    ticks: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6],
  });
  assert.deepEqual(widenToTicks({ low: -3, high: 4.5 }, 5).ticks, [-4, -2, 0, 2, 4, 6]);
});

Deno.test("widenToTicks() keeps ends that are ticks already", () => {
  assert.deepEqual(widenToTicks({ low: 1, high: 3 }, 5), { low: 1, high: 3, ticks: [1, 1.5, 2, 2.5, 3] });
});

Deno.test("widenToTicks() keeps the range when it has no width", () => {
  assert.deepEqual(widenToTicks({ low: 2, high: 2 }, 5), { low: 2, high: 2, ticks: [] });
});

Deno.test("widenToTicks() holds any range and adds less than a gap at each end", () => {
  fc.assert(fc.property(cases, ({ range, gaps }) => {
    const { low, high, ticks } = widenToTicks(range, gaps);
    assert.ok(low <= range.low && high >= range.high);
    // A gap that is close to the precision of a double can't be measured from its ticks.
    if (ticks.length < 2 || range.high - range.low < 1e-6 * Math.max(Math.abs(low), Math.abs(high))) return;
    const gap = ticks[1]! - ticks[0]!;
    assert.ok(range.low - low <= gap * 1.001 && high - range.high <= gap * 1.001);
    assert.ok(ticks.length <= gaps + 3, `${ticks.length} ticks`);
  }));
});

Deno.test("fractionOf() is 0 at the low end and 1 at the high end", () => {
  const range = { low: -2, high: 6 };
  assert.deepEqual([-2, 0, 6].map((value) => fractionOf(value, range)), [0, 0.25, 1]);
});
