import assert from "node:assert/strict";
import { readShort } from "../read_log.ts";
import { nameStart } from "../../../lib/points/grammar/field.ts";

for (
  const [head, name] of [
    ["step 3, loss", " loss"],
    ["epoch 1 | lm loss", " lm loss"],
    ["{'a': 1, 'loss", "loss"],
    ["training's l2", "training's l2"],
    ["micro avg f1-score (micro avg)", "micro avg f1-score (micro avg)"],
    ["lr, D(G(z))", " D(G(z))"],
    ["lr, RMSE(E)/atom", " RMSE(E)/atom"],
    ["lr, drag(F) [meV/Å]", " drag(F) [meV/Å]"],
    ["x: mAP@[0.5:0.95]", "mAP@[0.5:0.95]"],
    ["done - loss", "loss"],
    [" size 3x224x224 loss", " loss"],
    [" loss N/A acc", " acc"],
    ["Saved. Val. loss", "Val. loss"],
    ["train:loss", "loss"],
    ["How the run went:loss", "loss"],
    ["loss:aux", "loss:aux"],
    ["train/loss", "train/loss"],
    ["12 / loss", " loss"],
    ["time  loss", "loss"],
    ["Train  loss", "Train  loss"],
    ["Val  loss", "Val  loss"],
    ["loss", "loss"],
    ["", ""],
  ] as const
) {
  Deno.test(`nameStart() leaves ${JSON.stringify(name)} of ${JSON.stringify(head)}`, () => {
    assert.equal(head.slice(nameStart(head)).trim(), name.trim());
  });
}

for (
  const [head, name] of [
    ["hash=9af3 loss", "loss"],
    ["node=gpu07 acc", "acc"],
    ["hash: 9af3 loss", "loss"],
    [": 9af3 loss", "loss"],
    [": F1 score", "F1 score"],
    ["]: top-5 accuracy", "top-5 accuracy"],
    ["Validation: R2 score", "R2 score"],
    ["Losses: L1 loss", "L1 loss"],
    ["=====Main loss", "Main loss"],
    ["loss: n/a acc", "acc"],
    ["mode=fast grad norm", "grad norm"],
    ["Epoch 1: train loss", "train loss"],
    ["step 1 grad_norm:p2", "step 1 grad_norm:p2"],
    ["train:loss", "loss"],
  ] as const
) {
  Deno.test(`nameStart() finds ${name} in ${head}`, () => assert.equal(head.slice(nameStart(head)).trim(), name));
}

for (
  const [line, point] of [
    ["step 3 grad{conv1}=0.5 loss 0.75", "grad_conv1=0.5@3"],
    ["step 3 err[0]: 0.5 loss 0.75", "err_0=0.5@3"],
    ["step 3 AP[fox  ] = 0.5 loss 0.75", "ap_fox=0.5@3"],
    ["step 3 E[x^2]=0.5 loss 0.75", "e_x2=0.5@3"],
    ["step 3 | loss<aux> 0.5 | loss 0.75", "loss_aux=0.5@3"],
    ["step 3 | top(5) 0.5 | loss 0.75", "top_5=0.5@3"],
  ] as const
) {
  Deno.test(`nameStart() keeps the brackets of a name in ${line}`, () => {
    assert.deepEqual(readShort(line), [point, "loss=0.75@3"]);
  });
}

Deno.test("nameStart() leaves a counter in brackets to the counters", () => {
  assert.deepEqual(readShort("Epoch[2]: loss: 0.5"), ["loss=0.5@2"]);
});
