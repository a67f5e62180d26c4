import assert from "node:assert/strict";
import { createPointReader } from "../../../lib/points/reader.ts";
import { readShort } from "../read_log.ts";

Deno.test("progress has the step, the total, the rate and the time left of a tqdm bar", () => {
  const reader = createPointReader(() => {});
  reader.read(" 10%|█   | 10/100 [00:10<01:30,  2.00s/it, loss=0.3]", 1);
  const { step, total, rate, secondsLeft } = reader.progress;
  assert.deepEqual([step, total, rate, secondsLeft], [10, 100, 0.5, 90]);
});

Deno.test("progress stays the outer bar's while an evaluation draws bars", () => {
  const reader = createPointReader(() => {});
  reader.read("Training:  10%|█   | 10/100 [00:10<01:30,  1.00it/s]", 1, { redrawn: true });
  reader.read("Validation:  50%|█████   | 5/10 [00:01<00:01,  5.00it/s]", 1, { redrawn: true });
  assert.deepEqual([reader.progress.step, reader.progress.total], [10, 100]);
});

Deno.test("read() gives a bar's postfix the bar's step", () => {
  assert.deepEqual(readShort(" 10%|█   | 10/100 [00:10<01:30,  2.00s/it, loss=0.3]"), [
    "loss=0.3@10",
  ]);
});

Deno.test("read() leaves out the number that the terminal's width cut, unless the digits that are left say what it is", () => {
  const state = (n: number, end: string) =>
    `Epoch 1/9:  ${n}0%| | ${n}/10 [00:01<00:09,  2.00s/it, loss=0.${n}5, acc=${end}`;
  const points = readShort(state(1, "0.875]"), state(2, "0.87"), state(3, "0.875"), state(4, "0."), state(5, ""));
  assert.deepEqual(points.filter((point) => point.startsWith("acc")), ["acc=0.875@1", "acc=0.875@3"]);
  assert.equal(points.filter((point) => point.startsWith("loss")).length, 5);
});

Deno.test("read() gives a Trainer's dictionary the step of its bar", () => {
  assert.deepEqual(
    readShort(" 10%|█   | 10/100 [00:10<01:30,  2.00s/it]", "{'loss': 0.25, 'epoch': 0.1}"),
    ["loss=0.25@10"],
  );
});

Deno.test("read() gives a line of tqdm.write() the step of the bar that is drawn below it", () => {
  assert.deepEqual(
    readShort(
      " 10%|█   | 10/100 [00:10<01:30,  2.00s/it]",
      "{'loss': 0.25, 'epoch': 0.1}",
      " 11%|█   | 11/100 [00:11<01:29,  2.00s/it]",
    ),
    ["loss=0.25@11"],
  );
});

Deno.test("read() gives text that print() glues to a bar the step of that bar", () => {
  assert.deepEqual(
    readShort(" 10%|█   | 10/100 [00:10<01:30,  2.00s/it]loss: 0.25", " 50%|█████   | 50/100 [00:11<01:29,  2.00s/it]"),
    ["loss=0.25@10"],
  );
});

Deno.test("read() reads bars without a total, without a drawing, and with metrics before the bar", () => {
  assert.deepEqual(
    readShort(
      "1200it [00:51, 23.2it/s, loss=1.2]",
      "100% 76/76 [01:13<00:00,  1.04it/s, acc=0.5]",
      "Train Epoch: 2 Loss: 5.872: 100%|██████████| 50/50 [58:57<00:00,  1.41it/s]",
    ),
    ["loss=1.2@1200", "acc=0.5@76", "loss=5.872@100"],
  );
});

Deno.test("read() reads the states that backspaces redraw", () => {
  const bar = "  1/10 [>....] - ETA: 9s - loss: 0.9\b\b\b\b\b\b  2/10 [=>...] - ETA: 8s - loss: 0.8";
  assert.deepEqual(readShort("Epoch 1/4", bar), ["loss=0.9@1", "loss=0.8@2"]);
});

Deno.test("read() charts nothing of bars that load files", () => {
  assert.deepEqual(readShort("Loading checkpoint shards:  50%|█████     | 1/2 [00:05<00:05,  5.0s/it, score=0.5]"), []);
});

Deno.test("read() turns Keras' batches into a running step", () => {
  const bar = "50/50 [==============================] - 3s 3ms/step - loss: 0.28 - val_loss: 0.27";
  assert.deepEqual(
    readShort("Epoch 1/4", bar, "Epoch 2/4", bar).filter((p) => !p.startsWith("ms")),
    ["loss=0.28@50", "val_loss=0.27@50", "loss=0.28@100", "val_loss=0.27@100"],
  );
});

