import assert from "node:assert/strict";
import { makePart, makeRankPart, skipOrStay } from "../../../../lib/points/words/prefix/prefix_part.ts";
import { skipMatch } from "../../../../lib/points/words/prefix/skip.ts";

Deno.test("skipOrStay() gives the offset behind a match at the offset, and the offset itself without one there", () => {
  const digits = skipMatch(String.raw`\d+`);
  assert.deepEqual([skipOrStay(digits, "ab12c", 2), skipOrStay(digits, "ab12c", 1)], [4, 1]);
});

Deno.test("makePart() makes a part that skips what it is made of", () => {
  const { name, skip } = makePart({ name: "a mark", place: "anywhere", lines: [], own: skipMatch("> ") });
  assert.deepEqual([name, skip("> a", 0), skip("a > ", 0)], ["a mark", 2, 0]);
});

Deno.test("makeRankPart() finds the digits behind its mark, and is no part without what belongs behind them", () => {
  const part = makeRankPart({
    name: "a rank",
    place: "anywhere",
    lines: [],
    mark: skipMatch("rank "),
    tail: skipMatch(String.raw`\d+: `),
  });
  assert.deepEqual([part.rank!.digits("rank 12: a", 0), part.skip("rank 12: a", 0), part.skip("rank 12 a", 0)], [
    5,
    9,
    0,
  ]);
  assert.ok(!part.rank!.isBare && part.rank!.replicasFrom < 0);
});
