import assert from "node:assert/strict";
import { forgetShapes, knownStatement } from "../../lib/points/known_shapes.ts";
import type { Statement } from "../../lib/points/grammar/statement.ts";
import { makeShape, scanShape } from "../../lib/points/scan/shape.ts";
import { SHAPES_KEPT } from "../../lib/limits.ts";
import { readShort } from "./read_log.ts";

function statementOf(text: string): Statement {
  const shape = makeShape();
  scanShape(text, shape);
  return knownStatement(text, shape);
}

Deno.test("knownStatement() understands a shape once, for all readers", () => {
  assert.equal(statementOf("step 3 loss=0.5"), statementOf("step 400 loss=-7.25"));
  assert.notEqual(statementOf("step 3 loss=0.5"), statementOf("step 3 lost=0.5"));
});

Deno.test("knownStatement() takes lines that say nothing for the same whatever the digits of their words", () => {
  assert.equal(statementOf("Saved to out/checkpoint-500"), statementOf("Saved to out/checkpoint-12000"));
});

Deno.test("knownStatement() doesn't take lines for the same whose names differ in digits", () => {
  assert.deepEqual(readShort("step 1 head1_loss=0.5", "step 1 head2_loss=0.25"), [
    "head1_loss=0.5@1",
    "head2_loss=0.25@1",
  ]);
});

Deno.test("knownStatement() keeps the shapes that come again among many that don't", () => {
  forgetShapes();
  const wordOf = (at: number) => String(at).replace(/\d/g, (digit) => "abcdefghij"[Number(digit)]!);
  const kept = statementOf("step 3 loss=0.5");
  for (let at = 0; at < 2 * SHAPES_KEPT; at++) {
    statementOf(`step 3 ${wordOf(at)}=0.5`);
    if (at % 100 === 0) assert.equal(statementOf("step 3 loss=0.5"), kept, `after ${at} shapes`);
  }
});

Deno.test("forgetShapes() lets a shape be understood again", () => {
  const before = statementOf("step 3 loss=0.5");
  forgetShapes();
  assert.notEqual(statementOf("step 3 loss=0.5"), before);
});
