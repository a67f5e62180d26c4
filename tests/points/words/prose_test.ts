import assert from "node:assert/strict";
import { endsSentence } from "../../../lib/points/words/prose.ts";

Deno.test("endsSentence() is true behind a word that names nothing, in any case", () => {
  assert.deepEqual(["over", "finished After", "loss", "total_of", ""].map(endsSentence), [
    true,
    true,
    false,
    true,
    false,
  ]);
});
