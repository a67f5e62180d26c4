import assert from "node:assert/strict";
import { factsHref } from "../../lib/text/facts_href.ts";

Deno.test("factsHref() names the run when the page shows one", () => {
  assert.equal(factsHref("e", "r"), "/experiments/e?run=r&part=facts");
  assert.equal(factsHref("e", null), "/experiments/e?part=facts");
});

Deno.test("factsHref() escapes both ids", () => {
  assert.equal(factsHref("a/b", "c&d"), "/experiments/a%2Fb?run=c%26d&part=facts");
});
