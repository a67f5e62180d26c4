import assert from "node:assert/strict";
import fc from "fast-check";
import { widenLogRange, widenToLogTicks } from "../../lib/series/log_axis.ts";

Deno.test("widenToLogTicks() gives 1, 2, 5 in a few decades, and powers of ten in many", () => {
  assert.deepEqual(widenToLogTicks({ low: 0.02, high: 3 }, 5).ticks, [0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5]);
  assert.deepEqual(widenToLogTicks({ low: 1e-6, high: 1 }, 5).ticks, [1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1]);
  assert.ok(widenToLogTicks({ low: 1e-300, high: 1e300 }, 5).ticks.length <= 9);
});

Deno.test("widenToLogTicks() has ticks also within a decade", () => {
  assert.deepEqual(widenToLogTicks({ low: 3.1, high: 4.2 }, 5), { low: 3, high: 4.5, ticks: [3, 3.5, 4, 4.5] });
});

Deno.test("widenToLogTicks() holds the range between ticks, above 0", () => {
  const power = fc.double({ min: -40, max: 40, noNaN: true }), length = fc.double({ min: 1e-3, max: 40, noNaN: true });
  fc.assert(fc.property(power, length, (first, more) => {
    const low = 10 ** first, high = 10 ** (first + more), axis = widenToLogTicks({ low, high }, 5);
    assert.ok(axis.low > 0 && axis.low <= low * (1 + 1e-9) && axis.high >= high * (1 - 1e-9));
    assert.ok(axis.ticks.length >= 2 && axis.ticks.length <= 14, `${axis.ticks}`);
  }));
});

Deno.test("widenLogRange() gives a single value room, and a range that is none a usual one", () => {
  assert.deepEqual(widenLogRange({ low: 3, high: 3 }), { low: 1.5, high: 6 });
  assert.deepEqual(widenLogRange({ low: 0, high: 1 }), { low: 0.1, high: 1 });
  assert.deepEqual(widenLogRange({ low: 0.5, high: 2 }), { low: 0.5, high: 2 });
});
