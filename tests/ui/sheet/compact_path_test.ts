import assert from "node:assert/strict";
import { drawCompact } from "../../../lib/ui/sheet/compact_path.ts";
import { createScale } from "../../../lib/ui/sheet/sheet_scale.ts";

const box = { left: 0, top: 0, width: 10, height: 5 };
const draw = (x: number[], value: number[]) =>
  drawCompact(
    { x, value },
    createScale([{ x: [0, 10], value: [0, 5] }], { y: "linear", minX: null, maxX: null, box })!,
  );

Deno.test("drawCompact() writes whole numbers, each relative to the one before", () => {
  assert.equal(draw([0, 5, 10], [5, 0, 2]), "M0 0l0 0 5 5 5-2");
});

Deno.test("drawCompact() begins anew behind a hole and where x goes back", () => {
  assert.equal(draw([0, 5, 10], [5, NaN, 2]), "M0 0l0 0M10 3l0 0");
  assert.equal(draw([5, 0], [5, 0]), "M5 0l0 0M0 5l0 0");
});

Deno.test("drawCompact() writes points on the same spot once, and ends where the points end", () => {
  const path = draw(Array.from({ length: 1000 }, (_, at) => at / 100), Array.from({ length: 1000 }, () => 1));
  assert.ok(path.length < 60, path);
  const [, numbers] = /^M0 4l(.*)$/.exec(path)!;
  const each = numbers!.split(" ").map(Number),
    sumOf = (parity: number) => each.filter((_, at) => at % 2 === parity).reduce((sum, part) => sum + part, 0);
  assert.deepEqual([sumOf(0), sumOf(1)], [10, 0]);
});
