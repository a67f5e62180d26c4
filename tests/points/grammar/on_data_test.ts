import assert from "node:assert/strict";
import { dataEnd, phaseWithin, wholeOnData } from "../../../lib/points/grammar/on_data.ts";

for (
  const [words, name] of [
    ["finished with Accuracy on the test set", "Accuracy on the test set"],
    ["loss over held-out samples", "loss over held-out samples"],
    ["waiting on the test set", ""],
    ["accuracy on Monday", ""],
  ] as const
) {
  Deno.test(`wholeOnData() gives ${JSON.stringify(name)} for ${words}`, () => {
    assert.equal(wholeOnData(words), name);
  });
}

for (
  const [words, end] of [
    ["Mean IoU on val", " on val"],
    ["test error of best model", " of best model"],
    ["name of best model", ""],
  ] as const
) {
  Deno.test(`dataEnd() gives ${JSON.stringify(end)} for ${words}`, () => {
    assert.equal(dataEnd(words), end);
  });
}

for (
  const [words, phase] of [
    ["server-side evaluation", "eval"],
    ["mean val", "val"],
    ["lowest dev", ""],
    ["best test", ""],
    ["hull", ""],
  ] as const
) {
  Deno.test(`phaseWithin() gives ${JSON.stringify(phase)} for ${words}`, () => {
    assert.equal(phaseWithin(words.split(" ")), phase);
  });
}
