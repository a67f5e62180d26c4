import assert from "node:assert/strict";
import fc from "fast-check";
import { makeShape, scanShape, typicalLine } from "../../../lib/points/scan/shape.ts";

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

Deno.test("scanShape() leaves thresholds in their names", () => {
  assert.deepEqual(numbersOf("mAP@0.5:0.95=0.31 mAP@.5 0.4 ndcg@10:0.25"), ["0.31", "0.4", "0.25"]);
});

Deno.test("scanShape() leaves the length of a window in its name", () => {
  assert.deepEqual(numbersOf("mean of last 100 episodes: 12.5, Past 50 2.5"), ["12.5", "2.5"]);
  assert.deepEqual(numbersOf("first 0.9 last 0.95 blast 7 last 12:00:01"), ["0.9", "0.95", "7", "12:00:01"]);
});

Deno.test("scanShape() leaves arguments behind a space in their names", () => {
  assert.deepEqual(numbersOf("mean reward (100): 32.5 mAP (0.5) 0.41 | mAP(0.75): 0.3"), ["32.5", "0.41", "0.3"]);
  assert.deepEqual(numbersOf("epoch (3): loss 0.52 (0.51) 0.4 (7)"), ["3", "0.52", "0.51", "0.4", "7"]);
});

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

Deno.test("scanShape() keeps at most 4,096 numbers of a line", () => {
  assert.equal(numbersOf("1 ".repeat(5000)).length, 4096);
});

for (
  const [line, typical] of [
    ["Step 1234: loss=0.0123, lr=1e-4", "Step 1: loss=0.5, lr=0.5"],
    ["2024-05-01 12:30:01 a   b ====================", "1111-11-11 11:11:11 a  b ========"],
    [" 45%|████▌     | 45/100", " 1%|█| 1/1"],
  ] as const
) {
  Deno.test(`typicalLine() of ${line} is ${typical}`, () => {
    const shape = makeShape();
    scanShape(line, shape);
    assert.equal(typicalLine(line, shape), typical);
  });
}

const WORDS = [
  "loss",
  "=",
  "====",
  "........",
  "12",
  "0.5",
  "nan",
  "12:30",
  "5/15",
  "2024",
  "|",
  "███▌",
  "mAP@.5",
  "-",
  "[3]",
  "x:",
];

Deno.test("typicalLine() has the shape of a line of words, numbers, bars and rules", () => {
  const words = fc.array(fc.tuple(fc.constantFrom(...WORDS), fc.constantFrom(" ", "  ", "    ")), { maxLength: 20 });
  fc.assert(fc.property(words, (pairs) => {
    const line = pairs.flat().join(""), shape = makeShape();
    scanShape(line, shape);
    const { key, count } = shape, typical = typicalLine(line, shape);
    scanShape(typical, shape);
    assert.deepEqual([shape.key, shape.count], [key, count], typical);
  }));
});

Deno.test("typicalLine() has another shape where a shorter number joins what follows it", () => {
  const line = "2024:-1", shape = makeShape();
  scanShape(line, shape);
  assert.equal(typicalLine(line, shape), "2000:1");
  assert.notEqual(keyOf("2000:1"), keyOf(line));
});

for (
  const line of ["{'step': 1, 'top 5 acc': 0.9}", '{"step": 1, "L2 | reg [0.5]": 0.9}', "huber[delta=1.3] = 0.9 (1)"]
) {
  Deno.test(`scanShape() leaves the number within a name of ${line}`, () => assert.equal(numbersOf(line).length, 2));
}

Deno.test("scanShape() reads numbers in quotes", () => {
  assert.equal(numbersOf("{'loss': '3.9', 'epoch': '1.0'}").length, 2);
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
