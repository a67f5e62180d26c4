import assert from "node:assert/strict";
import { forgetShapes, knownStatement } from "../../lib/points/known_shapes.ts";
import type { Statement } from "../../lib/points/grammar/statement.ts";
import { stripAnsi } from "../../lib/points/scan/raw.ts";
import { makeShape, scanShape } from "../../lib/points/scan/shape.ts";
import { SHAPES_KEPT } from "../../lib/limits.ts";
import { understandLine } from "../../lib/points/understand.ts";
import { readShort } from "./read_log.ts";

const LOGS = new URL("../fixtures/logs/", import.meta.url);

/** A statement without what differs between lines of one shape, where glued text begins, and without the form and the name of spare numbers, which shapes share. */
const withoutOffsets = ({ glued: _, facts, next, ...statement }: Statement): unknown => ({
  ...statement,
  facts: { ...facts, line: 0, form: 0, spare: facts.spare && { ...facts.spare, name: "" } },
  next: next && withoutOffsets(next),
});

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

Deno.test("knownStatement() gives lines one form that name the same values, or one value by the same words", () => {
  const formOf = (text: string): number => statementOf(text).facts.form;
  assert.equal(formOf("[###  ] 30% | loss 0.5 acc 0.25"), formOf("[     ] 10% | loss 0.7 acc 0.2"));
  assert.notEqual(formOf("loss: 0.5 acc: 0.25"), formOf("loss: 0.5 acc: 0.25 val_loss: 0.6"));
  assert.equal(formOf("loss: 0.5"), formOf("loss: 0.75"));
  assert.notEqual(formOf("loss: 0.5"), formOf("the epoch's loss: 0.5"));
});

Deno.test("a value that sums up an epoch stands at it, beside those that were printed below its header", () => {
  const epoch = (
    at: number,
  ) => [`Epoch ${at}`, `loss: 0.${at}1`, `loss: 0.${at}2`, `mean over the epoch, loss: 0.${at}3`];
  assert.deepEqual(readShort(...epoch(1), ...epoch(2)), [
    "loss=0.11@1",
    "loss=0.12@1.5",
    "loss=0.13@1",
    "loss=0.21@2",
    "loss=0.22@2.5",
    "loss=0.23@2",
  ]);
});

Deno.test("knownStatement() doesn't take lines for the same whose names differ in digits", () => {
  assert.deepEqual(readShort("step 1 head1_loss=0.5", "step 1 head2_loss=0.25"), [
    "head1_loss=0.5@1",
    "head2_loss=0.25@1",
  ]);
});

Deno.test("knownStatement() understands lines once that differ in words which mean nothing to it", () => {
  assert.equal(statementOf("Zebra zoology is over at 12 s"), statementOf("Lemur zoology is over at 7 s"));
  assert.deepEqual(readShort("Step 1: zebra_loss=0.5", "Step 1: lemur_loss=0.25", "Step 1: Okapi=0.125"), [
    "zebra_loss=0.5@1",
    "lemur_loss=0.25@1",
    "okapi=0.125@1",
  ]);
});

Deno.test("knownStatement() reads a word in one way, whatever came before", () => {
  const zebra = ["Zebra: 0.5", "Step 1: zebra=0.5", "zebra 3 loss 0.25"].map(statementOf);
  forgetShapes();
  ["Lemur: 0.5", "Step 1: lemur=0.5", "lemur 3 loss 0.25"].forEach(statementOf);
  assert.deepEqual(["Zebra: 0.5", "Step 1: zebra=0.5", "zebra 3 loss 0.25"].map(statementOf), zebra);
});

Deno.test("knownStatement() says what understanding a line with all of its words says", async () => {
  let count = 0;
  for await (const { name } of Deno.readDir(LOGS)) {
    if (!name.endsWith(".log")) continue;
    for (const text of new Set((await Deno.readTextFile(new URL(name, LOGS))).split(/[\r\n]+/).map(stripAnsi))) {
      forgetShapes();
      const known = statementOf(text), shape = makeShape();
      scanShape(text, shape);
      assert.deepEqual(withoutOffsets(known), withoutOffsets(understandLine(text, shape)), text);
      count++;
    }
  }
  assert.ok(count > 1000, `${count} lines`);
});

Deno.test("knownStatement() tells ranks apart that stand in words", () => {
  assert.deepEqual(
    ["[default0]:rank 0 of 2 ready", "[default1]:rank 1 of 2 ready"].map((text) => statementOf(text).rank),
    [
      0,
      1,
    ],
  );
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
