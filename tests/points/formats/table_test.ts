import assert from "node:assert/strict";
import { areMetrics } from "../../../lib/points/formats/table.ts";
import { readLog, readShort } from "../read_log.ts";

Deno.test("read() reads fixed-width rows under their header", () => {
  assert.deepEqual(
    readShort(
      "  epoch    train_loss    valid_loss",
      "-------  ------------  ------------",
      "      1        0.8387        0.4174",
      "      2        0.4332        0.3133",
    ),
    ["train_loss=0.8387@1", "valid_loss=0.4174@1", "train_loss=0.4332@2", "valid_loss=0.3133@2"],
  );
});

Deno.test("read() reads piped rows under their header", () => {
  assert.deepEqual(
    readShort("| Epoch | Train Loss | Val Acc |", "|     1 |      0.500 |   0.910 |"),
    ["train_loss=0.5@1", "val_acc=0.91@1"],
  );
});

Deno.test("read() reads the length of a step beside an optimizer's iteration", () => {
  assert.deepEqual(readShort("iter\tcost\tstep", "1\t0.5\t0.25", "2\t0.4\t0.125"), [
    "cost=0.5@1",
    "step=0.25@1",
    "cost=0.4@2",
    "step=0.125@2",
  ]);
});

Deno.test("read() reads rows below names with one space between them, and takes no sentence for names", () => {
  assert.deepEqual(
    readShort("Step Temp E_pair Press", "       0    315.5  -3999.5    43.5", "     100    313.5  -4009.5     7.5"),
    [
      "temp=315.5@0",
      "e_pair=-3999.5@0",
      "press=43.5@0",
      "temp=313.5@100",
      "e_pair=-4009.5@100",
      "press=7.5@100",
    ],
  );
  assert.deepEqual(readShort("Step size is small", "1 2.5 3.5 4.5", "2 2.75 3.75 4.75"), []);
});

Deno.test("read() reads columns between semicolons that nobody knows, behind a counter", () => {
  assert.deepEqual(readShort("gen;best;zorp", "0;9.5;5.5", "1;12.5;7.5"), [
    "best=9.5@0",
    "zorp=5.5@0",
    "best=12.5@1",
    "zorp=7.5@1",
  ]);
});

Deno.test("read() gives nothing for numbers without a header", () => {
  assert.deepEqual(readLog(["      1        0.8387        0.4174"]), []);
});

Deno.test("read() reads YOLO's rows before a bar and its validation's rows", () => {
  assert.deepEqual(
    readShort(
      "     Epoch   gpu_mem       box       obj       cls    labels  img_size",
      "      1/63     4.89G   0.06353     0.033         0         0      1280: 100%|██████████| 213/213 [06:28<00:00,  1.83s/it]",
      "               Class     Images     Labels          P          R     mAP@.5 mAP@.5:.95: 100%|██████████| 17/17 [00:23<00:00,  1.39s/it]",
      "                 all        677       2449   4.92e-06   0.000408   2.47e-06   2.47e-07",
    ),
    [
      "gpu_mem=4.89@213~",
      "box=0.06353@213",
      "obj=0.033@213",
      "cls=0@213",
      "p=0.00000492@213",
      "r=0.000408@213",
      "map@.5=0.00000247@213",
      "map@.5:.95=2.47e-7@213",
    ],
  );
});

Deno.test("read() reads rows with empty cells by the ends of their columns", () => {
  assert.deepEqual(
    readShort(
      "epoch       iteration   main/loss   validation/main/loss",
      "0           200         171.449                         ",
      "0           400         143.918     150.25              ",
    ),
    ["main/loss=171.449@200", "main/loss=143.918@400", "validation/main/loss=150.25@400"],
  );
});

Deno.test("read() reads columns between commas, and a header of two lines between pipes", () => {
  assert.deepEqual(readShort("step,loss,lr", "100,0.52,0.001"), ["loss=0.52@100", "learning_rate=0.001@100"]);
  assert.deepEqual(
    readShort(
      "|  Epoch  |  Mini-batch  |  Mini-batch  |",
      "|         |   Accuracy   |     Loss     |",
      "|       2 |       50.00% |       2.0135 |",
    ),
    ["mini-batch_accuracy=50@2", "mini-batch_loss=2.0135@2"],
  );
});

Deno.test("read() reads cells in quotes, below a first name that is empty or unknown", () => {
  const rows = ['"5",0.75,1.5', '"10",0.5,1.5', '"15",0.25,1.5'];
  const maes = (header: string) => readShort(header, ...rows).filter((point) => point.startsWith("mae"));
  assert.deepEqual(maes('"","mae","gap"'), ["mae=0.75@0", "mae=0.5@1", "mae=0.25@2"]);
  assert.deepEqual(maes('"NumBoats","mae","gap"'), ["mae=0.75@5", "mae=0.5@10", "mae=0.25@15"]);
});

