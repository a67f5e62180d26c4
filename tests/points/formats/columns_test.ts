import assert from "node:assert/strict";
import { splitAtSpaces, splitCells } from "../../../lib/points/formats/cells.ts";
import { fitColumns, makeTable } from "../../../lib/points/formats/columns.ts";
import { readShort } from "../read_log.ts";

function tableOf(header: string, shift: number) {
  const cells = splitCells(header);
  return makeTable({ cells, names: cells.map(({ text }) => text), words: splitAtSpaces(header) }, shift);
}

/** What a row has below each name of a header. */
function fit(header: string, row: string) {
  return fitColumns(row, 0, tableOf(header, 0));
}

Deno.test("fitColumns() pairs names and cells by their number", () => {
  assert.deepEqual(fit("epoch  train loss  lr", "1  0.5  0.1"), [["epoch", "1"], ["train loss", "0.5"], ["lr", "0.1"]]);
});

Deno.test("fitColumns() leaves out the label before a row, and a time without a name behind it", () => {
  assert.deepEqual(fit("Step Energy", "BFGS:  0  -1.23"), [["Step", "0"], ["Energy", "-1.23"]]);
  assert.deepEqual(fit("epoch  loss", "3  0.5  (00:12)"), [["epoch", "3"], ["loss", "0.5"]]);
});

Deno.test("fitColumns() finds the columns of a row with empty cells by their right ends, else their left ones", () => {
  const header = "epoch   train loss   val loss   lr";
  assert.deepEqual(fit(header, "    1          0.5             0.1"), [["epoch", "1"], ["train loss", "0.5"], [
    "lr",
    "0.1",
  ]]);
  assert.deepEqual(fit(header, "1       0.5                     0.1"), [["epoch", "1"], ["train loss", "0.5"], [
    "lr",
    "0.1",
  ]]);
});

Deno.test("fitColumns() finds the column of a decimal alone behind its counter", () => {
  const header = "epoch     val loss    loss";
  assert.deepEqual(fit(header, "    3                 0.5"), [["epoch", "3"], ["loss", "0.5"]]);
  assert.deepEqual(fit(header, "3         0.5"), [["epoch", "3"], ["val loss", "0.5"]]);
  assert.equal(fit(header, "    3            0.5"), null, "below no name");
  assert.equal(fit(header, "    3                   5"), null, "no decimal");
  assert.equal(fit("width     val loss    loss", "    3                 0.5"), null, "no counter");
});

Deno.test("fitColumns() finds the one name over each number where neither edges nor middles agree", () => {
  const header = "  ep    loss    acc    ema_loss    ema_acc        time";
  const row = "  31     0.5                0.7       40.25    0.31";
  assert.deepEqual(fit(header, row), [["ep", "31"], ["loss", "0.5"], ["ema_loss", "0.7"], ["ema_acc", "40.25"], [
    "time",
    "0.31",
  ]]);
  assert.equal(fit(header, row.replace("0.5 ", "big ")), null, "a word");
  assert.equal(fit(header, "  31     0.5     0.70000000000      40.25    0.31"), null, "below two names");
});

Deno.test("fitColumns() keeps empty cells between tabs", () => {
  const header = "epoch\tval loss\tloss";
  assert.deepEqual(fit(header, "3\t\t0.5"), [["epoch", "3"], ["val loss", ""], ["loss", "0.5"]]);
  assert.deepEqual(fit(header, "3\t0.5\t"), [["epoch", "3"], ["val loss", "0.5"], ["loss", ""]]);
  assert.deepEqual(fit("epoch\t\tloss", "3\t\t0.5"), [["epoch", "3"], ["loss", "0.5"]]);
});

Deno.test("fitColumns() gives null for a row that stands below no columns", () => {
  assert.equal(fit("epoch   train loss   val loss   lr", "  1  2  3"), null);
});

Deno.test("fitColumns() gives null for a row without cells, whatever its header", () => {
  for (const header of ["epoch  loss  lr", "name  loss  lr"]) {
    for (const row of ["", "  ", "|", "| |", ";"]) assert.equal(fit(header, row), null, `${header} / ${row}`);
  }
});

Deno.test("fitColumns() counts columns of one name", () => {
  assert.deepEqual(fit("epoch  loss  loss", "1  0.5  0.7"), [["epoch", "1"], ["loss", "0.5"], ["loss 2", "0.7"]]);
});

Deno.test("fitColumns() names columns of one name after the bracket that they stand in", () => {
  const names = fit("Kind  Area(P  R)  Edge(P  R  F)  R", "all  1  2  3  4  5  6")!.map(([name]) => name);
  assert.deepEqual(names, ["Kind", "Area(P", "R)", "Edge(P", "Edge R", "F)", "R 3"]);
  assert.deepEqual(fit("Kind  Area(P  R  F)  Edge(P  R  F)", "all  1  2  3  4  5  6")!.map(([name]) => name).slice(4), [
    "Edge(P",
    "Edge R",
    "Edge F)",
  ]);
});

