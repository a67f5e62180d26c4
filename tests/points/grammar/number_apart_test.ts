import assert from "node:assert/strict";
import { readShort } from "../read_log.ts";

const namesOf = (line: string) => readShort("Epoch 1", line).map((point) => point.slice(0, point.indexOf("=")));

for (
  const [line, ...names] of [
    ["stage 1 loss: 0.5, stage 2 loss: 0.75", "stage_1_loss", "stage_2_loss"],
    ["class 0 acc: 0.5, class 1 acc: 0.75, class 2 acc: 0.8", "class_0_acc", "class_1_acc", "class_2_acc"],
    ["loss 1: 0.5, loss 2: 0.75", "loss_1", "loss_2"],
    ["acc class 0: 0.5, acc class 1: 0.75", "acc_class_0", "acc_class_1"],
    ["Epoch 1, lr (group 0): 0.5, lr (group 1): 0.75", "group_0_learning_rate", "group_1_learning_rate"],
    ["k=1 acc 0.5, k=5 acc 0.75", "k_1_acc", "k_5_acc"],
    ["1-step mse: 0.5, 5-step mse: 0.75", "1_step_mse", "5_step_mse"],
    ["0.5 IoU: 0.8, 0.75 IoU: 0.7", "0.5_iou", "0.75_iou"],
    ["0.5-dice: 80.5 | 1-dice: 70.5", "0.5_dice", "1_dice"],
    ["recall (far=1e-3) 0.5, recall (far=1e-4) 0.75", "far_0.001_recall", "far_0.0001_recall"],
    ["rmse T+1: 0.5, rmse T+12: 0.75", "rmse_t_1", "rmse_t_12"],
  ] as const
) {
  Deno.test(`nameByNumbers() names apart the values of ${line}`, () => assert.deepEqual(namesOf(line), names));
}

Deno.test("nameByNumbers() leaves numbers of other fields, totals, and numbers that go on", () => {
  assert.deepEqual(namesOf("won 3 (score 0.5), lost 4 (score 0.75)"), ["score", "score"]);
  assert.ok(namesOf("noise 1/255: acc 0.5, noise 4/255: acc 0.75").every((name) => !name.includes("255")));
  assert.deepEqual(readShort("step 3 loss 0.5 step 4 loss 0.25").map((point) => point.split("=")[0]), ["loss", "loss"]);
});

Deno.test("nameByNumbers() takes the number of a name for no step", () => {
  assert.deepEqual(readShort("Epoch 3, loss 1: 0.5, loss 2: 0.75"), ["loss_1=0.5@3", "loss_2=0.75@3"]);
});
