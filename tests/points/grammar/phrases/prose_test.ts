import assert from "node:assert/strict";
import { readPhrase } from "../../../../lib/points/grammar/phrase.ts";
import { makePhraseDraft } from "../../../../lib/points/grammar/phrases/draft.ts";
import * as prose from "../../../../lib/points/grammar/phrases/prose.ts";

Deno.test("counterLast leaves an amount of steps as it is: a setting", () => {
  assert.equal(readPhrase("Total optimization steps = ").counts, false);
  const { key, counts } = readPhrase("Train Epoch: ");
  assert.deepEqual([key, counts], ["Train Epoch", true]);
});

Deno.test("ofNewestValues sets the end of a name aside, and the name gets it back", () => {
  const draft = { ...makePhraseDraft(""), key: "mean reward over the last 100 episodes", isLong: true };
  prose.ofNewestValues.read(draft);
  assert.deepEqual([draft.key, draft.end], ["mean reward", " over the last 100 episodes"]);
  assert.equal(readPhrase("mean reward over the last 100 episodes: ").key, "mean reward over the last 100 episodes");
});

Deno.test("wordsOfSentence keeps at most six words before a sign, and four before a value", () => {
  assert.equal(readPhrase(" a b c d e f g h: ").key, "c d e f g h");
});

Deno.test("rules of names of several words leave a single word alone", () => {
  for (const rule of Object.values(prose)) {
    const draft = { ...makePhraseDraft("loss"), key: "loss" };
    assert.deepEqual([rule.read(draft), draft.key], [false, "loss"], rule.name);
  }
});

Deno.test("doneBefore leaves out a part of training that is over, and keeps its split", () => {
  const validated = readPhrase("step 3: validation complete loss=");
  assert.deepEqual([validated.key, validated.phase], ["loss", "val"]);
  assert.equal(readPhrase("epoch finished val_loss=").key, "val_loss");
  assert.equal(readPhrase("jobs done rate ").key, "jobs done rate");
});

Deno.test("wordsOfSentence keeps words for training of other languages in a name without a tie", () => {
  assert.equal(readPhrase(" 학습 손실 ").key, "학습 손실");
});
