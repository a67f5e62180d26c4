import assert from "node:assert/strict";
import { readShort } from "../read_log.ts";

const bar = (n: number, total: number, values: string) => `${n}/${total} [=======] - 1s - ${values}`;
const TRAINED = ["Epoch 1/2", bar(50, 50, "loss: 0.5"), "Epoch 2/2", bar(50, 50, "loss: 0.4")];
const IN_TRAINING = ["loss=0.5@50", "loss=0.4@100"];

Deno.test("settleEvaluation() sets the bar behind the last epoch apart, at the step of training", () => {
  const lines = [...TRAINED, bar(10, 10, "loss: 0.75 - acc: 0.25"), "Test loss: 0.75"];
  assert.deepEqual(readShort(...lines), [
    ...IN_TRAINING,
    "eval_loss=0.75@100",
    "eval_acc=0.25@100",
    "test_loss=0.75@100",
  ]);
});

Deno.test("settleEvaluation() knows an evaluation of as many batches by its other values", () => {
  assert.deepEqual(readShort(...TRAINED, bar(50, 50, "loss: 0.75")), [...IN_TRAINING, "eval_loss=0.75@100"]);
});

Deno.test("settleEvaluation() gives only what an evaluation shows at its end", () => {
  const lines = [bar(1, 10, "loss: 0.9"), bar(5, 10, "loss: 0.8"), bar(10, 10, "loss: 0.75")];
  assert.deepEqual(readShort(...TRAINED, ...lines), [...IN_TRAINING, "eval_loss=0.75@100"]);
});

Deno.test("settleEvaluation() leaves the bar of the next training, and one that is drawn again with its validation", () => {
  assert.deepEqual(readShort(...TRAINED, "Epoch 1/1", bar(10, 10, "loss: 0.75")).at(-1), "loss=0.75@10");
  assert.deepEqual(readShort(...TRAINED, bar(50, 50, "loss: 0.4 - val_loss: 0.3")).at(-1), "val_loss=0.3@100");
});

Deno.test("settleEvaluation() places what stands below the bar of a prediction, which measures nothing, where training stood", () => {
  const predicted = "10/10 [=======] - 0s 2ms/step";
  const lines = [
    "Epoch 1/2",
    bar(50, 50, "mae: 0.5"),
    predicted,
    "R2: 0.5",
    "Epoch 2/2",
    bar(50, 50, "mae: 0.4"),
    predicted,
  ];
  const points = readShort(...lines, "R2: 0.6").filter((point) => !point.includes("ms"));
  assert.deepEqual(points, ["mae=0.5@50", "r2=0.5@50", "mae=0.4@100", "r2=0.6@100"]);
});
