import assert from "node:assert/strict";
import { readShort } from "../read_log.ts";
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

for (
  const [line, point] of [
    ["Schritt 3: Fehler ist 0.5", "fehler=0.5@3"],
    ["étape 3 : la perte est 0.5", "perte=0.5@3"],
    ["step 3 📈bleu📈 0.5", "bleu=0.5@3"],
    ["step 3 -> loss 0.5 -> mae 0.75", "loss=0.5@3 mae=0.75@3"],
    ["loss: 0.5 (it 3)", "loss=0.5@3"],
    ["step 3\n error rate: 0.5\nstep 4\n error rate: 0.25", "error_rate=0.5@3 error_rate=0.25@4"],
    ["step 3 nll 2 samples/sec 900", "nll=2@3 samples/sec=900@3~"],
    ["{'step': 3, 'a/b + c': 0.5, 'loss': 0.75}", "a/b_+_c=0.5@3 loss=0.75@3"],
    ["step 3 temp : 66 C ppl : 12.5", "ppl=12.5@3"],
  ] as const
) {
  Deno.test(`readPhrase() finds the name before its number in ${line}`, () => {
    assert.deepEqual(readShort(...line.split("\n")).filter((each) => !each.startsWith("temp")).join(" "), point);
  });
}
