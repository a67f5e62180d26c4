import assert from "node:assert/strict";
import { readLog, readShort } from "../read_log.ts";

Deno.test("rows of metrics below splits are a curve for each split", () => {
  assert.deepEqual(
    readShort("Epoch 2", "| metric | train | test |", "|---|---|---|", "| loss | .5 | .6 |", "| mIoU | 0.7 | 0.65 |"),
    ["train_loss=0.5@2", "test_loss=0.6@2", "train_miou=0.7@2", "test_miou=0.65@2"],
  );
});

Deno.test("a line that is no row ends the table of metrics", () => {
  const lines = ["| metric | train | val |", "| loss | .5 | .6 |", "done", "| weight | 3.5 | 4.5 |"];
  assert.deepEqual(readLog(lines).map(({ line }) => line), [2, 2]);
});

Deno.test("a table of other columns is none of metrics", () => {
  assert.deepEqual(readLog(["| metric | first | second |", "| weight | 3.5 | 4.5 |"]), []);
});

Deno.test("columns of one word with numbers are splits, a row with one value is of all of them", () => {
  const table = (
    rain: string,
    snow: string,
  ) => ["Metric | Kite 0 (red) | Kite 1 (blue)", `acc | ${rain}`, `recall | ${rain} | ${snow}`];
  assert.deepEqual(
    readShort("Epoch 1", ...table("0.5", "0.25"), "Epoch 2", ...table("0.75", "0.5")),
    [
      "acc=0.5@1",
      "kite_0_recall=0.5@1",
      "kite_1_recall=0.25@1",
      "acc=0.75@2",
      "kite_0_recall=0.75@2",
      "kite_1_recall=0.5@2",
    ],
  );
});

Deno.test("words that no table knows are splits of a table whose first row is a known metric", () => {
  assert.deepEqual(
    readShort(
      "Step 100",
      "metric    sketch   photo",
      "------------------------",
      "acc       0.5      0.75",
      "gap  2.5  1.5",
    ),
    ["sketch_acc=0.5@100", "photo_acc=0.75@100", "sketch_gap=2.5@100", "photo_gap=1.5@100"],
  );
});

Deno.test("read() reads a header of splits alone, whose rows begin with their metric", () => {
  assert.deepEqual(
    readShort(
      "              Training |  Validation",
      "dice     |       0.5   |     0.25",
      "mae      |       2.5   |     2.75",
    ),
    ["training_dice=0.5@0", "validation_dice=0.25@0", "training_mae=2.5@0", "validation_mae=2.75@0"],
  );
  assert.deepEqual(readShort("train  test", "copied  12  13"), []);
});

Deno.test("rows of metrics below splits alone, with a blank corner, are a curve for each split", () => {
  for (const rule of [[], ["------------------"]]) {
    assert.deepEqual(
      readShort("Step 100", "        train  eval", ...rule, "loss    0.5    0.75", "gap     2.5    1.5"),
      ["train_loss=0.5@100", "eval_loss=0.75@100", "train_gap=2.5@100", "eval_gap=1.5@100"],
    );
  }
});

Deno.test("metric_table goes on behind a row without all values", () => {
  assert.deepEqual(
    readShort(
      "           Training |  Validation",
      "accuracy |     0.75  |     0.5",
      "widgets  |  N/A  |       N/A",
      "gap      |     0.25  |       N/A",
      "loss     |     0.5  |     0.625",
    ),
    ["training_accuracy=0.75@0", "validation_accuracy=0.5@0", "training_gap=0.25@0", "training_loss=0.5@0"]
      .concat("validation_loss=0.625@0"),
  );
});

Deno.test("metric_table reads rows of unknown names between borders below splits alone", () => {
  const rows = (value: number) => ["          Training | Validation", `parse_LAS |   0.${value}  |  0.${value + 1}`];
  assert.deepEqual(readShort("Epoch 1", ...rows(5), "Epoch 2", ...rows(6)), [
    "training_parse_las=0.5@1",
    "validation_parse_las=0.6@1",
    "training_parse_las=0.6@2",
    "validation_parse_las=0.7@2",
  ]);
});

Deno.test("metric_table begins no table at a header whose columns are numbers alone", () => {
  assert.deepEqual(readShort("Metric | 2020 | 2021", "step 3 loss 0.5"), ["loss=0.5@3"]);
});

Deno.test("a table of numbered columns is read below names of several words, whatever its first row, and below another table", () => {
  const ofClasses = ["| Index | Class | AP |", "| 0 | fox | 0.5 |", "| 1 | owl | 0.6 |"];
  const ofHeads = ["| Metrics | Mast Head 1 | Mast Head 2 |", "| lift | 0.3 | 0.4 |", "| loss | 0.1 | 0.2 |"];
  const points = readShort("Epoch 1", ...ofClasses, "Epoch 2", ...ofHeads).filter((point) => point.includes("head"));
  assert.deepEqual(points, [
    ...["mast_head_1_lift=0.3@2", "mast_head_2_lift=0.4@2", "mast_head_1_loss=0.1@2", "mast_head_2_loss=0.2@2"],
  ]);
});
