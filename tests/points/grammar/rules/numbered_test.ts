import assert from "node:assert/strict";
import { showPoints } from "../../../support/read_rule.ts";

const below = (line: string) => [3, 4, 5].map((epoch) => `Epoch ${epoch}\n${line}`).join("\n");

for (
  const [what, log, points] of [
    ["a word between the name and the number", "Epoch 3: F1 at 10 = 0.5", "f1_at_10=0.5@3"],
    ["a sign with spaces", "step 3 | Hits @ 5: 0.5 | loss 0.4", "hits@5=0.5@3 loss=0.4@3"],
    ["signs of comparison", "Epoch 3: acc<1.25: 0.5, IoU > 0.75: 0.25", "acc_1.25=0.5@3 iou_0.75=0.25@3"],
    [
      "a number in brackets with a word",
      "Epoch 3: acc (class 0): 0.5, acc (class 1): 0.25",
      "acc_class_0=0.5@3 acc_class_1=0.25@3",
    ],
    ["a number with a unit", "Epoch 3: MAE 15m: 0.5, MAE (2h): 0.25", "mae_15m=0.5@3 mae_2h=0.25@3"],
    [
      "an unknown name once it comes again",
      "Epoch 3: Crate 2: 0.5\nEpoch 4: Crate 2: 0.4",
      "crate_2=0.5@3 crate_2=0.4@4",
    ],
    ["no sample, whose number never comes again", "Epoch 3: crate 17: 0.5\nEpoch 4: crate 23: 0.4", ""],
    ["a value behind a space", "Epoch 3 BLEU 4 0.5 ROUGE 2 0.4", "bleu_4=0.5@3 rouge_2=0.4@3"],
    ["no value behind a decimal and a space", "step 3 loss 0.5 0.25 s", "loss=0.5@3"],
    [
      "numbers in glued brackets",
      "Epoch 3: loss[0]: 0.5, theta[1]: 0.6\nEpoch 4: loss[0]: 0.4, theta[1]: 0.7",
      "loss_0=0.5@3 loss_0=0.4@4 theta_1=0.6@3 theta_1=0.7@4",
    ],
    ["a factor", "Epoch 3: loss*100: 0.5", "loss_100=0.5@3"],
    ["the step in glued brackets", "loss[3] = 0.5\nloss[4] = 0.4\nloss[5] = 0.3", "loss=0.5@3 loss=0.4@4 loss=0.3@5"],
    [
      "parameters in glued brackets of a log that counts nothing",
      "w[0] = 0.5\nw[1] = 0.6\nw[0] = 0.4\nw[1] = 0.7\nw[0] = 0.3\nw[1] = 0.8",
      "w_0=0.5@0 w_0=0.4@1 w_0=0.3@2 w_1=0.6@0 w_1=0.7@1 w_1=0.8@2",
    ],
    ["the epoch in brackets", "loss (epoch 3): 0.5", "loss=0.5@3"],
    ["no duration", "step 3 loss 0.5 - 1m 12s", "loss=0.5@3"],
    [
      "one number below epochs",
      below("Recall at 50: 0.5"),
      "recall_at_50=0.5@3 recall_at_50=0.5@4 recall_at_50=0.5@5",
    ],
    [
      "several numbers below epochs",
      below("BLEU 1: 0.5\nBLEU 2: 0.25\nBLEU 3: 0.125"),
      "bleu_1=0.5@3 bleu_2=0.25@3 bleu_3=0.125@3 bleu_1=0.5@4 bleu_2=0.25@4 bleu_3=0.125@4 bleu_1=0.5@5 bleu_2=0.25@5 bleu_3=0.125@5",
    ],
    [
      "the steps of a log that counts nothing else",
      "loss 10: 0.5\nloss 20: 0.4\nloss 30: 0.3",
      "loss=0.5@10 loss=0.4@20 loss=0.3@30",
    ],
    [
      "the step of an evaluation beside training",
      "step 900 loss 0.5\nValidation loss 1000: 0.4\nstep 1900 loss 0.3\nValidation loss 2000: 0.2",
      "loss=0.5@900 validation_loss=0.4@1000 loss=0.3@1900 validation_loss=0.2@2000",
    ],
    [
      "two values of one step",
      "loss at 10: 0.5, acc at 10: 0.4\nloss at 20: 0.3, acc at 20: 0.6",
      "loss=0.5@10 acc=0.4@10 loss=0.3@20 acc=0.6@20",
    ],
  ] as const
) {
  Deno.test(`numberedName reads ${what}`, () => assert.equal(showPoints(log), points));
}

for (
  const [log, points] of [
    ["loss after epoch 3, client 2: 0.5", "client_2_loss=0.5@3"],
    ["accuracy at round 3 for client 2 = 0.5", "client_2_accuracy=0.5@3"],
    ["loss at step 3 fold 2 : 0.5", "fold_2_loss=0.5@3"],
    ["loss at step 0 sub-step 20 : 0.5", "loss=0.5@20"],
  ] as const
) {
  Deno.test(`the metric before a counter is that of the part behind it: ${log}`, () => {
    assert.equal(showPoints(log), points);
  });
}
