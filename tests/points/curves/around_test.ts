import assert from "node:assert/strict";
import { settleAround } from "../../../lib/points/curves/around.ts";
import { initialReaderState } from "../../../lib/points/curves/state.ts";
import { AROUND_LEAD } from "../../../lib/points/grammar/lead_kinds.ts";
import { makeFacts, makePair } from "../make_facts.ts";

/** A line such as `[2/9] step 3 loss 0.5`. */
function lineOf(value: number, step: number) {
  const inner = { slot: 1, name: "", pair: -1 };
  return makeFacts({
    lead: { value, name: AROUND_LEAD, pair: -1, kind: "around", inner, innerValue: 9 },
    pairs: [makePair("loss", 0.5)],
    step,
  });
}

/** The epoch of each line. */
function settle(lines: readonly (readonly [value: number, step: number])[], state = initialReaderState()): number[] {
  return lines.map(([value, step]) => settleAround(lineOf(value, step), state).epoch);
}

Deno.test("settleAround() finds an epoch in a count that goes up where the step begins again", () => {
  assert.deepEqual(settle([[1, 10], [1, 20], [2, 10], [2, 20], [3, 10]]), [1, 1, 2, 2, 3]);
  const { epochTotal, lead } = settleAround(lineOf(1, 10), initialReaderState());
  assert.deepEqual([epochTotal, lead], [9, null]);
});

Deno.test("settleAround() finds none in a count that goes up beside the step, or while the step stays", () => {
  assert.deepEqual(settle([[1, 10], [2, 20], [3, 30]]), [1, NaN, NaN]);
  assert.deepEqual(settle([[0, 10], [1, 10], [0, 20]]), [0, NaN, NaN]);
});

Deno.test("settleAround() forgets the epoch that turned out to be none", () => {
  const state = { ...initialReaderState() };
  settle([[1, 10]], state);
  state.epoch = 1;
  settle([[2, 20]], state);
  assert.equal(state.epoch, NaN);
});

Deno.test("settleAround() finds none below an epoch that another line named, and leaves a line without such a count", () => {
  assert.deepEqual(settle([[1, 10], [2, 5]], { ...initialReaderState(), epoch: 3 }), [NaN, NaN]);
  const facts = makeFacts({ step: 3 });
  assert.equal(settleAround(facts, initialReaderState()), facts);
});
