import assert from "node:assert/strict";
import { partAlone, partAtEnd } from "../../../lib/points/words/parts.ts";

for (
  const [text, part] of [
    ["Client", "client"],
    ["client_id", "client"],
    ["Global client #", "client"],
    ["Agent no.", "agent"],
    ["客户端", "客户端"],
    ["epoch", ""],
    ["loss", ""],
    ["", ""],
  ] as const
) {
  Deno.test(`partAtEnd() finds ${part || "no part"} in ${JSON.stringify(text)}`, () =>
    assert.equal(partAtEnd(text), part));
}

Deno.test("partAlone() finds a class where its word is the whole text", () => {
  assert.equal(partAlone("Class"), "class");
  assert.equal(partAlone("acc class"), "");
});
