import assert from "node:assert/strict";
import { bestWordOf, isBestCounter, isOfBest } from "../../../lib/points/words/best_words.ts";

Deno.test("bestWordOf() finds the word that marks set off from the names behind it", () => {
  assert.deepEqual(
    ["[Best] acc: 0.5", "Best model: acc 0.5", "最佳: 准确率 0.5", "Best acc: 0.5", "Best: 0.5"].map(bestWordOf),
    [
      ...["best", "best", "最佳", "", ""],
    ],
  );
});

Deno.test("isOfBest() is false for the name of a run in a column", () => {
  assert.deepEqual(["Best: acc 0.5", "Best (rho=0.1) | acc 0.5", "Last: acc 0.5"].map(isOfBest), [true, false, false]);
});

Deno.test("isBestCounter() is true for the counter of the best values, alone on its line", () => {
  const lines = [
    "** Best epoch: 12 **",
    "best_step = 300",
    "Best loss: 12",
    "Best epoch: 12, acc 0.5",
    "Last epoch: 12",
  ];
  assert.deepEqual(lines.map(isBestCounter), [true, true, false, false, false]);
});
