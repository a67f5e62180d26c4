import assert from "node:assert/strict";
import { applyLead, placeByLead } from "../../../lib/points/curves/lead_places.ts";
import { observeLead } from "../../../lib/points/curves/leads.ts";
import { initialReaderState } from "../../../lib/points/curves/state.ts";
import { makeFacts, makeLead, makePair } from "../make_facts.ts";

const lineOf = (value: number, name = "i") =>
  makeFacts({ lead: makeLead(value, { name }), pairs: [makePair("x", 0.5)] });

Deno.test("placeByLead() makes the lead the step, or the batch within an epoch, and takes it out of the values", () => {
  const [lead, value] = [makePair("i", 7), makePair("x", 0.5)];
  const facts = makeFacts({
    lead: makeLead(7, { pair: 0 }),
    pairs: [lead, value],
    asides: [lead],
  });
  const placed = placeByLead(facts, { at: -1 }, initialReaderState());
  assert.deepEqual([placed.step, placed.batch, placed.pairs, placed.asides], [7, NaN, [value], []]);
  const within = placeByLead(facts, { at: -1 }, { ...initialReaderState(), epoch: 2 });
  assert.deepEqual([within.step, within.batch], [NaN, 7]);
});

Deno.test("observeLead() and placeByLead() count the samples of an evaluation beside the steps of training", () => {
  const state = { ...initialReaderState(), step: 800 };
  const facts = (value: number) => makeFacts({ ...lineOf(value, "sample"), phase: "val" });
  assert.deepEqual([1, 2, 3].map((value) => observeLead(facts(value), state)?.verdict), ["open", "open", "counter"]);
  const { batch, step, phase } = placeByLead(facts(3), { at: -1 }, state);
  assert.deepEqual([batch, step, phase], [3, NaN, "val"]);
});

Deno.test("applyLead() leaves a guessed value out unless its number counts, which takes four steps", () => {
  const state = initialReaderState();
  const guess = (value: number) =>
    makeFacts({ lead: makeLead(value, { name: "value", kind: "guess" }), pairs: [makePair("value", 0.5)] });
  const tracks = [0, 10, 20, 30, 40].map((value) => observeLead(guess(value), state)!.verdict);
  assert.deepEqual(tracks, ["open", "open", "open", "open", "counter"]);
  assert.deepEqual(
    [applyLead(guess(50), observeLead(guess(50), state), state)].map(({ step, pairs }) => [step, pairs.length]),
    [[50, 1]],
  );
  assert.deepEqual([applyLead(guess(7), null, state).pairs, applyLead(lineOf(7), null, state).pairs.length], [[], 1]);
});

const within = (value: number, innerValue: number) => {
  const inner = { slot: 1, name: "j", pair: -1 };
  return makeFacts({ lead: makeLead(value, { inner, innerValue }), pairs: [makePair("x", 0.5)] });
};

Deno.test("applyLead() makes the lead the epoch and the inner one the batch, and neither a value", () => {
  const state = initialReaderState(), facts = within(2, 1);
  const pairs = [makePair("i", 2, { integer: true }), makePair("x", 0.5)], asides = [makePair("j", 1)];
  const line = { ...facts, pairs, asides, lead: { ...facts.lead!, pair: 0 } };
  for (const [lead, inner] of [[1, 1], [1, 2], [2, 1]] as const) observeLead(within(lead, inner), state);
  const placed = applyLead(line, state.leads[0], state);
  assert.deepEqual([placed.epoch, placed.batch, placed.pairs.length, placed.asides.length], [2, 1, 1, 0]);
});

Deno.test("placeByLead() places a line by a percentage as the batch of a hundred, or as the step of one of all training", () => {
  const line = makeFacts({ lead: makeLead(45, { name: "%", kind: "share" }) }), state = initialReaderState();
  const { batch, batchTotal, step } = placeByLead(line, { at: -1 }, state);
  assert.deepEqual([batch, batchTotal, step], [45, 100, NaN]);
  const whole = placeByLead(line, { at: 0 }, state);
  assert.deepEqual([whole.step, whole.stepTotal], [45, 100]);
});

Deno.test("applyLead() makes a number in a name the step, and takes it out of the names that end with it", () => {
  const state = initialReaderState(), lead = makeLead(10, { name: "recall", kind: "name" });
  const facts = makeFacts({ lead, pairs: [makePair("recall_at_10", 0.5), makePair("gap", 0.25)] });
  const { step, pairs } = applyLead(facts, observeLead(facts, state), state);
  assert.deepEqual([step, pairs.map(({ info }) => info.name)], [10, ["recall", "gap"]]);
});

Deno.test("applyLead() makes the number of a part the step once it counts, and takes it out of the names", () => {
  const state = initialReaderState(), lead = makeLead(3, { name: "player", kind: "part" });
  const facts = makeFacts({ lead, pairs: [makePair("player_3_loss", 0.5), makePair("gap", 0.25)] });
  const track = observeLead(facts, state)!;
  assert.equal(applyLead(facts, track, state), facts);
  const { step, pairs } = applyLead(facts, { ...track, verdict: "counter" }, state);
  assert.deepEqual([step, pairs.map(({ info }) => info.name)], [3, ["loss", "gap"]]);
});
