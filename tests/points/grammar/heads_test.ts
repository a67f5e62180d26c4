import assert from "node:assert/strict";
import { phaseOfHead } from "../../../lib/points/grammar/heads.ts";
import { showPoints } from "../../support/read_rule.ts";

for (
  const [log, points] of [
    ["Epoch 3 holdout: loss=0.5 err=0.25", "holdout_loss=0.5@3 holdout_err=0.25@3"],
    ["Epoch 3 src: loss=0.5 | tgt: loss=0.75 err=0.25", "src_loss=0.5@3 tgt_loss=0.75@3 tgt_err=0.25@3"],
    ["Epoch 3 src: loss=0.5 | tgt: err=0.25", "src_loss=0.5@3 tgt_err=0.25@3"],
    ["Epoch 3 src: loss=0.5 | val: loss=0.75", "src_loss=0.5@3 val_loss=0.75@3"],
    ["Epoch 3 src: mean loss 0.5 | tgt: mean loss 0.75", "src_mean_loss=0.5@3 tgt_mean_loss=0.75@3"],
    ["src: loss=0.5 | tgt: loss=0.75 | epoch 3", "src_loss=0.5@3 tgt_loss=0.75@3"],
    ["step 3, src: mean loss 0.5; tgt: mean loss 0.75", "src_mean_loss=0.5@3 tgt_mean_loss=0.75@3"],
    ["step 3, src: loss=0.5; tgt: err=0.75", "loss=0.5@3 err=0.75@3"],
    ["Epoch 3 done: loss=0.5", "loss=0.5@3"],
    [
      "Epoch 3 - far | loss 0.5\nEpoch 3 - near | loss 0.75\nEpoch 4 - far | loss 0.25\nEpoch 4 - near | loss 0.5",
      "loss=0.5@3 near_loss=0.75@3 loss=0.25@4 near_loss=0.5@4",
    ],
    ["Epoch 3 | done | loss 0.5", "loss=0.5@3"],
  ] as const
) {
  Deno.test(`noteHead() keeps a word with a colon until the next one in ${log}`, () =>
    assert.equal(showPoints(log), points));
}

for (
  const [words, phase] of [
    ["Test_summary", "test"],
    ["Test-VAL", "val"],
    ["Training phase", ""],
    ["Validierung Bericht", "val"],
    ["Test_loss", null],
    ["Val steps", null],
    ["Val index", null],
    ["summary", null],
    ["", null],
  ] as const
) {
  Deno.test(`phaseOfHead() gives ${phase} for ${words}`, () => assert.equal(phaseOfHead(words), phase));
}
