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

Deno.test("name_above reads a tensor that is broken behind its type, and a value below its name and a counter", () => {
  const type = "Tensor(shape=[1], dtype=float32, place=Place(gpu:0), stop_gradient=False,";
  const log = [
    `pass 3, step: 40, mae is: ${type}`,
    "       [0.25])",
    `pass 3, step: 60, mae is: ${type}`,
    "       [0.125])",
  ];
  assert.deepEqual(readShort(...log), ["mae=0.25@40", "mae=0.125@60"]);
  assert.deepEqual(readShort("epoch 3, train mae:", "[0.25]", "epoch 4, train mae:", "[0.5]"), [
    "train_mae=0.25@3",
    "train_mae=0.5@4",
  ]);
  assert.deepEqual(readShort("epoch 3: mae", "0.25", "took 3 of the loss", "0.25"), []);
});

Deno.test("name_above reads a list below its name, one value for each class", () => {
  assert.deepEqual(
    readShort("step 3", "Class recall: ", "[0.75 0.5  1.  ]", "step 4", "Class recall: ", "[0.5 0.25 1. ]"),
    ["0=0.75@3", "1=0.5@3", "2=1@3", "0=0.5@4", "1=0.25@4", "2=1@4"].map((value) => `class_recall/${value}`),
  );
  assert.deepEqual(readShort("step 3", "Class recall:", "[3 4 5]", "[0.5 and 0.25]"), []);
});

Deno.test("name_above reads R's values behind their index below known names, in R's quotes and as elements of lists too", () => {
  for (const name of ["Loss:", '[1] "Loss"', "$loss"]) {
    assert.deepEqual(readShort("Epoch 1", name, "[1] 0.5", "Epoch 2", name, "[1] 0.25"), ["loss=0.5@1", "loss=0.25@2"]);
  }
});
