import assert from "node:assert/strict";
import {
  addPair,
  emptyLineFacts,
  emptyStatement,
  fillFacts,
  hasCounter,
  hasProgress,
  isSet,
  metricName,
  rowFacts,
} from "../../../lib/points/grammar/statement.ts";
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

Deno.test("hasProgress() is true for a step, an epoch or a batch, and not for a total", () => {
  for (const counter of [{ step: 0 }, { epoch: 0 }, { batch: 0 }]) {
    assert.equal(hasProgress({ ...emptyLineFacts(1), ...counter }), true);
  }
  assert.equal(hasProgress({ ...emptyLineFacts(1), stepTotal: 9, epochTotal: 9 }), false);
});

Deno.test("isSet() is false for NaN alone", () => {
  assert.deepEqual([0, -1, Infinity, NaN].map(isSet), [true, true, true, false]);
});

Deno.test("metricName() makes a metric of a name whose words would be a setting's", () => {
  assert.deepEqual(metricName("Batch Size"), {
    name: "batch_size",
    role: "metric",
    kind: "metric",
    known: true,
    priority: 0,
  });
});

Deno.test("rowFacts() gives each value of a row a pair on its line", () => {
  const { pairs, line } = rowFacts(4, [[metricName("loss"), 0.5], [metricName("count"), 3]]);
  assert.deepEqual([line, pairs.map(({ info, value, integer }) => [info.name, value, integer])], [4, [
    ["loss", 0.5, false],
    ["count", 3, true],
  ]]);
});

Deno.test("hasCounter() is true for a shape with a step, an epoch or a batch, not for one with totals alone", () => {
  const withSlot = (name: "step" | "epoch" | "batch" | "stepTotal") => {
    const statement = emptyStatement();
    statement.slots[name] = 0;
    return statement;
  };
  assert.deepEqual((["step", "epoch", "batch"] as const).map((name) => hasCounter(withSlot(name))), [true, true, true]);
  assert.equal(hasCounter(withSlot("stepTotal")), false);
  assert.equal(hasCounter(emptyStatement()), false);
});
