import assert from "node:assert/strict";
import { counterAt, pairAt, whoTook } from "../../../lib/points/grammar/taker.ts";
import { makeShape, scanShape } from "../../../lib/points/scan/shape.ts";
import { understandLine } from "../../../lib/points/understand.ts";

/** What a line says, and its numbers' indexes. */
function understood(text: string) {
  const shape = makeShape();
  scanShape(text, shape);
  return { statement: understandLine(text, shape), slots: Array.from({ length: shape.count }, (_, slot) => slot) };
}

Deno.test("whoTook() gives the rule that took a number, and for a total that of its counter", () => {
  const { statement, slots } = understood("step 3/9 loss 0.5");
  assert.deepEqual(slots.map((slot) => whoTook(statement, slot).rule), [
    "the step, by its name",
    "the step, by its name",
    "a value behind its name",
  ]);
});

Deno.test("whoTook() gives the format of a line that a format reads", () => {
  const { statement, slots } = understood(" 30%|###       | 3/10 [00:01<00:02, 2.00it/s, loss=0.5]");
  assert.deepEqual(new Set(slots.map((slot) => whoTook(statement, slot).format)), new Set(["bar"]));
});

Deno.test("counterAt() says in words what a number counts, pairAt() which value it is", () => {
  const { statement, slots } = understood("epoch 2 step 3/9 loss 0.5");
  assert.deepEqual(slots.map((slot) => counterAt(statement, slot)), [
    "the epoch",
    "the step",
    "the number of steps",
    "",
  ]);
  assert.deepEqual(slots.map((slot) => pairAt(slot, statement)?.info.name), [undefined, undefined, undefined, "loss"]);
});
