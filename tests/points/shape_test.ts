import assert from "node:assert/strict";
import { makeShape, scanShape } from "../../lib/points/shape.ts";

function keyOf(text: string): number {
  const shape = makeShape();
  scanShape(text, shape);
  return shape.key;
}

function numbersOf(text: string): string[] {
  const shape = makeShape();
  scanShape(text, shape);
  return Array.from({ length: shape.count }, (_, at) => text.slice(shape.start[at], shape.end[at]));
}

Deno.test("scanShape() finds the numbers of a line in order", () => {
  assert.deepEqual(numbersOf("Step 100: loss=1.2345, lr=1.00e-04 acc@1 nan"), ["100", "1.2345", "1.00e-04", "nan"]);
});

Deno.test("scanShape() leaves thresholds in the name they belong to", () => {
  assert.deepEqual(numbersOf("mAP@0.5:0.95=0.31 mAP@.5 0.4 ndcg@10:0.25"), ["0.31", "0.4", "0.25"]);
});

Deno.test("scanShape() gives lines that differ in their digits one shape", () => {
  assert.equal(keyOf("step     7 | loss 0.5 |"), keyOf("step  12345 | loss -3.25e-7 |"));
});

Deno.test("scanShape() gives a bar one shape however full it is", () => {
  assert.equal(keyOf(" 10%|█▏        | 10/100 [00:10<01:30]"), keyOf(" 95%|█████████▌| 95/100 [01:10<00:03]"));
  assert.equal(keyOf(" 10/100 [==>.......] - loss: 0.5"), keyOf(" 90/100 [========>..] - loss: 0.4"));
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
  Deno.test(`scanShape() tells ${one} from ${other}`, () => assert.notEqual(keyOf(one), keyOf(other)));
}

Deno.test("scanShape() keeps at most 1,024 numbers of a line", () => {
  assert.equal(numbersOf("1 ".repeat(2000)).length, 1024);
});
