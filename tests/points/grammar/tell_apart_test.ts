import assert from "node:assert/strict";
import { showPoints } from "../../support/read_rule.ts";

Deno.test("nameSides() names the second value of each cell by the word of its cell", () => {
  assert.equal(
    showPoints("ep 1 | train nll 300.5 kl 2.5 | held-out nll 310.5 kl 3.5"),
    "train_nll=300.5@1 train_kl=2.5@1 held-out_nll=310.5@1 held-out_kl=3.5@1",
  );
});

Deno.test("nameSides() names repeated values by the word with a colon before them", () => {
  assert.equal(
    showPoints("ep=3 || trn: loss=2.5 acc=0.5 || tst: loss=2.75 acc=0.25"),
    "trn_loss=2.5@3 trn_acc=0.5@3 tst_loss=2.75@3 tst_acc=0.25@3",
  );
  assert.equal(showPoints("step 3 src: mmd 0.5, tgt: mmd 0.75"), "src_mmd=0.5@3 tgt_mmd=0.75@3");
});

Deno.test("nameSides() keeps the words before a repeated name that are no part of names", () => {
  assert.equal(showPoints("step 3 | idle acc: 0.5 | not idle acc: 0.25"), "idle_acc=0.5@3 not_idle_acc=0.25@3");
  assert.equal(showPoints("step 3 | not idle acc: 0.25"), "idle_acc=0.25@3");
});

for (
  const [log, points] of [
    [
      "step 3 haze 5.5(far=4.5 near=3.5) drag 7.5(far=6.5 near=5.5)",
      "haze=5.5@3 haze_far=4.5@3 haze_near=3.5@3 drag=7.5@3 drag_far=6.5@3 drag_near=5.5@3",
    ],
    [
      "ep 3 | train nll=1.5 (kl=0.5) mse=2.5 (kl=0.75) | val nll=1.25 (kl=0.25) mse=2.25 (kl=0.125)",
      "train_nll=1.5@3 train_nll_kl=0.5@3 train_mse=2.5@3 train_mse_kl=0.75@3 " +
      "val_nll=1.25@3 val_nll_kl=0.25@3 val_mse=2.25@3 val_mse_kl=0.125@3",
    ],
    [
      "ep 3 train loss: 1.5 (kl: 0.5) | val loss: 1.25 (kl: 0.25)",
      "train_loss=1.5@3 train_kl=0.5@3 val_loss=1.25@3 val_kl=0.25@3",
    ],
    ["ep 3 drag 0.5 [far 0.25, near 0.75]", "drag=0.5@3 far=0.25@3 near=0.75@3"],
  ] as const
) {
  Deno.test(`nameSides() names values in brackets after what they are of: ${log}`, () => {
    assert.equal(showPoints(log), points);
  });
}

Deno.test("nameSides() changes nothing in a long record", () => {
  const fields = Array.from({ length: 30 }, (_, at) => `f${at} 0.5`).join(" | ");
  const log = `ep 1 | train nll 300.5 kl 2.5 | ${fields} | held-out nll 310.5 kl 3.5`;
  assert.match(showPoints(log), / kl=2\.5@1 .* kl=3\.5@1$/);
});

Deno.test("nameSides() changes nothing where all names differ", () => {
  assert.equal(
    showPoints("ep 1 | train_nll 300.5 kl 2.5 | test_nll 310.5"),
    "train_nll=300.5@1 kl=2.5@1 test_nll=310.5@1",
  );
});

