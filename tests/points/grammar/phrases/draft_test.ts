import assert from "node:assert/strict";
import { makeDraft } from "../../../../lib/points/grammar/phrases/draft.ts";

Deno.test("makeDraft() holds the whole text, and no name yet", () => {
  const { text, head, printed, key, separated } = makeDraft(" | loss: ");
  assert.deepEqual([text, head, printed, key, separated], [" | loss: ", " | loss: ", " | loss: ", "", false]);
});
