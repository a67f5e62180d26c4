import assert from "node:assert/strict";
import { endsSentence, isProse, mayQualify, nameInClause, qualifies } from "../../../lib/points/words/prose.ts";

Deno.test("endsSentence() is true behind a word that names nothing, in any case", () => {
  assert.deepEqual(["over", "finished After", "loss", "total_of", ""].map(endsSentence), [
    true,
    true,
    false,
    true,
    false,
  ]);
});

Deno.test("isProse() is true for a long sentence, and false for a short one and for names with values", () => {
  const long = "once the model is tuned on the whole training set for many steps the final accuracy is 39.16%.";
  assert.deepEqual([long, "The loss at step 100 is 0.51", `${long} loss=0.5`].map(isProse), [true, false, false]);
});

Deno.test("qualifies() is true for words that belong to the name behind them", () => {
  assert.deepEqual(["average", "root", "avg", "min", "finished", "held-out", "Top-5", "x-"].map(qualifies), [
    true,
    true,
    true,
    true,
    false,
    true,
    true,
    false,
  ]);
});

Deno.test("mayQualify() is true for a word that may say which metric the next one names, not for what happened", () => {
  assert.deepEqual(["energy", "Fakespeech", "finished", "finally", "saving", "the", "x1", "site_1"].map(mayQualify), [
    true,
    true,
    false,
    false,
    false,
    false,
    false,
    true,
  ]);
});

Deno.test("nameInClause() leaves out what stands up to the verb, articles and what is joined to the noun", () => {
  const clauses = ["Schritten beträgt der Verlust", "und die Genauigkeit", "l'erreur moyenne", "train loss"];
  assert.deepEqual(clauses.map((clause) => nameInClause(clause.split(" "))), [
    "Verlust",
    "Genauigkeit",
    "erreur moyenne",
    "train loss",
  ]);
});

Deno.test("mayQualify() is false for what a line tells, in other languages too", () => {
  assert.deepEqual(["result", "ergebnis", "wynik", "结果", "energy"].map(mayQualify), [
    false,
    false,
    false,
    false,
    true,
  ]);
});
