import assert from "node:assert/strict";
import { readGrammar } from "../../../../lib/points/grammar/bind.ts";
import { emptyStatement } from "../../../../lib/points/grammar/make_statement.ts";
import { showPoints } from "../../../support/read_rule.ts";
import { makeSource } from "../../make_source.ts";

for (
  const [what, line, points] of [
    [
      "below a line that counts",
      "tick 3 nll 0.5\n  EMA noise error (sigma=0.3): 0.07",
      "nll=0.5@3 ema_noise_error=0.07@3",
    ],
    ["beside a counter", "step 3: precision (reach=0.5): 0.75", "precision=0.75@3"],
    ["in square brackets", "step 3\nrebuild loss [tau = 0.3] = 0.75", "rebuild_loss=0.75@3"],
    ["in braces, before an arrow", "step 3\nreturn {gamma=0.9} -> 0.75", "return=0.75@3"],
    ["of another language", "étape 3\nErreur de reprise (sigma=0.3) : 0.75", "erreur_de_reprise=0.75@3"],
    ["of another script", "第3轮\n准确率 (k=5): 0.75", "准确率=0.75@3"],
    ["with a rate", "step 3 loss (lr=0.01): 0.75", "learning_rate=0.01@3 loss=0.75@3"],
    [
      "with what changes",
      "step 3 loss (aim=0.5): 0.75\nstep 4 loss (aim=0.25): 0.7",
      "loss=0.75@3 aim=0.5@3 aim=0.25@4 loss=0.7@4",
    ],
    ["with a whole number", "step 3 nll 0.5\nhits (k=10): 0.75", "nll=0.5@3 hits=0.75@3"],
    ["with the number of a part", "step 3 nll 0.5\nloss (task 10): 0.75", "nll=0.5@3 loss=0.75@3"],
    ["without a tie", "step 3 nll 0.5\nrecall (sigma=0.3) 0.75", "nll=0.5@3 recall=0.75@3"],
    ["of a name that ends with a number", "step 3 pass@1 (n=5): 0.75", "pass@1=0.75@3"],
    ["of a name that nobody knows", "step 3 drag (max=0.25) : 0.75", "drag=0.75@3"],
    ["with a counter, which counts", "loss (step=30): 0.75", "loss=0.75@30"],
    ["of a split alone, which is left as it is", "step 3\nValidation (loss=0.5): 0.75", "val_loss=0.5@3"],
    ["with a total, which is left as it is", "step 3 nll 0.5\nhits (eps=2/255): 0.75", "nll=0.5@3"],
  ] as const
) {
  Deno.test(`parameterOfName reads a value behind a bracket ${what}`, () => assert.equal(showPoints(line), points));
}

Deno.test("settleLabel() leaves a line of other values without a label", () => {
  const labelOf = (line: string) => {
    const statement = emptyStatement();
    readGrammar(makeSource(line), statement);
    return statement.textLabel?.before ?? "";
  };
  assert.equal(labelOf("precision (iou=0.5): 0.75"), "iou ");
  assert.equal(labelOf("nll 0.25 precision (iou=0.5): 0.75"), "");
  assert.equal(labelOf("precision (iou=0.5): 0.75 recall (iou=0.5): 0.7"), "");
});

Deno.test("keepNumberedLabel() keeps the word of an amount in brackets", () => {
  const rounds = [3, 4].map((step) => `step ${step}\nmae (horizon 1): 0.${step}5\nmae (horizon 12): 0.${step}6`);
  assert.equal(
    showPoints(rounds.join("\n")),
    "horizon_1_mae=0.35@3 horizon_12_mae=0.36@3 horizon_1_mae=0.45@4 horizon_12_mae=0.46@4",
  );
});