Deno.test("read() prefers the step to the episode, and reads commas with spaces around them", () => {
  assert.deepEqual(readShort("steps\tepisodes\tmean\tmax", "50099\t52\t-19.8\t-18.0"), [
    "mean=-19.8@50099",
    "max=-18@50099",
  ]);
  assert.deepEqual(
    readShort("Epoch ,FinishTime     ,LR    ,RMSE_Val", "    1 ,04.29_02:22:17 ,0.001 , 921.05"),
    ["learning_rate=0.001@1", "rmse_val=921.05@1"],
  );
});

Deno.test("read() reads the split in a cell, and a value before a mark of rise or fall", () => {
  assert.deepEqual(
    readShort(
      "iter   train_loss     lr",
      "   1    val 4.5     0.1",
      "   2    4.25 ▼      0.1",
      "   3    4.5 ↑       0.1",
    ),
    [
      "val_loss=4.5@1",
      "learning_rate=0.1@1",
      "train_loss=4.25@2",
      "learning_rate=0.1@2",
      "train_loss=4.5@3",
      "learning_rate=0.1@3",
    ],
  );
});

Deno.test("read() keeps two columns of one name apart, and charts decimals below a setting's name", () => {
  assert.deepEqual(
    readShort("epoch   loss   acc   loss   acc", "    1   0.50   0.7   0.60   0.6"),
    ["loss=0.5@1", "acc=0.7@1", "loss_2=0.6@1", "acc_2=0.6@1"],
  );
  assert.deepEqual(
    readShort("#iter   residual    alpha", "    5   0.434598   0.1667", "   10   0.188876   0.0909"),
    ["residual=0.434598@5", "alpha=0.1667@5", "residual=0.188876@10", "alpha=0.0909@10"],
  );
});

Deno.test("read() names the values of a row after the word that says what it is of", () => {
  assert.deepEqual(
    readShort(
      "step 40 loss 0.5",
      "| on | WER | F1 |",
      "| --- | --- | --- |",
      "| quiet | 8.50 | 0.75 |",
      "| all | 9.50 | 0.5 |",
    ),
    ["loss=0.5@40", "quiet_wer=8.5@40", "quiet_f1=0.75@40", "wer=9.5@40", "f1=0.5@40"],
  );
  assert.deepEqual(
    readShort("step,split,mae,mse", "10,train,0.5,0.25", "10,val,0.75,0.5"),
    ["train_mae=0.5@10", "train_mse=0.25@10", "val_mae=0.75@10", "val_mse=0.5@10"],
  );
});

Deno.test("read() reads two columns of metrics without a step", () => {
  assert.deepEqual(readShort("nll     mae", "0.75    0.5"), ["nll=0.75@0", "mae=0.5@0"]);
  assert.deepEqual(readShort("train_nll,val_nll", "0.75,1.5"), ["train_nll=0.75@0", "val_nll=1.5@0"]);
});

Deno.test("read() reads a value with a star behind a space", () => {
  assert.deepEqual(readShort("  iter    rmse", "    10    2.5 *", "    20    2.25"), ["rmse=2.5@10", "rmse=2.25@20"]);
});

Deno.test("read() finds the counter at the end of the first name, and names with units", () => {
  assert.deepEqual(
    readShort(
      "  Solver iteration      Energy [Ha]      rms grad",
      "         4              -76.5             6.0e-01",
      "         5              -76.75            3.0e-01",
    ),
    ["energy=-76.5@4", "rms_grad=0.6@4", "energy=-76.75@5", "rms_grad=0.3@5"],
  );
});

Deno.test("read() holds a whole number that is named as a setting until it changes", () => {
  assert.deepEqual(
    readShort(
      "epoch |  n_rules  |  n_parts  |     gap",
      "    1 |        9  |       40  |  2.5",
      "    2 |        9  |       40  |  2.25",
      "    3 |       12  |       40  |  2.0",
      "    4 |       16  |       40  |  1.75",
    ).filter((point) => !point.startsWith("gap")),
    ["n_rules=9@1", "n_rules=9@2", "n_rules=12@3", "n_rules=16@4"],
  );
});

Deno.test("read() leaves a row alone that begins with a word where a number counts: it is of another table", () => {
  assert.deepEqual(
    readShort("Step Temp Press", "  0  315.5  43.5", "Pair  | 0.25  | 98.5"),
    ["temp=315.5@0", "press=43.5@0"],
  );
});

Deno.test("read() leaves R's vectors alone below names without a counter", () => {
  assert.deepEqual(readShort("epoch 3", "     loss       acc ", "0.5 0.75 ", "$drag", "[1] 0.25"), [
    "loss=0.5@3",
    "acc=0.75@3",
  ]);
});

Deno.test("read() reads a letter behind an exponent as a mark, and E as an epoch in the first column only", () => {
  assert.deepEqual(
    readShort("iter   objective   E   alpha", "  1   5.5e+00   2.5e+00   1.25e-01f"),
    ["objective=5.5@1", "e=2.5@1", "alpha=0.125@1"],
  );
});

