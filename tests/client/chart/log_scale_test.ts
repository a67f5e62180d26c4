import assert from "node:assert/strict";
import type { LinearScale } from "../../../lib/client/chart/chart_parts.ts";
import { createLogScale } from "../../../lib/client/chart/log_scale.ts";

/** Ten pixels a unit. */
class TenPixels {
  static id = "linear";
}
Object.assign(TenPixels.prototype, {
  getPixelForValue: (value: number) => value * 10,
  getValueForPixel: (pixel: number) => pixel / 10,
});

Deno.test("createLogScale() puts a value where its logarithm is, and nothing at or below 0", () => {
  const Scale = createLogScale(TenPixels as unknown as typeof LinearScale) as unknown as new () => LinearScale;
  const { getPixelForValue, getValueForPixel } = Scale.prototype as LinearScale;
  assert.deepEqual([1, 100, 0.1].map((value) => getPixelForValue(value)), [0, 20, -10]);
  assert.deepEqual([0, -1, NaN].map((value) => getPixelForValue(value)), [NaN, NaN, NaN]);
  assert.equal(getValueForPixel(20), 100);
});
