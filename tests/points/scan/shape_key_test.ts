import assert from "node:assert/strict";
import { makeShape, scanShape } from "../../../lib/points/scan/shape.ts";
import { looseKeyOf } from "../../../lib/points/scan/shape_key.ts";

function keyOf(text: string): number {
  const shape = makeShape();
  scanShape(text, shape);
  return shape.key;
}

Deno.test("scanShape() gives lines that differ in digits one shape", () => {
  assert.equal(keyOf("step     7 | loss 0.5 |"), keyOf("step  12345 | loss -3.25e-7 |"));
});

Deno.test("scanShape() gives a bar one shape at any count", () => {
  assert.equal(keyOf(" 10%|█▏        | 10/100 [00:10<01:30]"), keyOf(" 95%|█████████▌| 95/100 [01:10<00:03]"));
  assert.equal(keyOf(" 10/100 [==>........] - loss: 0.5"), keyOf(" 20/100 [==>.................] - loss: 0.4"));
});

for (
  const [one, other] of [
    ["loss 0.5", "lost 0.5"],
    ["loss 0.5", "loss 5"],
    ["a 1 b", "a 1 c"],
    ["time 12:30:01", "time 12.5"],
    ["x1 2", "x2 2"],
  ] as const
) {
  Deno.test(`scanShape() gives ${one} and ${other} different shapes`, () => assert.notEqual(keyOf(one), keyOf(other)));
}

Deno.test("looseKeyOf() is one for lines that differ in numbers and in the digits of words", () => {
  const looseOf = (text: string) => {
    const shape = makeShape();
    scanShape(text, shape);
    return looseKeyOf(text, shape);
  };
  assert.equal(looseOf("saved to runs/checkpoint-500 after 3 s"), looseOf("saved to runs/checkpoint-12000 after 17 s"));
  assert.notEqual(looseOf("saved to runs/checkpoint-500"), looseOf("saved to runs/checkpoint-x"));
  assert.notEqual(looseOf("saved after 3 s"), looseOf("saved after 0.5 s"));
});
