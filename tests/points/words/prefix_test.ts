import assert from "node:assert/strict";
import { findPrefix } from "../../../lib/points/words/prefix.ts";

const CASES: readonly [line: string, own: string, rank?: string][] = [
  ["I0828 22:18:30.114858 11510 solver.cpp:195] Iteration 60, loss = 2.5", "Iteration 60, loss = 2.5"],
  ["2024-01-01T10:00:00.123456789Z step=11 loss=0.4", "step=11 loss=0.4"],
  ["2024-01-01T10:00:00.123Z stdout F step=11", "step=11"],
  ["INFO:absl:[100] loss=0.5", "[100] loss=0.5"],
  ["INFO:root:Epoch[0] Batch [20]", "Epoch[0] Batch [20]"],
  ["INFO:My_Model:loss_disc=3.9", "loss_disc=3.9"],
  ["INFO:Loss:0.5", "Loss:0.5"],
  ["INFO:Epoch:last", "Epoch:last"],
  ["INFO:обучение:шаг 100 | ошибка 0.5", "шаг 100 | ошибка 0.5"],
  ["INFO:шаг:100", "шаг:100"],
  ["I0000 00:00:1795822832.330190   18862 trainer.cc:903] obj=8.9", "obj=8.9"],
  ["INFO - Step 50: loss=1.5", "Step 50: loss=1.5"],
  ["51:{'loss': 0.09}", "{'loss': 0.09}"],
  ["2023-10-17 08:52:09,761 semantic_segmentation INFO: Iters: 200/20000", "Iters: 200/20000"],
  ["2024-05-01 12:00:00.123 | INFO     | __main__:train:42 - step 3", "step 3"],
  ["[INFO|trainer.py:1148] 2021-05-25 06:38:27,094 >> ***** Running training *****", "***** Running training *****"],
  ["05/15 03:33:41 - mmengine - INFO - Epoch(train)  [1][15/15]", "Epoch(train)  [1][15/15]"],
  ["[09/12 12:00:00 d2.utils.events]:  eta: 0:10:00  iter: 19", "eta: 0:10:00  iter: 19"],
  ["2023-07-27 12:50:52,565 INFO [train.py:422] Epoch 0", "Epoch 0"],
  ["Nov 24 12:30:01 host python[123]: step 3", "step 3"],
  ["[19:48:21] INFO     Step 3: loss 0.3", "Step 3: loss 0.3"],
  ["wandb: loss 0.3", "loss 0.3"],
  ["    ## 8/8 - 2s", "8/8 - 2s"],
  ["(RayTrainWorker pid=1234) epoch 1 loss 0.3", "epoch 1 loss 0.3"],
  ["[pod/train-0/main] step 3 loss 0.2", "step 3 loss 0.2", "0"],
  ["[pod/train-7d9f/main] step 3 loss 0.2", "step 3 loss 0.2"],
  ["[pod/train-1/main] [rank3]: loss 3.2", "loss 3.2", "3"],
  ["trainer-1  | step 3 loss 0.2", "step 3 loss 0.2", "1"],
  ["trainer-1  | [rank3]: loss 3.2", "loss 3.2", "3"],
  ["[2025-10-22 19:31:48,176] [INFO] [logging.py:107:log_dist] [Rank 0] step=3", "step=3", "0"],
  ["[default0]:step 3", "step 3", "0"],
  ["[1,2]<stdout>:step 3 loss", "step 3 loss", "2"],
  ["3: {'loss': 0.3}", "{'loss': 0.3}", "3"],
  ["rank 2 | step 3", "step 3", "2"],
  ["Epoch 3: loss 0.5", "Epoch 3: loss 0.5"],
  ["train - loss 0.3", "train - loss 0.3"],
  ["[100] loss=0.5", "[100] loss=0.5"],
  ["2021-03-08 12:31:36 | INFO | valid | epoch 001", "valid | epoch 001"],
  ["2024-05-01 12:00:00,123 TRAIN_SAMPLE : loss 0.5", "TRAIN_SAMPLE : loss 0.5"],
  ["2024-05-01 12:00:00,123 TRAIN_utils : loss 0.5", "loss 0.5"],
];

for (const [line, own, rank] of CASES) {
  Deno.test(`findPrefix() ends before ${own} in ${line.slice(0, 40)}`, () => {
    const { end, rankAt } = findPrefix(line);
    assert.equal(line.slice(end), own);
    assert.equal(rankAt < 0 ? undefined : /\d+/.exec(line.slice(rankAt))![0], rank);
  });
}

for (
  const [line, rest] of [
    ["2025-03-02 10:11:12.131 node-ab-2210:0  mytrain.loop:77  INFO    [step=1]", "[step=1]"],
    ["error 0.5", "error 0.5"],
    ["2025-03-02 10:11:12 - INFO - fit - acc |     0.5  |     0.25", "acc |     0.5  |     0.25"],
    ["error rate: 0.5", "error rate: 0.5"],
    ["2025-03-02 10:11:12,131 | INFO     | fit.loop:77 | loss=1", "loss=1"],
    ["[2022-03-02 23:05:46,460][18482] Avg reward: 1.5", "[18482] Avg reward: 1.5"],
    ["[node1:0/2] 2025-07-19 08:49:04,080 (trainer:464) INFO: 1epoch:train", "1epoch:train"],
  ] as const
) {
  Deno.test(`findPrefix() ends before ${rest} in ${line}`, () => assert.equal(line.slice(findPrefix(line).end), rest));
}
