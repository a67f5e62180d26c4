import assert from "node:assert/strict";
import { fillFacts } from "../../lib/points/grammar/fill_facts.ts";
import type { Statement } from "../../lib/points/grammar/statement.ts";
import { understandLine } from "../../lib/points/understand.ts";
import { makeSource } from "./make_source.ts";
import { readShort } from "./read_log.ts";

function understand(line: string): Statement {
  return understandLine(line, makeSource(line).shape);
}

/** What the statement of one line says of another line of its shape. */
function readAs(line: string, other: string): string[] {
  const one = makeSource(line).shape, shape = makeSource(other).shape;
  assert.equal(one.key, shape.key, "the lines have different shapes");
  const { step, pairs } = fillFacts(understandLine(line, one), shape, 1);
  return [`step=${step}`, ...pairs.map(({ info, value }) => `${info.name}=${value}`)];
}

Deno.test("understandLine() makes a statement that holds for all lines of the shape", () => {
  assert.deepEqual(readAs("Step 1: loss=0.5, lr=1e-4", "Step 12345: loss=1.25, lr=0.003"), [
    "step=12345",
    "loss=1.25",
    "learning_rate=0.003",
  ]);
});

Deno.test("understandLine() reads the line itself where its typical line has another shape", () => {
  const line = "step 3 score 2024:-1 loss=0.25", { shape } = makeSource(line);
  const { pairs } = fillFacts(understandLine(line, shape), shape, 1);
  assert.equal(pairs.find(({ info }) => info.name === "loss")?.value, 0.25);
});

Deno.test("understandLine() removes the prefix", () => {
  const statement = understand("2024-05-01 12:00:00 INFO - Step 3: loss=0.5");
  assert.deepEqual(statement.prefix, { slot: 1, tail: " INFO - ", isBlank: false });
  assert.deepEqual(statement.facts.pairs.map(({ info }) => info.name), ["loss"]);
});

Deno.test("understandLine() asks the formats before the grammar", () => {
  const names = understand("1000: 0.523, 0.612 avg loss, 0.001 rate, 3.2 seconds").facts.pairs.map(({ info }) =>
    info.name
  );
  assert.deepEqual(names, ["loss", "avg_loss", "learning_rate", "seconds"]);
});

Deno.test("understandLine() reads nothing of noise and dumps", () => {
  for (const line of ["UserWarning: loss=0.5", "Namespace(lr=0.1, loss=0.5)", "loss=0.5 loss=0.4 loss=0.3"]) {
    assert.deepEqual(understand(line).facts.pairs, [], line);
  }
});

Deno.test("understandLine() finds a rank in the prefix, as a number of the line or of its shape", () => {
  const named = understand("[rank1]: step 3 loss: 0.5");
  assert.deepEqual([named.rank, named.rankSlot], [1, -1]);
  assert.equal(understand("[Rank 2] step=3 loss=0.5").rankSlot, 0);
});

Deno.test("understandLine() makes a bare rank the step of a line without counters", () => {
  const { slots, rankSlot } = understand("3: {'loss': 0.3}");
  assert.deepEqual([slots.step, rankSlot], [0, -1]);
  const counted = understand("3: {'loss': 0.3, 'step': 7}");
  assert.deepEqual([counted.rankSlot, counted.slots.step], [0, 2]);
});

for (
  const [line, heading] of [
    ["Validation:", "val"],
    ["***** Running Evaluation *****", "eval"],
    ["Training", ""],
    ["Epoch 3 validation of the model with all its data", "val"],
    ["now comes the validation of the model with its data", null],
    ["some words", null],
    ["Begin evaluation on the test set", "test"],
    ["Loaded the model. Running testing...", "test"],
    ["Validation loss: 0.5", null],
    ["{'RUN_VALIDATION': False,", null],
    ["eval_metric: auc", null],
    ["test_only ........ None", null],
    ["train: 640, test: 80", null],
    ["Mode: validation", "val"],
  ] as const
) {
  Deno.test(`understandLine() finds ${heading === null ? "no heading" : heading || "training"} in ${line}`, () =>
    assert.equal(understand(line).heading, heading));
}

Deno.test("understandLine() names the format whose span a line begins", () => {
  assert.equal(understand("epoch  train_loss  valid_loss").begins, "table");
  assert.equal(understand("--------------------").begins, "block");
  assert.equal(understand("some words").begins, "");
});

Deno.test("understandLine() understands the text that another writer glued to a bar", () => {
  const { bar, next } = understand(" 10%|█   | 10/100 [00:10<01:30,  2.00s/it]loss: 0.25");
  assert.notEqual(bar, null);
  assert.deepEqual(next?.facts.pairs.map(({ info }) => info.name), ["loss"]);
});

Deno.test("understandLine() takes a warning that was glued to a bar of Keras for no part of it", () => {
  const { facts, next } = understand(
    " 6/145 [>....] - ETA: 23s - loss: 0.75WARNING:tensorflow:Callback is slow (time: 0.25s)",
  );
  assert.deepEqual(facts.pairs.map(({ info }) => info.name), ["loss"]);
  assert.equal(facts.tag, "");
  assert.deepEqual(next?.facts.pairs.map(({ info }) => info.name), ["time"]);
});

Deno.test("understandLine() keeps the word that begins a line, and the service that prints it", () => {
  const badgeIn = (line: string) => understandLine(line, makeSource(line).shape).facts.badge;
  assert.deepEqual(
    ["[actor] step 3 loss 0.5", "judge-1  | step 3 loss 0.5", "step 3 loss 0.5"].map(badgeIn),
    ["actor", "judge", ""],
  );
});

Deno.test("understandLine() finds no heading in the names of a table's columns", () => {
  assert.deepEqual(readShort("   epoch   loss   val_loss", "1      1 0.5 0.625", "2      2 0.25 0.375"), [
    "loss=0.5@1",
    "val_loss=0.625@1",
    "loss=0.25@2",
    "val_loss=0.375@2",
  ]);
});
