import assert from "node:assert/strict";
import { makePhraseDraft } from "../../../../lib/points/grammar/phrases/draft.ts";
import * as single from "../../../../lib/points/grammar/phrases/single.ts";

Deno.test("startOfName splits the text at the end of the field before", () => {
  const draft = makePhraseDraft("0.5, val loss");
  single.startOfName.read(draft);
  assert.deepEqual([draft.head, draft.key, draft.isLong], ["0.5,", "val loss", true]);
});

Deno.test("splitBeforeName finds the phase in the words before, and none beside a value that isn't there", () => {
  const named = makePhraseDraft(" | val |"), none = makePhraseDraft(" | val: n/a |");
  for (const draft of [named, none]) single.splitBeforeName.read(draft);
  assert.deepEqual([named.phase, named.holds, none.phase, none.holds], ["val", true, "", false]);
});

Deno.test("metricBeforeCounter keeps the metric for the number behind the counter", () => {
  const draft = { ...makePhraseDraft(""), key: "epoch", head: "Loss (" };
  single.metricBeforeCounter.read(draft);
  assert.equal(draft.carried, "Loss");
});

Deno.test("endOfSentence leaves the counter's word at the start of a line", () => {
  const first = { ...makePhraseDraft(""), key: "it", head: "" },
    later = { ...makePhraseDraft(""), key: "in", head: "loss: 0.5," };
  assert.deepEqual([single.endOfSentence.read(first), first.key], [false, "it"]);
  assert.deepEqual([single.endOfSentence.read(later), later.key], [true, ""]);
});

Deno.test("nameBeforeBracket takes the longer name before the bracket", () => {
  const draft = { ...makePhraseDraft(""), key: "loss", head: "], tot_loss[" };
  single.nameBeforeBracket.read(draft);
  assert.equal(draft.key, "tot_loss");
});
