import assert from "node:assert/strict";
import { NOWHERE } from "../../../lib/points/curves/place.ts";
import { keepStale, takeSettled, takeStale } from "../../../lib/points/curves/stale.ts";
import { type GivenPoint, initialReaderState } from "../../../lib/points/curves/state.ts";
import { makePair } from "../make_facts.ts";

const given = (name: string, line: number): GivenPoint => ({
  name,
  pair: makePair(name, 0.5, { line }),
  step: 1,
  epoch: NaN,
  globalStep: NaN,
  rank: null,
  place: NOWHERE,
  phase: "",
});

Deno.test("takeStale() takes out the value of a metric once", () => {
  const state = initialReaderState();
  keepStale(given("val_loss", 1), state);
  assert.equal(takeStale("val_acc", state), null);
  assert.equal(takeStale("val_loss", state)?.pair.line, 1);
  assert.equal(takeStale("val_loss", state), null);
});

Deno.test("takeSettled() takes out values that waited for more than eight lines", () => {
  const state = initialReaderState();
  for (const line of [1, 2]) keepStale(given(`val_${line}`, line), state);
  assert.deepEqual(takeSettled(9, state), []);
  assert.deepEqual(takeSettled(10, state).map(({ name }) => name), ["val_1"]);
  assert.deepEqual(takeSettled(Infinity, state).map(({ name }) => name), ["val_2"]);
});

Deno.test("keepStale() keeps at most sixteen values", () => {
  const state = initialReaderState();
  const kept = Array.from({ length: 17 }, (_, i) => keepStale(given(`val_${i}`, 1), state));
  assert.deepEqual([kept.filter(Boolean).length, kept.at(-1)], [16, false]);
});
