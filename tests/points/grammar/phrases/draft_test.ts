import assert from "node:assert/strict";
import { makePhraseDraft } from "../../../../lib/points/grammar/phrases/draft.ts";

Deno.test("makePhraseDraft() holds the whole text, and no name yet", () => {
  const { text, head, printed, key, separated } = makePhraseDraft(" | loss: ");
  assert.deepEqual([text, head, printed, key, separated], [" | loss: ", " | loss: ", " | loss: ", "", false]);
});
