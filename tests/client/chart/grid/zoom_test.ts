import assert from "node:assert/strict";
import fc from "fast-check";
import { panSpan, pinchSpan, readZoomKey, roundSpan, zoomSpan } from "../../../../lib/client/chart/grid/zoom.ts";

const span = { low: 100, high: 200 };

Deno.test("zoomSpan() keeps what is under the pointer where it is", () => {
  assert.deepEqual(zoomSpan(span, { fixed: 150, factor: 0.5 }), { low: 125, high: 175 });
  assert.deepEqual(zoomSpan(span, { fixed: 100, factor: 2 }), { low: 100, high: 300 });
});

Deno.test("zoomSpan() ends where numbers have no digits left", () => {
  let now = { low: 1e6, high: 1e6 + 1 };
  for (let times = 0; times < 200; times++) now = zoomSpan(now, { fixed: 1e6 + 0.3, factor: 0.5 });
  assert.ok(now.high > now.low);
});

Deno.test("panSpan() moves by a share of what is shown", () => {
  assert.deepEqual(panSpan(span, -0.2), { low: 80, high: 180 });
});

Deno.test("pinchSpan() keeps what was under each finger under it", () => {
  const shares = fc.double({ min: 0, max: 1, noNaN: true });
  const pair = fc.tuple(shares, shares).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as [number, number])
    .filter(([a, b]) => b - a > 0.01);
  fc.assert(fc.property(pair, pair, (before, after) => {
    const { low, high } = pinchSpan(span, { before, after });
    for (const finger of [0, 1] as const) {
      const was = span.low + before[finger] * 100, is = low + after[finger] * (high - low);
      assert.ok(Math.abs(was - is) < 1e-6 * 1e4, `${was} is now at ${is}`);
    }
  }));
});

Deno.test("pinchSpan() ignores fingers that meet", () => {
  assert.deepEqual(pinchSpan(span, { before: [0.2, 0.4], after: [0.5, 0.5] }), span);
});

Deno.test("roundSpan() keeps three digits of the length, so that addresses stay short", () => {
  assert.deepEqual(roundSpan({ low: 12.3456789, high: 112.3456789 }), { low: 12.3, high: 112.3 });
  assert.deepEqual(roundSpan({ low: 123456.7, high: 987654.3 }), { low: 123457, high: 987654 });
});

Deno.test("readZoomKey() reads the keys that zoom, move and reset, and no others", () => {
  const key = (key: string, shiftKey = false) => readZoomKey({ key, shiftKey }, span, null);
  assert.deepEqual(key("+"), { low: 115, high: 185 });
  assert.deepEqual(key("ArrowRight", true), { low: 120, high: 220 });
  assert.equal(key("0"), "all");
  assert.equal(key("ArrowRight"), null);
  assert.equal(key("a"), null);
});