Deno.test("read() reads a bar whose pipes are escaped", () => {
  assert.deepEqual(readShort("Epoch 0: 7%\\| \\| 5/74 [00:00<00:10, 6.76it/s, loss=1.11]"), ["loss=1.11@5"]);
});

Deno.test("read() reads a bar without a share and without times", () => {
  assert.deepEqual(
    readShort("fit |          | 0/40 mae: 2.5", "fit |##        | 8/40 mae: 1.5", "fit |==========| 40/40 mae: 0.5"),
    ["mae=2.5@0", "mae=1.5@8", "mae=0.5@40"],
  );
});

for (
  const [what, drawing] of [
    ["a share and the counts behind it", "[=>....] 10% (5/50) mae: 0.5"],
    ["the counts before it", " 10% ( 5 of 50) |#       | Elapsed Time: 0:00:10 ETA:  0:01:30 Mae: 0.5"],
    ["a spinner and a clock before it", "⠁ [00:00:10] [##>-----] 5/50 (eta 00:01:30) mae: 0.5"],
  ] as const
) {
  Deno.test(`read() gives values behind a drawing with ${what} the bar's step`, () => {
    assert.deepEqual(readShort(drawing), ["mae=0.5@5"]);
    assert.deepEqual(readShort("epoch 1/2", drawing, "epoch 2/2", drawing.replace("0.5", "0.4")), [
      "mae=0.5@5",
      "mae=0.4@55",
    ]);
  });
}

Deno.test("read() takes no list for a drawing", () => {
  assert.deepEqual(readShort("step 3 dims [== 3] 5/50 mae: 0.5"), ["mae=0.5@3"]);
});

Deno.test("read() reads a drawing of thin lines that is empty yet", () => {
  const epoch = (n: number, values: readonly string[]) => [
    "      Epoch    box_loss   cls_loss       Size",
    `        ${n}/2       ${values[0]}       1.25         96: 0% ──────────── 0/2  0.6s`,
    `        ${n}/2       ${values[1]}       1.25         96: 50% ━━━━━━────── 1/2 2.5s/it 1.3s<2.5s`,
    `        ${n}/2       ${values[2]}       1.25         96: 100% ━━━━━━━━━━━━ 2/2 1.5it/s 1.3s`,
  ];
  const points = readShort(...epoch(1, ["6.5", "6.25", "6.0"]), ...epoch(2, ["5.5", "5.25", "5.0"]));
  assert.deepEqual(points.filter((point) => point.includes("box")), [
    "box_loss=6.5@0",
    "box_loss=6.25@1",
    "box_loss=6@2",
    "box_loss=5.5@2",
    "box_loss=5.25@3",
    "box_loss=5@4",
  ]);
});

Deno.test("bar reads a count behind a drawing and a word for what is counted", () => {
  assert.deepEqual(
    readShort("train: [==>   ] items=010/100 loss=0.5 t=00:00:01", "train: [=====>] items=090/100 loss=0.4 t=00:00:09"),
    ["loss=0.5@10", "loss=0.4@90"],
  );
});

Deno.test("read() knows a drawing that is empty yet by its row of one sign", () => {
  const states = ["[..........] 2/30 loss=0.5", "[=.........] 4/30 loss=0.4"];
  assert.deepEqual(readShort(...states.map((state) => `Training ${state}`)), ["loss=0.5@2", "loss=0.4@4"]);
  assert.deepEqual(readShort("fit |__________| 2/30 loss=0.5", "fit |█_________| 4/30 loss=0.4"), [
    ...["loss=0.5@2", "loss=0.4@4"],
  ]);
});

Deno.test("read() counts in thousands where a bar writes its counts short", () => {
  const state = (n: string, loss: number) => `fit: 50%|##  | ${n}/2.40k [00:01<00:01, 1.20kimg/s, loss=${loss}]`;
  assert.deepEqual(
    readShort(state("800", 0.9), state("1.20k", 0.5), state("1.60k", 0.4), state("2.40k", 0.25)),
    ["loss=0.9@800", "loss=0.5@1200", "loss=0.4@1600", "loss=0.25@2400"],
  );
  assert.deepEqual(
    readShort("900it [00:01, 1.20kit/s, loss=0.9]", "1.12Mit [00:02, 1.21kit/s, loss=0.5]"),
    ["loss=0.9@900", "loss=0.5@1120000"],
  );
});

Deno.test("progress has the steps of a bar that writes its counts short", () => {
  const reader = createPointReader(() => {});
  reader.read(" 10%|█   | 1.50k/15.0k [00:10<01:30,  150it/s, loss=0.3]", 1);
  assert.deepEqual([reader.progress.step, reader.progress.total], [1500, 15000]);
});
