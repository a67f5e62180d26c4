import assert from "node:assert/strict";
import { readPhrase } from "../../../lib/points/grammar/phrase.ts";

const KEYS: readonly [before: string, key: string, separated: boolean][] = [
  [": loss=", "loss", true],
  ["', 'grad_norm': '", "grad_norm", true],
  [" - loss ", "loss", false],
  [" | lm loss: ", "lm loss", true],
  ["loss[loss=", "loss", true],
  [" ], tot_loss[loss=", "tot_loss", true],
  [" f1-score (micro avg)  ", "f1-score (micro avg)", false],
  [" GPU Mem (GB): ", "GPU Mem (GB)", true],
  ["Epoch finished with validation loss ", "validation loss", false],
  [" Val. Loss: ", "Val. Loss", true],
  [" = (mf)", "mf", true],
  [", :tst, ", "tst", true],
  ["loss is ", "loss", true],
  ["val_loss improved from ", "", false],
  ["over ", "", false],
  [", 'dice_loss - ", "dice_loss", true],
  ["training's l2: ", "training's l2", true],
  ["", "", false],
];

for (const [before, key, separated] of KEYS) {
  Deno.test(`readPhrase() names a number behind ${JSON.stringify(before)} ${key || "nothing"}`, () => {
    const phrase = readPhrase(before);
    assert.equal(phrase.key, key);
    if (key) assert.equal(phrase.separated, separated);
  });
}

Deno.test("readPhrase() keeps a name before a counter for the number behind the counter", () => {
  const { key, carried } = readPhrase("Loss after epoch ");
  assert.deepEqual([key, carried], ["epoch", "Loss"]);
});

Deno.test("readPhrase() finds no name in a dash between two fields", () => {
  const { key, opened } = readPhrase(" - ");
  assert.deepEqual([key, opened], ["", " "]);
});
