import assert from "node:assert/strict";
import { PHRASE_RULES } from "../../../../lib/points/grammar/phrases/table.ts";

Deno.test("PHRASE_RULES look at signs only behind brackets, and at words only behind the start of the name", () => {
  const place = (part: string) => PHRASE_RULES.findIndex(({ name }) => name.includes(part));
  const order = ["brackets and quotes", "equals sign", "the name starts", "words of a sentence before"].map(place);
  assert.deepEqual(order, order.toSorted((a, b) => a - b));
  assert.ok(order.every((at) => at >= 0));
});
