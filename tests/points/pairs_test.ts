import assert from "node:assert/strict";
import { readShort } from "./read_log.ts";

const CASES: [string, string[], string[]][] = [
  ["PyTorch examples", ["Epoch: [1][  20/5005]\tLoss 6.81e+00 (7.02e+00)\tAcc@1   1.00 (  0.10)"], [
    "loss=6.81@20",
    "acc@1=1@20",
  ]],
  ["an epoch's counted steps", [
    "Epoch [1/5], Step [100/600], Loss: 0.12",
    "Epoch [2/5], Step [100/600], Loss: 0.11",
  ], ["loss=0.12@100", "loss=0.11@700"]],
  ["nanoGPT", ["step 0: train loss 4.28, val loss 4.27"], ["train_loss=4.28@0", "val_loss=4.27@0"]],
  ["fairseq's pipes", [" | epoch 001 | loss 5.2 | ppl 36.7 | num_updates 1000"], [
    "loss=5.2@1000",
    "ppl=36.7@1000",
  ]],
  ["Megatron-LM", [
    " iteration       10/    1000 | lm loss: 1.25E+01 | grad norm: 7.885 |",
  ], ["lm_loss=12.5@10", "grad_norm=7.885@10"]],
  ["XGBoost", ["[0]\ttrain-logloss:0.62\teval-logloss:0.63"], [
    "train-logloss=0.62@0",
    "eval-logloss=0.63@0",
  ]],
  ["logfmt", ["level=info msg=train step=5 loss=0.5"], ["loss=0.5@5"]],
  ["JSON", ['{"step": 5, "loss": 0.5}'], ["loss=0.5@5"]],
  ["CleanRL", ["global_step=1234, episodic_return=21.5"], ["episodic_return=21.5@1234"]],
  ["absl", ["I0325 14:03:32.536956 130245 logging_writer.py:48] [1145] loss=0.5"], [
    "loss=0.5@1145",
  ]],
];

for (const [what, lines, expected] of CASES) {
  Deno.test(`readPairs() reads ${what}`, () => assert.deepEqual(readShort(...lines), expected));
}
