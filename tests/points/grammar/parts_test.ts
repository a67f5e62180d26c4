import assert from "node:assert/strict";
import { fillParts } from "../../../lib/points/grammar/parts.ts";
import { rowFacts } from "../../../lib/points/grammar/make_statement.ts";
import { understandName } from "../../../lib/points/words/name.ts";

function nameOf(number: number): string {
  const info = understandName("loss"), { pairs } = rowFacts(1, [[info, 0.5]]);
  fillParts(pairs, [{ part: { slot: 0, word: "client" }, info }], Float64Array.of(number));
  return pairs[0]!.info.name;
}

Deno.test("fillParts() names a value by the number of its part", () => {
  assert.deepEqual([nameOf(3), nameOf(12), nameOf(3)], ["client_3_loss", "client_12_loss", "client_3_loss"]);
});

Deno.test("fillParts() leaves the name of a part beyond 999", () => assert.equal(nameOf(1000), "loss"));
