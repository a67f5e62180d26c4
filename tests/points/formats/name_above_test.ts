import assert from "node:assert/strict";
import { readShort } from "../read_log.ts";

Deno.test("name_above reads the value below each name", () => {
  assert.deepEqual(readShort("Epoch 2", "Train loss:", "0.5", "Val loss:", "0.625"), [
    "train_loss=0.5@2",
    "val_loss=0.625@2",
  ]);
});

Deno.test("name_above reads a tensor and a share, with an empty line between", () => {
  assert.deepEqual(readShort("Epoch 2", "loss:", "tensor(0.5)", "accuracy", "", "62.5%"), [
    "loss=0.5@2",
    "accuracy=62.5@2",
  ]);
});

Deno.test("name_above takes no line with words, and no number below other words", () => {
  assert.deepEqual(readShort("Epoch 2", "Loss:", "0.5 so far", "Number of rows:", "0.5", "Test:", "0.5"), []);
});

Deno.test("name_above reads a counter above its number, as MATLAB prints a variable", () => {
  const blockOf = (round: number) => ["iter =", "", `     ${round}`, "", "cost =", "", `    0.${round}5`, ""];
  assert.deepEqual(readShort(...blockOf(3), ...blockOf(6)), ["cost=0.35@3", "cost=0.65@6"]);
  assert.deepEqual(readShort("Epoch =", "", "   2", "mae = 0.5", "Epoch =", "", "   4", "mae = 0.4"), [
    "mae=0.5@2",
    "mae=0.4@4",
  ]);
});
