import assert from "node:assert/strict";
import { makeShape, scanShape } from "../../../lib/points/scan/shape.ts";

function numbersOf(text: string): string[] {
  const shape = makeShape();
  scanShape(text, shape);
  return Array.from({ length: shape.count }, (_, at) => text.slice(shape.start[at], shape.end[at]));
}

Deno.test("scanShape() finds the numbers of a line in order", () => {
  assert.deepEqual(numbersOf("Step 100: loss=1.2345, lr=1.00e-04 acc@1 nan"), ["100", "1.2345", "1.00e-04", "nan"]);
});

Deno.test("scanShape() leaves the length of a window in its name", () => {
  assert.deepEqual(numbersOf("mean of last 100 episodes: 12.5, Past 50 2.5"), ["12.5", "2.5"]);
  assert.deepEqual(numbersOf("top 1 acc 0.5 Top 5: 0.75 stop 3 top 0.5"), ["0.5", "0.75", "3", "0.5"]);
  assert.deepEqual(numbersOf("first 0.9 last 0.95 blast 7 last 12:00:01"), ["0.9", "0.95", "7", "12:00:01"]);
});

Deno.test("scanShape() keeps at most 4,096 numbers of a line", () => {
  const numbers = Array.from({ length: 5000 }, (_, at) => String(at));
  assert.deepEqual(numbersOf(numbers.join(" ")), numbers.slice(0, 4096));
});

Deno.test("scanShape() takes a comma in a number for a spelling, and one in a time of day for none", () => {
  const isSpelled = (text: string) => {
    const shape = makeShape();
    scanShape(text, shape);
    return shape.isSpelled;
  };
  assert.ok(isSpelled("Epoch 1: loss=0,863"));
  assert.ok(isSpelled("step 1 000 / 50 000"));
  assert.ok(!isSpelled("2026-01-28 12:00:01,123 - trainer - step 5 loss 0.5"));
});
