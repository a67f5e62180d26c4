import assert from "node:assert/strict";
import { readLog, readShort } from "../read_log.ts";

const HEAD = ["   \t     \t    score    \t    depth    ", "   \t     \t-------------\t-------------"];

Deno.test("columns that repeat below groups are named by their group", () => {
  assert.deepEqual(
    readShort(...HEAD, "gen\tevals\tmean\tbest\tmean\tbest", "0  \t80   \t3.5 \t9.5 \t4.25\t7   "),
    ["evals=80@0", "score/mean=3.5@0", "score/best=9.5@0", "depth/mean=4.25@0", "depth/best=7@0"],
  );
});

Deno.test("names that don't fit the groups end the table", () => {
  assert.deepEqual(
    readLog([...HEAD, "gen\tevals\tmean\tbest", "0  \t80   \t3.5 \t9.5 "]).map(({ metric }) => metric),
    [],
  );
});

Deno.test("proceed() names columns by the groups between pipes over them", () => {
  assert.deepEqual(
    readShort(
      "       |     Training      |     Held Out      |",
      "------- ------------------- ------------------- ------",
      "   Gen    Loss      Score     Loss     Margin     Left",
      "     3    0.50       0.70     0.60       0.65     2.1s",
    ),
    ["training/loss=0.5@3", "score=0.7@3", "held_out/loss=0.6@3", "margin=0.65@3"],
  );
});

Deno.test("proceed() leaves a line that is no header of such groups to others", () => {
  assert.deepEqual(
    readShort("       |     Training      |     Held Out      |", "step 3 loss 0.5"),
    ["loss=0.5@3"],
  );
});

Deno.test("proceed() leaves out the columns of a group that repeat those before the groups", () => {
  assert.deepEqual(
    readShort(
      "   \t      \t        depth         \t        width        ",
      "   \t      \t----------------------\t---------------------",
      "gen\tevals \tavg \tgen\tevals\tbest\tavg\tgen\tevals\tbest",
      "3  \t40    \t0.5 \t3  \t40   \t0.75\t1.5\t3  \t40   \t2.5 ",
    ),
    ["evals=40@3", "depth/avg=0.5@3", "depth/best=0.75@3", "width/avg=1.5@3", "width/best=2.5@3"],
  );
});

Deno.test("begin() reads groups over the rules of their columns", () => {
  assert.deepEqual(
    readShort(
      "           real           fake",
      "       ------------   ------------",
      "step    loss   acc     loss   acc",
      "40      0.50  0.75     1.50  0.25",
    ),
    ["real/loss=0.5@40", "real/acc=0.75@40", "fake/loss=1.5@40", "fake/acc=0.25@40"],
  );
});

Deno.test("begin() reads groups between pipes over a first column", () => {
  assert.deepEqual(
    readShort(
      "|      |     real     |     fake     |",
      "| step | loss | acc   | loss | acc   |",
      "|------|------|-------|------|-------|",
      "| 40   | 0.50 | 0.75  | 1.50 | 0.25  |",
    ),
    ["real/loss=0.5@40", "real/acc=0.75@40", "fake/loss=1.5@40", "fake/acc=0.25@40"],
  );
});

Deno.test("begin() leaves a header that no rules follow to other tables", () => {
  assert.deepEqual(readShort("step  loss   fake", "3     0.5    2.5"), ["loss=0.5@3", "fake=2.5@3"]);
});

Deno.test("proceed() reads values below the groups as rows of a table of that many columns", () => {
  const table = [
    "|       |  Loss  | Acc  |",
    "+-------+--------+------+",
    "| train | 0.50 | 0.75 |",
    "|  val  | 0.60 | 0.70 |",
  ];
  assert.deepEqual(readShort("Epoch 1/2", ...table, "Epoch 2/2", ...table), [
    ...["train_loss=0.5@1", "train_acc=0.75@1", "val_loss=0.6@1", "val_acc=0.7@1"],
    ...["train_loss=0.5@2", "train_acc=0.75@2", "val_loss=0.6@2", "val_acc=0.7@2"],
  ]);
});

for (
  const [header, points] of [
    ["|       | loss | hits-1 | hits-2 |", "train_loss=0.5@E train_hits-1=0.6@E train_hits-2=0.7@E"],
    ["|       | Loss | R@1 | R@10 |", "train_loss=0.5@E train_r@1=0.6@E train_r@10=0.7@E"],
    ["|       | loss | acc | wer |", "train_loss=0.5@E train_acc=0.6@E train_wer=0.7@E"],
    ["| split | loss | F-1 | BLEU-4 |", "train_loss=0.5@E train_f-1=0.6@E train_bleu-4=0.7@E"],
  ] as const
) {
  Deno.test(`read() names rows of splits below ${header}, and reads no heading between as a row`, () => {
    const table = [header, "|-------|------|-----|-----|", "| train | 0.5 | 0.6 | 0.7 |"];
    assert.deepEqual(
      readShort("Epoch 1/2", ...table, "Epoch 2/2", ...table),
      ["1", "2"].flatMap((epoch) => points.replaceAll("E", epoch).split(" ")),
    );
  });
}

Deno.test("read() reads no heading of a counter as a row of two columns", () => {
  const table = ["|     | loss | wer |", "|-----|------|-----|", "| dev | 0.5 | 0.6 |"];
  assert.deepEqual(readShort("Epoch 1", ...table, "Epoch 2", ...table), [
    "dev_loss=0.5@1",
    "dev_wer=0.6@1",
    "dev_loss=0.5@2",
    "dev_wer=0.6@2",
  ]);
});

Deno.test("begin() reads groups between dashes and pipes, some of which have no name", () => {
  assert.deepEqual(
    readShort(
      "                     |----- HELD OUT -----|------ TRAIN ------|--Depth--|-------|",
      "lr      iter  epoch  | loss    top-1      | loss    top-1     |  best   | spent |",
      "---------------------------------------------------------------------------------",
      "0.25    3.0    3.0   | 0.50    75.25      | 0.40    85.50     |  9.5    | 0 h 6 m",
    ),
    [
      "learning_rate=0.25@3",
      "held_out/loss=0.5@3",
      "held_out/top-1=75.25@3",
      "train/loss=0.4@3",
      "train/top-1=85.5@3",
      "best=9.5@3",
    ],
  );
});
