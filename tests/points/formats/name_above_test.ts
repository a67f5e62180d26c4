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

Deno.test("name_above reads R's values behind their index, below known and unknown names, texts and elements of lists", () => {
  const of = (name: string) => [1, 2, 3].map((n) => `${name}=${n / 4}@${n}`);
  for (
    const [counter, name, known] of [
      ["iteration = #", "Drag of hull", "drag_of_hull"],
      ["Round #", "drag:", "drag"],
      ["Epoch #", "Loss", "loss"],
      ['[1] "Epoch #"', '[1] "Drag:"', "drag"],
      ['[1] "epoch"\n[1] #', '[1] "cost"', "cost"],
      ["Epoch #", "$loss", "loss"],
    ] as const
  ) {
    const log = [1, 2, 3].map((n) => `${counter.replace("#", String(n))}\n${name}\n[1] ${n / 4}\n`);
    assert.deepEqual(readShort(...log.join("\n").split("\n")), of(known), name);
  }
});

Deno.test("name_above reads no vectors of R below unknown names, and nothing below them without its index", () => {
  const log = (...lines: string[]) => readShort("Step 3", ...lines, "Step 4", ...lines);
  assert.deepEqual(log("Gradient:", "[1] 0.5 0.25"), []);
  assert.deepEqual(log("theta:", "0.5", "0.25").filter((point) => point.startsWith("theta")), []);
  assert.deepEqual(log("[1] TRUE", "[1] 0.5"), []);
});
