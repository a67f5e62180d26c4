import assert from "node:assert/strict";
import { tellsOfLastRound, tellsOfOutcome } from "../../../lib/points/words/not_counted.ts";

for (
  const [gap, isOutcome, isLast] of [
    [", failed batches: ", true, false],
    [", 성공 배치: ", true, false],
    ["，失败批次：", true, false],
    [", batches: ", false, false],
    [" (last epoch: ", false, true],
    [" (Previous step ", false, true],
    ["（上一轮 ", false, true],
    [" (epoch: ", false, false],
    ["第 ", false, false],
  ] as const
) {
  Deno.test(`tellsOfOutcome() is ${isOutcome} and tellsOfLastRound() ${isLast} for "${gap}"`, () => {
    assert.equal(tellsOfOutcome(gap), isOutcome);
    assert.equal(tellsOfLastRound(gap), isLast);
  });
}