Deno.test("fitColumns() leaves out the number of a row that stands before the first name", () => {
  const header = "   epoch      loss       acc";
  assert.deepEqual(fit(header, "1      1 0.6415914 0.5274451"), [["epoch", "1"], ["loss", "0.6415914"], [
    "acc",
    "0.5274451",
  ]]);
  assert.equal(fit("   loss   acc   f1", "0  0.5  0.75  0.6"), null);
});

Deno.test("fitColumns() reads R's rows by their words where a single space parts some columns", () => {
  const pairs = [["epoch", "5"], ["loss", "0.4925"], ["val_loss", "0.45"], ["val_acc", "0.74"]];
  for (const [number, margin] of [["1  ", "  "], ["12 ", "   "], ["[1,]", "    "]]) {
    assert.deepEqual(fit(`${margin}epoch   loss val_loss val_acc`, `${number}   5 0.4925     0.45    0.74`), pairs);
  }
  assert.deepEqual(fit("  epoch loss", "4     4  0.5"), [["epoch", "4"], ["loss", "0.5"]]);
});

Deno.test("fitColumns() splits a cell with several values where the header has as many words", () => {
  assert.deepEqual(fit("Round |   mae   mse |", "  10 |  0.25  0.125 |"), [["Round", "10"], ["mae", "0.25"], [
    "mse",
    "0.125",
  ]]);
  assert.deepEqual(fit("Round | mae | at   |", "  10 | 0.25 | 3  4 |")!.map(([name]) => name), ["Round", "mae", "at"]);
});

Deno.test("fitColumns() reads the named columns of a row of numbers that is longer than its header", () => {
  assert.deepEqual(fit("epoch,loss,acc", "3,0.5,0.9,0.1"), [["epoch", "3"], ["loss", "0.5"], ["acc", "0.9"]]);
  assert.deepEqual(fit("step,loss", "3,0.5,"), [["step", "3"], ["loss", "0.5"]]);
  assert.deepEqual(fit("Step Loss", "3 0.5 0.9"), [["Step", "3"], ["Loss", "0.5"]]);
});

Deno.test("fitColumns() gives null for a longer row with words, and for one that doesn't begin with a counter", () => {
  assert.equal(fit("epoch,loss", "3,0.5,bird"), null);
  assert.equal(fit("loss,acc", "3,0.5,0.9"), null);
});

Deno.test("fitColumns() leaves out no first number below an indented header that is its counter", () => {
  const table = tableOf("epoch  loss  acc", 2);
  assert.deepEqual(fitColumns("1  0.5  0.9  0.1", 2, table), [["epoch", "1"], ["loss", "0.5"], ["acc", "0.9"]]);
});

Deno.test("fitColumns() pairs the values of a class, whose name has no header, with the names above them", () => {
  const header = "              precision    recall  f1-score   support";
  assert.deepEqual(fit(header, "         fox     0.8333    0.7143    0.7692        42"), [
    ["", "fox"],
    [
      "precision",
      "0.8333",
    ],
    ["recall", "0.7143"],
    ["f1-score", "0.7692"],
  ]);
  assert.deepEqual(fit(header, "           1     0.8333    0.7143    0.7692        42")!.map(([name]) => name), [
    "precision/1",
    "recall/1",
    "f1-score/1",
  ]);
  assert.equal(fit(header, "    accuracy                         0.8647       133"), null);
  assert.equal(fit("   loss   acc   f1   auc", "fox said 3.5 of it"), null);
});

Deno.test("a table reads a list of names and of values behind one word, also of several tasks and of a split", () => {
  assert.deepEqual(
    readShort(
      "step 3 loss 0.5",
      "copy: Task: boxes",
      "copy: AP,AP50",
      "copy: 41.5,62.5",
      "copy: Task: masks",
      "copy: AP,AP50",
      "copy: 31.5,52.5",
    ),
    ["loss=0.5@3", "ap=41.5@3", "ap50=62.5@3", "masks_ap=31.5@3", "masks_ap50=52.5@3"],
  );
  assert.deepEqual(readShort("step 3 loss 0.5", "[csv] precision;recall;f1", "drag 7,9", "[csv] 0.5;0.25;0.75"), [
    "loss=0.5@3",
    "precision=0.5@3",
    "recall=0.25@3",
    "f1=0.75@3",
  ]);
  assert.deepEqual(
    readShort("step 3 psnr 20.5", "val: psnr,ssim", "val: 19.5,0.75"),
    ["psnr=20.5@3", "val_psnr=19.5@3", "ssim=0.75@3"],
  );
});
