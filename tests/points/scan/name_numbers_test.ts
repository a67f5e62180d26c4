import assert from "node:assert/strict";
import { makeShape, scanShape } from "../../../lib/points/scan/shape.ts";

function numbersOf(text: string): string[] {
  const shape = makeShape();
  scanShape(text, shape);
  return Array.from({ length: shape.count }, (_, at) => text.slice(shape.start[at], shape.end[at]));
}

Deno.test("scanShape() leaves thresholds in their names", () => {
  assert.deepEqual(numbersOf("train-error@0.3:0.49400 holdout-error@.7:0.12500"), ["0.49400", "0.12500"]);
  assert.deepEqual(numbersOf("mAP@0.5:0.95=0.31 mAP@.5 0.4 ndcg@10:0.25"), ["0.31", "0.4", "0.25"]);
});

Deno.test("scanShape() leaves arguments behind a space in their names", () => {
  assert.deepEqual(numbersOf("mean reward (100): 32.5 mAP (0.5) 0.41 | mAP(0.75): 0.3"), ["32.5", "0.41", "0.3"]);
  assert.deepEqual(numbersOf("epoch (3): loss 0.52 (0.51) 0.4 (7)"), ["3", "0.52", "0.51", "0.4", "7"]);
});

for (
  const line of ["{'step': 1, 'top 5 acc': 0.9}", '{"step": 1, "L2 | reg [0.5]": 0.9}', "huber[delta=1.3] = 0.9 (1)"]
) {
  Deno.test(`quotedNameEnd() leaves the number within a name of ${line}`, () =>
    assert.equal(numbersOf(line).length, 2));
}

Deno.test("scanShape() reads numbers in quotes", () => {
  assert.equal(numbersOf("{'loss': '3.9', 'epoch': '1.0'}").length, 2);
});

Deno.test("scanShape() leaves parameters in their names, and reads a span's before words", () => {
  assert.deepEqual(numbersOf("huber[delta=1.3]=0.9 loss{conv1}: 0.5 acc(train_data[1]): tensor(0.25)"), [
    "0.9",
    "0.5",
    "0.25",
  ]);
  assert.deepEqual(numbersOf("train{epoch=3}: mnist::train: done loss=0.5"), ["3", "0.5"]);
  assert.deepEqual(numbersOf("fit(epoch=3): loss=0.5"), ["3", "0.5"]);
});

Deno.test("scanShape() leaves a threshold and a power of ten in a name, and reads an argument of many digits", () => {
  assert.deepEqual(numbersOf("huber(0.001): 0.9 huber(0.0005): 0.8 pr(0.5)= 0.7"), ["0.9", "0.8", "0.7"]);
  assert.deepEqual(numbersOf("f(0.50131) = 2.75"), ["0.50131", "2.75"]);
});
