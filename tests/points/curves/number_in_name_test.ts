import assert from "node:assert/strict";
import { countsInName, isInName, placeByName } from "../../../lib/points/curves/number_in_name.ts";
import { NEW_TRACK } from "../../../lib/points/curves/leads.ts";
import { initialReaderState } from "../../../lib/points/curves/state.ts";
import { makeFacts, makePair } from "../make_facts.ts";
import { readShort } from "../read_log.ts";

const leadOf = (value: number, kind: "name" | "glued" = "name") =>
  ({ value, name: "recall", pair: -1, kind, inner: null, innerValue: NaN }) as const;
const track = { ...NEW_TRACK, name: "recall", last: 10, innerLast: NaN };

Deno.test("isInName() is true for the two kinds of numbers in names", () => {
  assert.deepEqual((["name", "glued", "count"] as const).map(isInName), [true, true, false]);
});

Deno.test("countsInName() takes a number for the step where nothing else counts, unless a word ends with it", () => {
  const state = initialReaderState();
  assert.deepEqual([countsInName(leadOf(10), track, state), countsInName(leadOf(10, "glued"), track, state)], [
    true,
    false,
  ]);
});

Deno.test("countsInName() takes a number up to 20 for part of the name beside a step, and a larger one for a step", () => {
  const state = { ...initialReaderState(), step: 7 };
  assert.deepEqual([10, 20, 21].map((value) => countsInName(leadOf(value), track, state)), [false, false, true]);
});

Deno.test("countsInName() keeps to what the number has proved to be", () => {
  const state = { ...initialReaderState(), step: 7 };
  for (const kind of ["name", "glued"] as const) {
    assert.equal(countsInName(leadOf(10, kind), { ...track, verdict: "counter" }, state), true);
    assert.equal(countsInName(leadOf(900, kind), { ...track, verdict: "none" }, state), false);
  }
});

Deno.test("placeByName() makes the number the step, and takes it out of the names that end with it", () => {
  const facts = makeFacts({ lead: leadOf(10), pairs: [makePair("recall_at_10", 0.5), makePair("gap", 0.25)] });
  const { step, pairs } = placeByName(facts);
  assert.deepEqual([step, pairs.map(({ info }) => info.name)], [10, ["recall", "gap"]]);
});

Deno.test("a number that a metric's word ends with is the step where it goes up by one line by line", () => {
  const lines = [1, 2, 3, 4, 5].map((at) => `loss_${at} = 0.${at}`);
  assert.deepEqual(readShort(...lines), [1, 2, 3, 4, 5].map((at) => `loss=0.${at}@${at}`));
  const four = ["bleu1: 0.4", "bleu2: 0.3", "bleu3: 0.2", "bleu4: 0.1"];
  assert.deepEqual(readShort(...four), ["bleu1=0.4@0", "bleu2=0.3@0", "bleu3=0.2@0", "bleu4=0.1@0"]);
  assert.deepEqual(readShort("Epoch 7", ...lines.slice(0, 2)), ["loss_1=0.1@7", "loss_2=0.2@7"]);
});
