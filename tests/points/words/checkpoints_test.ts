import assert from "node:assert/strict";
import { isCheckpointLine } from "../../../lib/points/words/checkpoints.ts";

for (
  const line of [
    "Restored weights from old/ckpt-40 (mae=0.5)",
    "=> loaded best.pth.tar (epoch 4, acc 0.75)",
    "Saving best model, acc 0.75",
    "Found checkpoint at epoch 4 with loss 0.75",
    "Continuing from step 200 (loss 2.5)",
    "wrote state_0100.npz loss=0.5",
    "New best model saved! acc 0.75",
    "Best checkpoint: step 400 (loss 0.5)",
    "[checkpoint] step=200 loss=2.5",
    "ckpt/step_200.ckpt: loss 2.5",
    "Modell geladen (Epoche 4, Verlust 0.5)",
    "加载检查点 epoch_4.pth (损失 0.5)",
    "Initialized (wide=True) from old/best.pt  (epoch 4, val MSE 0.25)",
    "Warm start from old/best.pt, epoch 4, loss 0.5",
    "Backbone: best.pt (step=40, loss=0.5)",
    "Successfully restored model from epoch 4 with loss 0.5",
    "[init] loaded from best.pt loss=0.5",
    "Teacher loaded from teacher.pth (acc 0.75)",
  ]
) {
  Deno.test(`isCheckpointLine() is true for ${line}`, () => assert.equal(isCheckpointLine(line), true));
}

for (
  const line of [
    "saved ckpt-500.pt; val_loss=2.5",
    "step 40 loss 0.5 -> saving model",
    "Model 3: acc 0.5",
    "Starting epoch 3, loss 0.5",
    "Reading rate: 0.5 loss: 0.75",
    "Modell 3: Verlust 0.5",
    "Testing ckpt_40.pt (step 40): acc 0.75",
    "Results from best.pt: acc 0.75",
    "Best loss found at step 40: 0.5",
  ]
) {
  Deno.test(`isCheckpointLine() is false for ${line}`, () => assert.equal(isCheckpointLine(line), false));
}

Deno.test("isCheckpointLine() knows where a training starts from, and not the start of an epoch", () => {
  assert.ok(isCheckpointLine("Starting from epoch 3: loss=0.5"));
  assert.ok(!isCheckpointLine("Start of epoch 3: loss=0.5"));
});
