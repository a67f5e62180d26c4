import assert from "node:assert/strict";
import { settleBareRank } from "../../../lib/points/curves/bare_ranks.ts";
import { RANK_LEAD } from "../../../lib/points/grammar/lead_kinds.ts";
import { makeFacts, makePair } from "../make_facts.ts";
import { readShort } from "../read_log.ts";
import { startCharting } from "./make_charting.ts";

/** A line such as `2: [3/40] loss 0.5`. */
function lineOf(value: number, step: number, stepTotal = 40) {
  const inner = { slot: 1, name: "", pair: -1 };
  return makeFacts({
    lead: { value, name: RANK_LEAD, pair: -1, kind: "rank", inner, innerValue: step },
    pairs: [makePair("loss", 0.5)],
    rank: value,
    step,
    stepTotal,
  });
}

/** Rank, epoch and batch of each line. */
function settle(...lines: (readonly [value: number, step: number])[]): string[] {
  const charting = startCharting();
  return lines.map(([value, step]) => {
    const { rank, epoch, batch } = settleBareRank(lineOf(value, step), charting);
    return `${rank} ${epoch} ${batch}`;
  });
}

Deno.test("settleBareRank() finds an epoch in a number that goes up where its count is over", () => {
  assert.deepEqual(settle([0, 20], [0, 40], [1, 20]), ["0 NaN NaN", "0 NaN NaN", "null 1 20"]);
  assert.deepEqual(settle([1, 0], [1, 30], [2, 0], [2, 30]), ["1 NaN NaN", "1 NaN NaN", "null 2 0", "null 2 30"]);
});

Deno.test("settleBareRank() finds no rank in a number that goes up beside the line's own count", () => {
  assert.deepEqual(settle([0, 1], [1, 2], [2, 3]), ["0 NaN NaN", "null NaN NaN", "null NaN NaN"]);
});

Deno.test("settleBareRank() leaves the ranks of lines with one count, of numbers that go back, of a count that isn't over", () => {
  for (const [value, step] of [[1, 20], [1, 5]] as const) {
    assert.equal(settle([0, 10], [0, 20], [value, step], [value, 40], [2, 10]).at(-1), "2 NaN NaN");
  }
  assert.equal(settle([3, 40], [0, 40], [1, 40]).at(-1), "1 NaN NaN");
});

Deno.test("settleBareRank() leaves a line without such a number", () => {
  const facts = makeFacts();
  assert.equal(settleBareRank(facts, startCharting()), facts);
});

Deno.test("settleBareRank() gives the points that waited for a lower rank", () => {
  const log = ["1: [ 0/40] G: 0.5", "1: [20/40] G: 0.4", "2: [ 0/40] G: 0.3", "2: [20/40] G: 0.2"];
  assert.deepEqual(readShort(...log), ["g=0.5@0", "g=0.4@20", "g=0.3@40", "g=0.2@60"]);
});
