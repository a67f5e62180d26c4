import assert from "node:assert/strict";
import { showPoints } from "../../../support/read_rule.ts";
import { showFacts } from "../../show_facts.ts";

for (
  const [what, line, said] of [
    ["the value behind a counter", "Loss after epoch 3: 0.5", "epoch=3 loss=0.5"],
    ["no list behind a counter and a name that nobody knows", "Weights after epoch 3: [0.25, 0.5]", "epoch=3"],
    ["the value behind a counter and a condition", "Gap after epoch 3 with noise: 0.5", "epoch=3 gap=0.5"],
    ["no condition in another metric", "Model found at epoch 3 with val_loss: 0.5", "epoch=3 val_loss=0.5"],
  ] as const
) {
  Deno.test(`rules of carried_values.ts read ${what}`, () => assert.equal(showFacts(line), said));
}

for (
  const [what, line, points] of [
    [
      "below a line that counts",
      "tick 3 nll 0.5\n  EMA noise error (sigma=0.3): 0.07",
      "nll=0.5@3 ema_noise_error=0.07@3",
    ],
    ["beside a counter", "step 3: precision (reach=0.5): 0.75", "precision=0.75@3"],
    ["in square brackets", "step 3\nrebuild loss [tau = 0.3] = 0.75", "rebuild_loss=0.75@3"],
    ["of another language", "étape 3\nErreur de reprise (sigma=0.3) : 0.75", "erreur_de_reprise=0.75@3"],
    ["with a rate", "step 3 loss (lr=0.01): 0.75", "learning_rate=0.01@3 loss=0.75@3"],
    [
      "with what changes",
      "step 3 loss (aim=0.5): 0.75\nstep 4 loss (aim=0.25): 0.7",
      [
        ...["loss=0.75@3", "aim=0.5@3", "aim=0.25@4", "loss=0.7@4"],
      ].join(" "),
    ],
    ["with a whole number, which is left as it is", "step 3 nll 0.5\nhits (k=10): 0.75", "nll=0.5@3"],
    ["without a tie, which is left as it is", "step 3 nll 0.5\nerror (sigma=0.3) 0.75", "nll=0.5@3"],
    ["of a split alone, which is left as it is", "step 3\nValidation (loss=0.5): 0.75", "val_loss=0.5@3"],
    ["of a name that nobody knows, which is left as it is", "step 3 nll 0.5\ndrag (max=0.25) : 0.75", "nll=0.5@3"],
  ] as const
) {
  Deno.test(`carriedOverBracket reads a value behind a bracket ${what}`, () => assert.equal(showPoints(line), points));
}
