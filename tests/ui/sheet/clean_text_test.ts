import assert from "node:assert/strict";
import { cleanText } from "../../../lib/ui/sheet/clean_text.ts";

Deno.test("cleanText() writes hidden characters out, and leaves out what XML can't hold", () => {
  assert.equal(cleanText("a\ufffeb\uffff"), "ab");
  assert.equal(cleanText("run\u202e1"), "run⟨U+202E⟩1");
  assert.equal(cleanText("plain & <simple>"), "plain & <simple>");
});
