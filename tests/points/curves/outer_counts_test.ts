import assert from "node:assert/strict";
import { settleAround, settleBareRank } from "../../../lib/points/curves/outer_counts.ts";
import { initialReaderState } from "../../../lib/points/curves/state.ts";
import { AROUND_LEAD, RANK_LEAD } from "../../../lib/points/grammar/lead_kinds.ts";
import { makeFacts, makeLead, makePair } from "../make_facts.ts";
import { readShort } from "../read_log.ts";
import { startCharting } from "./make_charting.ts";

/** A line such as `2: [3/40] loss 0.5`. */
function rankLine(value: number, step: number, stepTotal = 40) {
  const inner = { slot: 1, name: "", pair: -1 };
  return makeFacts({
    lead: makeLead(value, { name: RANK_LEAD, kind: "rank", inner, innerValue: step }),
    pairs: [makePair("loss", 0.5)],
    rank: value,
    step,
    stepTotal,
  });
}

/** Rank, epoch and batch of each line. */
function settleRanks(...lines: (readonly [value: number, step: number])[]): string[] {
  const charting = startCharting();
  return lines.map(([value, step]) => {
    const { rank, epoch, batch } = settleBareRank(rankLine(value, step), charting);
    return `${rank} ${epoch} ${batch}`;
  });
}

Deno.test("settleBareRank() finds an epoch in a number that goes up where its count is over", () => {
  assert.deepEqual(settleRanks([0, 20], [0, 40], [1, 20]), ["0 NaN NaN", "0 NaN NaN", "null 1 20"]);
  assert.deepEqual(settleRanks([1, 0], [1, 30], [2, 0], [2, 30]), ["1 NaN NaN", "1 NaN NaN", "null 2 0", "null 2 30"]);
});

Deno.test("settleBareRank() finds no rank in a number that goes up beside the line's own count", () => {
  assert.deepEqual(settleRanks([0, 1], [1, 2], [2, 3]), ["0 NaN NaN", "null NaN NaN", "null NaN NaN"]);
});

Deno.test("settleBareRank() leaves the ranks of lines with one count, of numbers that go back, of a count that isn't over", () => {
  for (const [value, step] of [[1, 20], [1, 5]] as const) {
    assert.equal(settleRanks([0, 10], [0, 20], [value, step], [value, 40], [2, 10]).at(-1), "2 NaN NaN");
  }
  assert.equal(settleRanks([3, 40], [0, 40], [1, 40]).at(-1), "1 NaN NaN");
});

Deno.test("settleBareRank() leaves a line without such a number", () => {
  const facts = makeFacts();
  assert.equal(settleBareRank(facts, startCharting()), facts);
});

Deno.test("settleBareRank() gives the points that waited for a lower rank", () => {
  const log = ["1: [ 0/40] G: 0.5", "1: [20/40] G: 0.4", "2: [ 0/40] G: 0.3", "2: [20/40] G: 0.2"];
  assert.deepEqual(readShort(...log), ["g=0.5@0", "g=0.4@20", "g=0.3@40", "g=0.2@60"]);
});

/** A line such as `[2/9] step 3 loss 0.5`. */
function aroundLine(value: number, step: number) {
  const inner = { slot: 1, name: "", pair: -1 };
  return makeFacts({
    lead: makeLead(value, { name: AROUND_LEAD, kind: "around", inner, innerValue: 9 }),
    pairs: [makePair("loss", 0.5)],
    step,
  });
}

/** The epoch of each line. */
function settleCounts(
  lines: readonly (readonly [value: number, step: number])[],
  state = initialReaderState(),
): number[] {
  return lines.map(([value, step]) => settleAround(aroundLine(value, step), state).epoch);
}

Deno.test("settleAround() finds an epoch in a count that goes up where the step begins again", () => {
  assert.deepEqual(settleCounts([[1, 10], [1, 20], [2, 10], [2, 20], [3, 10]]), [1, 1, 2, 2, 3]);
  const { epochTotal, lead } = settleAround(aroundLine(1, 10), initialReaderState());
  assert.deepEqual([epochTotal, lead], [9, null]);
});

Deno.test("settleAround() finds none in a count that goes up beside the step, or while the step stays", () => {
  assert.deepEqual(settleCounts([[1, 10], [2, 20], [3, 30]]), [1, NaN, NaN]);
  assert.deepEqual(settleCounts([[0, 10], [1, 10], [0, 20]]), [0, NaN, NaN]);
});

Deno.test("settleAround() forgets the epoch that turned out to be none", () => {
  const state = { ...initialReaderState() };
  settleCounts([[1, 10]], state);
  state.epoch = 1;
  settleCounts([[2, 20]], state);
  assert.equal(state.epoch, NaN);
});

Deno.test("settleAround() finds none below an epoch that another line named, and leaves a line without such a count", () => {
  assert.deepEqual(settleCounts([[1, 10], [2, 5]], { ...initialReaderState(), epoch: 3 }), [NaN, NaN]);
  const facts = makeFacts({ step: 3 });
  assert.equal(settleAround(facts, initialReaderState()), facts);
});
