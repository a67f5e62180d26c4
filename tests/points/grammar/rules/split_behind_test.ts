import assert from "node:assert/strict";
import { showPoints } from "../../../support/read_rule.ts";

for (
  const [what, log, points] of [
    [
      "a split of each value",
      "step 3 mae 0.5 (train), 0.6 (dev), 0.7 (test)",
      "mae=0.5@3 dev_mae=0.6@3 test_mae=0.7@3",
    ],
    [
      "a split before the name of another value",
      "step 3 gap: 0.5 (train) / 0.6 (val), mae: 0.7 (train) / 0.8 (val)",
      "gap=0.5@3 val_gap=0.6@3 mae=0.7@3 val_mae=0.8@3",
    ],
    ["a split in square brackets", "step 3 mae 0.5 [train], 0.6 [val]", "mae=0.5@3 val_mae=0.6@3"],
    ["a split behind the only value of a line", "step 3 mae: 0.5\nstep 3 mae: 0.6 (val)", "mae=0.5@3 val_mae=0.6@3"],
    [
      "splits in sentences, with any word that ties them",
      "step 3: the mae is 0.5 on the training data and 0.6 over test samples, and the error is 0.7% for our val set.",
      "mae=0.5@3 test_mae=0.6@3 val_error=0.7@3",
    ],
    [
      "splits in another language",
      "Étape 3 : erreur 0.5 en entraînement et 0.6 en validation",
      "erreur=0.5@3 val_erreur=0.6@3",
    ],
    ["no word of other data", "step 3 mae 0.5 on cuda, mape 0.6 at sea", "mae=0.5@3 mape=0.6@3"],
    ["no split's word that more words follow", "step 3 mae 0.5 on test rig, mape 0.6", "mae=0.5@3 mape=0.6@3"],
    ["no word that is no split", "step 3 mae 0.5 (best), mape 0.6 (new)", "mae=0.5@3 mape=0.6@3"],
    [
      "no split before its value",
      "step 3 (val)0.5 (test)0.6\nstep 4 (val) 0.4 (test) 0.3",
      "val=0.5@3 test=0.6@3 val=0.4@4 test=0.3@4",
    ],
  ] as const
) {
  Deno.test(`splitBehind reads ${what}`, () => assert.equal(showPoints(log), points));
}