for (
  const [log, points] of [
    [
      "7  Train - Loss: 0.5, Acc: 0.75 || Val - Loss: 0.625, Acc: 0.5",
      "train_loss=0.5@7 train_acc=0.75@7 val_loss=0.625@7 val_acc=0.5@7",
    ],
    [
      "Epoch=7, Training[mse=0.5; mae=0.75], Valid[mse=0.625; mae=0.5]",
      "training_mse=0.5@7 training_mae=0.75@7 valid_mse=0.625@7 valid_mae=0.5@7",
    ],
    ["epoch 7 train: loss=0.5 | lr=0.25", "loss=0.5@7 learning_rate=0.25@7"],
    ["epoch 7, valid (HR@5: 0.5), test (HR@5: 0.25)", "valid_hr@5=0.5@7 test_hr@5=0.25@7"],
    ["Number of crates in train: 423, val: 23, test: 7", ""],
    ["| train | E: 7 | S: 70 | R: 0.5", "r=0.5@70"],
    ["Evaluating.....epoch:7, drag: 0.5", "drag=0.5@7"],
    ["step 7 loss 0.5\ntest shape: (7, 5) (7, 5)", "loss=0.5@7"],
    ["step 7 err=24.5%/84.5%", "err=24.5@7 err_2=84.5@7"],
    ["epoch 7 loss=0.5 | val loss=0.625", "loss=0.5@7 val_loss=0.625@7"],
    [
      "epoch 7 | Train-miou: 0.5, gap: 0.75 | Dev-miou: 0.625, gap: 0.5",
      "train-miou=0.5@7 train_gap=0.75@7 dev-miou=0.625@7 dev_gap=0.5@7",
    ],
    ["epoch 7 | mse 0.5 mae 0.75 | val_mse 0.625 mae 0.5", "mse=0.5@7 mae=0.75@7 val_mse=0.625@7 val_mae=0.5@7"],
    [
      "epoch 7 | mse_train 0.5 mae 0.75 | mse_dev 0.625 mae 0.5",
      "mse_train=0.5@7 train_mae=0.75@7 mse_dev=0.625@7 dev_mae=0.5@7",
    ],
    [
      "epoch 7 TrainMSE=0.5 MAE=0.75 TestMSE=0.625 MAE=0.5",
      "trainmse=0.5@7 train_mae=0.75@7 testmse=0.625@7 test_mae=0.5@7",
    ],
  ] as const
) {
  Deno.test(`nameSides() reads ${log}`, () => assert.equal(showPoints(log), points));
}

for (
  const [log, points] of [
    ["7 mse train 2.5 / valid 2.25 / test 2.125", "mse_train=2.5@7 mse_valid=2.25@7 mse_test=2.125@7"],
    ["ep 7 | val 2.5 | nll train 0.5 | kl 2.25 | test 2", "val=2.5@7 nll_train=0.5@7 kl=2.25@7 test=2@7"],
  ] as const
) {
  Deno.test(`nameSides() names splits after the quantity before them in ${log}`, () =>
    assert.equal(showPoints(log), points));
}

Deno.test("nameSides() names splits that stand alone after the quantity before them, in a part too", () => {
  assert.equal(
    showPoints("epoch 3\nRegion 1: mae → train: 0.5, val: 0.6; IoU → train: 0.7, val: 0.8"),
    "region_1_mae_train=0.5@3 region_1_mae_val=0.6@3 region_1_iou_train=0.7@3 region_1_iou_val=0.8@3",
  );
  assert.equal(
    showPoints("epoch 3 | haze: train 0.5, val 0.6 | IoU: train 0.7, val 0.8"),
    "haze_train=0.5@3 haze_val=0.6@3 iou_train=0.7@3 iou_val=0.8@3",
  );
});

for (
  const [log, points] of [
    ["step 7 drag 0.5 sd 0.25 lift 0.75 sd 0.125", "drag=0.5@7 drag_sd=0.25@7 lift=0.75@7 lift_sd=0.125@7"],
    [
      "step 7 | psnr: 30.5 | top=31.5 | low=29.5 | ssim: 0.5 | top=0.75 | low=0.25",
      "psnr=30.5@7 psnr_top=31.5@7 psnr_low=29.5@7 ssim=0.5@7 ssim_top=0.75@7 ssim_low=0.25@7",
    ],
    [
      "step 7 | Train: 90% loss= 0.5 | Test: 80% loss= 0.75",
      "train=90@7 train_loss=0.5@7 test=80@7 test_loss=0.75@7",
    ],
    ["step 7 train 0.5 val 0.75 loss 0.25", "train=0.5@7 val=0.75@7 loss=0.25@7"],
    ["step 7 loss 0.5 acc 0.75 | loss 0.25 acc 0.5", "loss=0.5@7 acc=0.75@7 loss=0.25@7 acc=0.5@7"],
    ["step 7 lr 0.5 drag 0.75 loss 0.25 drag 0.5", "learning_rate=0.5@7 drag=0.75@7 loss=0.25@7 drag=0.5@7"],
  ] as const
) {
  Deno.test(`nameSides() names what comes again behind each metric in ${log}`, () =>
    assert.equal(showPoints(log), points));
}
