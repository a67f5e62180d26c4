import assert from "node:assert/strict";
import { makePhraseDraft, type PhraseRule } from "../../../../lib/points/grammar/phrases/draft.ts";
import * as ties from "../../../../lib/points/grammar/phrases/ties.ts";

function readBy(rule: PhraseRule, text: string): [head: string, separated: boolean] {
  const draft = makePhraseDraft(text);
  assert.equal(rule.read(draft), false, "later rules look at the name");
  return [draft.head, draft.separated];
}

for (
  const [rule, text, head, separated] of [
    [ties.signBetween, "loss :=", "loss", true],
    [ties.signBetween, "loss", "loss", false],
    [ties.leadersBetween, "train loss ......", "train loss", true],
    [ties.leadersBetween, "loss...", "loss", true],
    [ties.leadersBetween, "Evaluating...", "Evaluating...", false],
    [ties.marksBehind, "*loss**", "*loss", false],
    [ties.dashBetween, "loss -", "loss", true],
    [ties.cellBorder, "| loss |", "loss", true],
    [ties.cellBorder, "| widgets |", "", false],
    [ties.wordBetween, "loss is", "loss", true],
    [ties.wordBetween, "widgets ->", "widgets", false],
    [ties.wordBetween, "a list of", "a list of", false],
    [ties.dashAlone, " - ", "", false],
    [ties.marksBehind, "*loss*", "*loss", false],
    [ties.sentenceBetween, "loss so far", "loss", false],
  ] as const
) {
  Deno.test(`the rule for ${rule.name} leaves ${JSON.stringify(head)} of ${JSON.stringify(text)}`, () => {
    assert.deepEqual(readBy(rule, text), [head, separated]);
  });
}

Deno.test("lastWords() gives the words at the end of a text", () => {
  assert.equal(ties.lastWords("  mean of all  losses ", 2), "all losses");
});
