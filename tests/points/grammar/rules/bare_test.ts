import assert from "node:assert/strict";
import { showPoints } from "../../../support/read_rule.ts";

for (
  const [what, log, points] of [
    ["a value behind a counter and its total", "0/200: 3.29\n100/200: 2.5", "value=3.29@0 value=2.5@100"],
    ["a value behind an epoch", "Epoch 1: 0.52\nEpoch 2: 0.41", "value=0.52@1 value=0.41@2"],
    [
      "a value behind a batch below its epoch",
      "epoch 1\nBatch 1: 0.52\nBatch 2: 0.5\nepoch 2\nBatch 1: 0.41",
      [
        ...["value=0.52@1", "value=0.5@2", "value=0.41@3"],
      ].join(" "),
    ],
    [
      "a value behind a batch and its total",
      "minibatch 10/50: 0.52\nminibatch 20/50: 0.5",
      "value=0.52@10 value=0.5@20",
    ],
    [
      "a value behind an epoch and a batch",
      "epoch 0, batch 0: 4.5\nepoch 0, batch 1: 4.25\nepoch 1, batch 0: 3.5",
      "value=4.5@0 value=4.25@1 value=3.5@2",
    ],
    [
      "a value behind counters with totals",
      "[Epoch 1/3] [Step 5/20] 0.5\n[Epoch 1/3] [Step 10/20] 0.25",
      "value=0.5@5 value=0.25@10",
    ],
    ["no value behind a counter and a number that counts nothing", "epoch 0, cats 3: 4.5\nepoch 1, cats 4: 4.25", ""],
    ["a value behind an arrow", "[10/50] -> 0.52", "value=0.52@10"],
    ["a value whose name stands before the counter", "loss at 100 = 0.5", "loss=0.5@100"],
    ["a value behind clocks, a counter and its share", "1m 2s (- 9m 58s) (500 10%) 2.5", "value=2.5@500"],
    [
      "a value in the bracket of its clock",
      "[1m 2s (500 10%) 2.5]\nsome text\n[2m 2s (900 18%) 2.25]",
      "value=2.5@500 value=2.25@900",
    ],
    [
      "a value before a sample",
      "500 10% (1m 2s) 2.5 owl / bird ✓\n900 18% (2m 2s) 2.25 hen / fish ✗ (bird)",
      "value=2.5@500 value=2.25@900",
    ],
    ["no value without a clock", "500 10% 2.5 owl", ""],
    ["a value behind a drawing of it", "epoch 1 ████░░ 1.5\nepoch 2 ███░░░ 1.25", "value=1.5@1 value=1.25@2"],
    [
      "tensors alone on their lines once they change",
      "tensor(0.5, device='cuda:0')\ntensor(0.25, device='cuda:0')\ntensor(0.125, device='cuda:0')",
      "value=0.5@0 value=0.25@1 value=0.125@2",
    ],
    ["a tensor behind its counter", "loss at 3 : tensor(0.5, grad_fn=<AddBackward0>)", "loss=0.5@3"],
    ["no tensor of several numbers", "tensor([0.5, 0.4])\ntensor([0.4, 0.4])\ntensor([0.3, 0.4])", ""],
    [
      "tensors of nothing but a number",
      "tensor(0.5)\ntensor(0.25)\ntensor(0.125)",
      "value=0.5@0 value=0.25@1 value=0.125@2",
    ],
    ["numbers alone on their lines once they change", "0.5\n0.4\n0.3", "value=0.5@0 value=0.4@1 value=0.3@2"],
    ["numbers alone below a counter", "Epoch 1\n0.5\nEpoch 2\n0.4", "value=0.5@1 value=0.4@2"],
    [
      "no numbers alone on their lines in a log that names metrics",
      "Epoch 1 loss 0.7\n0.5\nEpoch 2 loss 0.6\n0.4\nEpoch 3 loss 0.5\n0.3",
      "loss=0.7@1 loss=0.6@2 loss=0.5@3",
    ],
    ["no whole numbers alone on their lines", "5\n4\n3\n2", ""],
    ["nothing behind words that name no counter", "cats at 100 = 0.5", ""],
    [
      "a list behind an epoch",
      "Epoch 1: [0.5, 0.25]\nEpoch 2: [0.4, 0.2]",
      "value/0=0.5@1 value/1=0.25@1 value/0=0.4@2 value/1=0.2@2",
    ],
    [
      "a list without brackets",
      "Epoch 1 0.5 0.25\nEpoch 2 0.4 0.2",
      "value/0=0.5@1 value/1=0.25@1 value/0=0.4@2 value/1=0.2@2",
    ],
    ["a list with marks behind a total", "[Epoch 1/9] -> 0.5, 0.25", "value/0=0.5@1 value/1=0.25@1"],
    ["a value behind an epoch in brackets", "[Epoch 1/9] 0.5", "value=0.5@1"],
    ["no list behind another word and number", "worker 1 0.5 0.25\nworker 2 0.4 0.2", ""],
    [
      "how many of all were right",
      "Epoch 1: 9129 / 10000\nEpoch 2: 9348 / 10000\nEpoch 3: 9330 / 10000",
      "value=9129@1 value=9348@2 value=9330@3",
    ],
    ["a value glued to the colon", "Epoch 1:0.5\nEpoch 2:0.4", "value=0.5@1 value=0.4@2"],
    ["no progress", [1, 2, 3].map((e) => [10, 20, 30].map((n) => `Epoch ${e}: ${n} / 30`).join("\n")).join("\n"), ""],
    ["no list of whole numbers", "Epoch 1: [5, 25]\nEpoch 2: [4, 20]", ""],
    ["no list behind other words", "Box 1: [0.5, 0.25]\nBox 2: [0.4, 0.2]", ""],
    ["no time", "Epoch 1: 12.5s", ""],
    ["no list of numbers", "100/200: 3.29, 4.5", ""],
    ["no part of a sentence", "Epoch 1: 0.52 of it is done", ""],
    [
      "a value behind a counter's word and number, as print() writes it",
      "Epoch 1 0.5\nEpoch 2 0.25",
      "value=0.5@1 value=0.25@2",
    ],
    ["no value behind another word and number", "worker 1 0.5\nworker 2 0.25", ""],
    ["a value with a name under that name", "100/200: loss 3.29", "loss=3.29@100"],
  ] as const
) {
  Deno.test(`readBareValue() reads ${what}`, () => assert.equal(showPoints(log), points));
}

for (
  const line of [
    "第3轮: 0.5",
    "第 3 个epoch：0.5",
    "3 эпоха: 0.5",
    "3rd epoch: 0.5",
    "the 3th step: 0.5",
    "3エポック目: 0.5",
    "After 3 steps: 0.5",
  ]
) {
  Deno.test(`readBareValue() reads a value behind a counter and its word: ${line}`, () => {
    const points = showPoints(
      [3, 4, 5].map((at) => line.replace(/3(?=.)/, `${at}`).replace("0.5", `0.${at}`)).join("\n"),
    );
    assert.equal(points, "value=0.3@3 value=0.4@4 value=0.5@5");
  });
}

for (const line of ["Time after 3 steps: 0.5", "After 3 steps: 0.5 s", "Saved after 3 steps: 0.5"]) {
  Deno.test(`readBareValue() reads nothing of ${line}`, () => {
    assert.equal(showPoints([1, 2, 3].map((at) => line.replace("0.5", `0.${at}`)).join("\n")), "");
  });
}
