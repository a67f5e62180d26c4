import assert from "node:assert/strict";
import { barCount, barTotal } from "../../../lib/points/grammar/bar_slots.ts";
import { makeShape, scanShape } from "../../../lib/points/scan/shape.ts";
import { barSlots } from "../../../lib/points/formats/bar.ts";

Deno.test("barCount() and barTotal() are whole numbers of units, and NaN where a bar has none", () => {
  const shape = makeShape();
  scanShape("at 1.12k/20.5k", shape);
  const source = { text: "", shape, from: 0, to: 0 };
  const bar = { ...barSlots(source, {}, "fit"), n: 0, total: 1, scale: 1000, totalScale: 1000 };
  assert.deepEqual([barCount(bar, shape), barTotal(bar, shape)], [1120, 20500]);
  assert.ok(Number.isNaN(barTotal({ ...bar, total: -1 }, shape)));
  assert.equal(barCount({ ...bar, scale: 1 }, shape), 1.12);
});