Deno.test("read() reads a header in a script without spaces", () => {
  assert.deepEqual(readShort("轮次\t训练损失\t验证损失", "1\t0.75\t0.5", "2\t0.5\t0.25"), [
    "训练损失=0.75@1",
    "验证损失=0.5@1",
    "训练损失=0.5@2",
    "验证损失=0.25@2",
  ]);
});

Deno.test("read() names rows after the class behind their number", () => {
  const rows = ["  0 road            0.5000   0.2500", "  1 old bridge      0.7500   0.1250"];
  const points = ["road_weight=0.5@0", "road_iou=0.25@0", "old_bridge_weight=0.75@0", "old_bridge_iou=0.125@0"];
  assert.deepEqual(readShort(" ID Class Name      Weight      IoU", ...rows), points);
  assert.deepEqual(readShort(" ID Class           Weight      IoU", ...rows), points);
});

Deno.test("read() reads names of several words between commas", () => {
  const points = ["train_loss=0.5@1", "val_loss=0.6@1", "train_loss=0.4@2", "val_loss=0.7@2"];
  assert.deepEqual(readShort("Epoch, Train Loss, Val Loss", "1, 0.5, 0.6", "2, 0.4, 0.7"), points);
  assert.deepEqual(readShort("Epoch,Train Loss,Val Loss", "1,0.5,0.6", "2,0.4,0.7"), points);
  assert.deepEqual(readShort('"epoch";"Train Loss";"Val Loss"', "1;0.5;0.6", "2;0.4;0.7"), points);
});

Deno.test("read() reads a row below metrics with one space between them, and takes two words for one name", () => {
  assert.deepEqual(
    readShort("Epoch 1", "precision recall f1", "0.5 0.6 0.7", "Epoch 2", "dice loss", "0.4"),
    ["precision=0.5@1", "recall=0.6@1", "f1=0.7@1", "dice_loss=0.4@2"],
  );
});

Deno.test("areMetrics() is true for three known metrics or more, none of which is a split", () => {
  assert.deepEqual(
    ["precision recall f1", "dice loss", "train loss acc", "loss acc foo"].map((words) => areMetrics(words.split(" "))),
    [true, false, false, false],
  );
});

Deno.test("read() reads a header with a colon behind its last name", () => {
  const header = "    Class    Images     P     R    mAP@.5 mAP@.5:.95:";
  assert.deepEqual(readShort(header, "      all    128    0.5   0.25    0.75    0.375"), [
    ...["p=0.5@0", "r=0.25@0", "map@.5=0.75@0", "map@.5:.95=0.375@0"],
  ]);
});

Deno.test("read() reads a header between tabs whose last name is cut with a dot, and takes no sentence for one", () => {
  const points = ["train_acc=0.5@0", "val_acc=0.25@0", "train_acc=0.6@1", "val_acc=0.3@1"];
  assert.deepEqual(readShort("Train Acc.\tVal Acc.\t", "0.5\t0.25\t", "0.6\t0.3\t"), points);
  assert.deepEqual(readShort("The loss and the accuracy follow.", "0.5 0.25", "0.6 0.3"), []);
});

Deno.test("read() names rows after a class with its number or a word in brackets", () => {
  const header = "             precision    recall   support";
  const rows = ["    fox (0)      0.500     0.750        40", "   owl (big)     0.250     0.125        30"];
  assert.deepEqual(readShort("Epoch 1", header, ...rows), [
    ...["fox_0_precision=0.5@1", "fox_0_recall=0.75@1", "owl_big_precision=0.25@1", "owl_big_recall=0.125@1"],
  ]);
});

Deno.test("read() reads a number that is printed with its type", () => {
  const rows = [
    "1\ttensor(0.5, device='cuda:0')\tnp.float64(0.25)",
    "2\ttensor(0.4, device='cuda:0')\tnp.float64(0.3)",
  ];
  assert.deepEqual(readShort("epoch\tloss\tacc", ...rows), ["loss=0.5@1", "acc=0.25@1", "loss=0.4@2", "acc=0.3@2"]);
});

Deno.test("read() reads names and values between semicolons with spaces around them, also with decimal commas", () => {
  const values = ["loss=1.216@1", "acc=0.777@1", "loss=0.604@2", "acc=0.812@2"];
  assert.deepEqual(readShort("epoch ; loss ; acc", "1 ; 1.216 ; 0.777", "2 ; 0.604 ; 0.812"), values);
  assert.deepEqual(readShort("epoch ; loss ; acc", "1 ; 1,216 ; 0,777", "2 ; 0,604 ; 0,812"), values);
  assert.deepEqual(readShort("epoch\tloss\tacc", "1\t1,216\t0,777", "2\t0,604\t0,812"), values);
  assert.deepEqual(readShort("Epoch; the loss; the acc", "1; 0.5; 0.25"), []);
});
