import assert from "node:assert/strict";
import { fillFacts } from "../../../lib/points/grammar/fill_facts.ts";
import { addPair, emptyLineFacts, emptyStatement } from "../../../lib/points/grammar/make_statement.ts";
import { makeSource } from "../make_source.ts";

Deno.test("fillFacts() fills in the counters and values of each line of a shape", () => {
  const statement = emptyStatement();
  Object.assign(statement.slots, { step: 0, stepTotal: 1 });
  addPair(statement, 2, "loss");
  const first = fillFacts(statement, makeSource("3/100 loss 0.5").shape, 1);
  assert.deepEqual([first.step, first.stepTotal, first.pairs[0]!.value, first.pairs[0]!.line], [3, 100, 0.5, 1]);
  const second = fillFacts(statement, makeSource("4/100 loss 0.25").shape, 2);
  assert.deepEqual([second.step, second.pairs[0]!.value, second.line, second.pairs[0]!.line], [4, 0.25, 2, 2]);
});

Deno.test("fillFacts() leaves counters that the shape doesn't have unset", () => {
  assert.deepEqual(fillFacts(emptyStatement(), makeSource("3").shape, 7), emptyLineFacts(7));
});

Deno.test("fillFacts() multiplies a step in thousands and a value in millions", () => {
  const statement = { ...emptyStatement(), stepScale: 1e3 };
  statement.slots.step = 0;
  addPair(statement, 1, "reward", { scale: 1e6 });
  const facts = fillFacts(statement, makeSource("31K 1.5M").shape, 1);
  assert.deepEqual([facts.step, facts.pairs[0]!.value], [31_000, 1_500_000]);
});

Deno.test("fillFacts() finds a whole epoch only where it is an integer before the values", () => {
  const isWhole = (text: string, epoch: number, value: number) => {
    const statement = emptyStatement();
    statement.slots.epoch = epoch;
    addPair(statement, value, "loss");
    return fillFacts(statement, makeSource(text).shape, 1).wholeEpoch;
  };
  assert.deepEqual([isWhole("1 0.5", 0, 1), isWhole("1.0 0.5", 0, 1), isWhole("0.5 1", 1, 0)], [true, false, false]);
});

Deno.test("fillFacts() reads the rank from its number, else from the shape", () => {
  const { shape } = makeSource("2 loss");
  assert.equal(fillFacts({ ...emptyStatement(), rankSlot: 0, rank: 5 }, shape, 1).rank, 2);
  assert.equal(fillFacts({ ...emptyStatement(), rank: 5 }, shape, 1).rank, 5);
});
