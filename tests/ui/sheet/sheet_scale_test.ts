import assert from "node:assert/strict";
import { countHidden, createScale, drawPath } from "../../../lib/ui/sheet/sheet_scale.ts";

const box = { left: 100, top: 10, width: 500, height: 200 };
const options = { y: "linear", minX: null, maxX: null, box } as const;

Deno.test("createScale() puts the ends of the axes at the edges of the plot", () => {
  const scale = createScale([{ x: [0, 10], value: [0, 4] }], options)!;
  assert.deepEqual([scale.leftOf(0), scale.leftOf(10), scale.topOf(0), scale.topOf(4)], [100, 600, 210, 10]);
  assert.deepEqual(scale.y.ticks, [0, 1, 2, 3, 4]);
});

Deno.test("createScale() reaches as far as it is told, and has fewer ticks in a small plot", () => {
  const scale = createScale([{ x: [0, 10], value: [0, 4] }], {
    ...options,
    maxX: 20,
    box: { ...box, width: 100, height: 40 },
  })!;
  assert.deepEqual([scale.leftOf(20), scale.leftOf(10)], [200, 150]);
  assert.ok(scale.x.ticks.length <= 2 && scale.y.ticks.length <= 3);
});

Deno.test("createScale() draws a single point in the middle", () => {
  const scale = createScale([{ x: [7], value: [3] }], options)!;
  assert.equal(scale.leftOf(7), 350);
});

Deno.test("createScale() is null when nothing can be drawn", () => {
  assert.equal(createScale([], options), null);
  assert.equal(createScale([{ x: [1], value: [NaN] }], options), null);
  assert.equal(createScale([{ x: [NaN], value: [1] }], options), null);
  assert.equal(createScale([{ x: [1], value: [-1] }], { ...options, y: "log" }), null);
});

Deno.test("createScale() gives each decade of a logarithmic axis the same height", () => {
  const scale = createScale([{ x: [0, 1, 2], value: [0.01, 1, 100] }], { ...options, y: "log" })!;
  assert.deepEqual([scale.topOf(0.01), scale.topOf(1), scale.topOf(100)], [210, 110, 10]);
  assert.ok(Number.isNaN(scale.topOf(0)) && Number.isNaN(scale.topOf(Infinity)));
});

Deno.test("drawPath() begins anew behind a hole and where the step or x goes back", () => {
  const line = { x: [0, 1, 2, 3, 2], value: [0, 1, NaN, 1, 0] };
  const scale = createScale([line], { ...options, box: { left: 0, top: 0, width: 3, height: 1 } })!;
  assert.equal(drawPath(line, scale), "M0 1L1 0M3 0h0M2 1h0");
  assert.equal(drawPath({ ...line, x: [0, 1, 2, 2.5, 3], step: [7, 6, 7, 9, 8] }, scale), "M0 1h0M1 0h0M2.5 0h0M3 1h0");
  assert.equal(countHidden([line], scale), 1);
});
