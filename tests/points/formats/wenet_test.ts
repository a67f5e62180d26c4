import assert from "node:assert/strict";
import { readShort } from "../read_log.ts";

Deno.test("wenet places losses by epoch and batch, and names those of its cross validation apart", () => {
  assert.deepEqual(
    readShort(
      "TRAIN Batch 0/100 loss 4.5 loss_ctc 5.5 lr 0.001 rank 0",
      "TRAIN Batch 0/200 loss 3.5 loss_ctc 4.5 lr 0.002 rank 0",
      "CV Batch 0/100 loss 4.25 loss_ctc 5.25 rank 0",
      "TRAIN Batch 1/100 loss 2.5 loss_ctc 3.5 lr 0.003 rank 0",
    ),
    [
      "loss=4.5@100",
      "loss_ctc=5.5@100",
      "learning_rate=0.001@100",
      "loss=3.5@200",
      "loss_ctc=4.5@200",
      "learning_rate=0.002@200",
      "cv_loss=4.25@100",
      "cv_loss_ctc=5.25@100",
      "loss=2.5@300",
      "loss_ctc=3.5@300",
      "learning_rate=0.003@300",
    ],
  );
});

Deno.test("wenet reads no other line of a batch", () => {
  assert.deepEqual(readShort("Batch 20/100 loss 0.5"), ["loss=0.5@20"]);
});
