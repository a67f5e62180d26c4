import assert from "node:assert/strict";
import { keep, readKept, readKeptJson } from "../../../lib/client/frame/kept.ts";

Deno.test("keep() keeps a text under a name and forgets it again, and readKeptJson() is null for what is no JSON", () => {
  keep("test", '["a"]');
  assert.deepEqual([readKept("test"), readKeptJson("test")], ['["a"]', ["a"]]);
  keep("test", "not json");
  assert.deepEqual([readKept("test"), readKeptJson("test")], ["not json", null]);
  keep("test", null);
  assert.deepEqual([readKept("test"), readKeptJson("test")], [null, null]);
});
