import assert from "node:assert/strict";
import { makePhraseDraft } from "../../../../lib/points/grammar/phrases/draft.ts";
import { enclosedName, normName, quotedName } from "../../../../lib/points/grammar/phrases/enclosing.ts";

Deno.test("quotedName takes a key with marks whole, and leaves one without them", () => {
  const draft = makePhraseDraft("{'step': 3, 'mean IoU [%]':");
  assert.equal(quotedName.read(draft), true);
  assert.deepEqual([draft.key, draft.separated], ["mean IoU [%]", true]);
  assert.equal(quotedName.read(makePhraseDraft("'loss':")), false);
});

Deno.test("enclosedName takes the word in brackets that the number follows directly", () => {
  const draft = makePhraseDraft(" (mf)");
  assert.equal(enclosedName.read(draft), true);
  assert.equal(draft.key, "mf");
  assert.equal(enclosedName.read(makePhraseDraft(" (mf) = ")), false);
});

Deno.test("normName finds a norm before its sign was taken off, too", () => {
  const draft = { ...makePhraseDraft("x |g|"), opened: "  ", head: "" };
  assert.equal(normName.read(draft), true);
  assert.equal(draft.key, "|g|");
});
