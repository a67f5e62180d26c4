import assert from "node:assert/strict";
import { initialReaderState } from "../../../lib/points/curves/state.ts";
import { hasKnownValue, isAllValues, isKnownName, isSureName, namesRate } from "../../../lib/points/curves/sure.ts";
import { understandName } from "../../../lib/points/words/name.ts";
import { makeFacts, makePair } from "../make_facts.ts";

for (
  const [name, isSure] of [["loss", true], ["score", false], ["train", false], ["lr", false], [
    "val_score",
    true,
  ], ["val_ratio", false]] as const
) {
  Deno.test(`isSureName() is ${isSure} for ${name}`, () => assert.equal(isSureName(understandName(name)), isSure));
}

Deno.test("namesRate() finds rates and scales, which configurations print too", () => {
  assert.deepEqual(["learning_rate", "lr_g", "loss_scale", "loss"].map(namesRate), [true, true, true, false]);
});

Deno.test("isKnownName() takes finite numbers with a mark before them", () => {
  const isKnown = (name: string, value: number, over = {}) => isKnownName(makePair(name, value, over));
  assert.deepEqual([isKnown("loss", 0.5), isKnown("loss", NaN), isKnown("tok/s", 900)], [true, false, true]);
  assert.deepEqual([isKnown("reading", 0.5), isKnown("loss", 0.5, { separated: false })], [false, false]);
});

Deno.test("hasKnownValue() finds a decimal or a percentage of a known metric; a name that settings have too, once training began", () => {
  const state = initialReaderState(), trained = { ...state, trained: true };
  const has = (at: typeof state, ...pairs: ReturnType<typeof makePair>[]) => hasKnownValue(makeFacts({ pairs }), at);
  assert.equal(has(state, makePair("loss", 0.5)), true);
  assert.equal(has(state, makePair("loss", 3, { integer: true })), false);
  assert.equal(has(state, makePair("accuracy", 90, { integer: true, unit: "%" })), true);
  assert.deepEqual([has(state, makePair("score", 0.5)), has(trained, makePair("score", 0.5))], [false, true]);
});

Deno.test("hasKnownValue() takes a value without a mark before training where it is alone, or two are known", () => {
  const state = initialReaderState(), pair = (name: string) => makePair(name, 0.5, { separated: false });
  const has = (...names: string[]) => hasKnownValue(makeFacts({ pairs: names.map(pair) }), state);
  assert.deepEqual([has("loss"), has("loss", "reading"), has("loss", "accuracy")], [true, false, true]);
});

Deno.test("isAllValues() finds lines of several decimals while training goes on", () => {
  const trained = { ...initialReaderState(), trained: true, epoch: 2 };
  const pairs = [makePair("CP", 0.917), makePair("CR", 0.614)];
  assert.equal(isAllValues(makeFacts({ pairs }), trained), true);
  assert.equal(isAllValues(makeFacts({ pairs }), initialReaderState()), false);
  assert.equal(isAllValues(makeFacts({ pairs: pairs.slice(1) }), trained), false);
});
