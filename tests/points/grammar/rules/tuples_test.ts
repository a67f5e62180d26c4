import assert from "node:assert/strict";
import { showPoints } from "../../../support/read_rule.ts";

for (
  const [what, log, points] of [
    [
      "metrics beside one that programs know",
      "epoch 3 OrderedDict([('bleu', 0.5), ('gap', 0.25)])",
      "bleu=0.5@3 gap=0.25@3",
    ],
    ["values in quotes", "epoch 3: [('val_bleu', '0.5'), ('val_gap', '0.25')]", "val_bleu=0.5@3 val_gap=0.25@3"],
    ["no words with numbers", "epoch 3: [('bird', 0.5), ('fox', 0.25)]", ""],
    ["no words around one that is written as a name", "epoch 3: [('bird', 0.5), ('red_fox', 0.25)]", ""],
    ["nothing of a tuple alone", "epoch 3: [('mean_gap', 0.5)]", ""],
    [
      "a list up to its end",
      "epoch 3: [('gap', 0.5), ('loss', 0.25)] drag 0.125",
      "gap=0.5@3 loss=0.25@3 drag=0.125@3",
    ],
  ] as const
) {
  Deno.test(`valuesOfTuples reads ${what}`, () => assert.equal(showPoints(log), points));
}
