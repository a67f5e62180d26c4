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
  const [first, second, name] of [
    ["Epoch 3 far | ", "Epoch 3 near | ", "near"],
    ["[3/9] far tile - ", "[3/9] near tile - ", "near_tile"],
    ["Epoch 3 far tile done, ", "Epoch 3 near tile done, ", "near_tile"],
    ["Epoch 3  far  ", "Epoch 3  near  ", "near"],
    ["Epoch 3 => far => ", "Epoch 3 => near => ", "near"],
    ["Epoch [3/9] 远景 | 用时: 0:00:28 | ", "Epoch [3/9] 近景 | 用时: 0:00:05 | ", "近景"],
  ] as const
) {
  Deno.test(`noteTag() tells ${first} from ${second}`, () => {
    const lines = [`${first}hit: 0.5`, `${second}hit: 0.75`];
    assert.equal(showPoints(lines.join("\n")), `hit=0.5@3 ${name}_hit=0.75@3`);
  });
}

Deno.test("noteTag() changes nothing where no line of the same step differs", () => {
  assert.equal(showPoints("step 3 far | hit 0.5\nstep 4 near | hit 0.75"), "hit=0.5@3 hit=0.75@4");
  assert.equal(showPoints("Epoch 3\n60 far words - hit: 0.5\n60 near words - hit: 0.75").includes("near"), false);
});

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
