import assert from "node:assert/strict";
import { subjectOf, titleBesideCount, titleOf } from "../../../lib/points/words/title_words.ts";

for (
  const [line, title] of [
    ["Checking...", "checking"],
    ["== Holdout pass ==", "holdout"],
    ["[Unseen speakers]", "unseen speakers"],
    ["{'T2-Scores:'}", "t2-scores"],
    ["pass", ""],
    ["Training", ""],
    ["Results:", ""],
    ["loss:", ""],
    ["Epoch", ""],
    ["all is well with it", ""],
    ["Checking 3 files", ""],
    ["Crate@10", "crate@10"],
    ["** Best epoch: 12 **", "best"],
    ["Best of 12", ""],
  ] as const
) {
  Deno.test(`titleOf() finds ${title || "no words"} in ${line}`, () => assert.equal(titleOf(line), title));
}

for (
  const [heading, subject] of [
    ["Evaluation results for masks: ", "masks"],
    ["*** Validation on the rough set ***", "rough"],
    ["Evaluate on the test set", ""],
    ["Evaluation done in epoch", ""],
    ["***** Running Evaluation *****", ""],
  ] as const
) {
  Deno.test(`subjectOf() finds ${subject || "nothing"} in ${heading}`, () => assert.equal(subjectOf(heading), subject));
}

Deno.test("titleBesideCount() finds the words of a heading with a count in brackets", () => {
  const read = (heading: string) => titleBesideCount(heading);
  assert.deepEqual(
    ["--- Holdout results (Epoch 3) ---", "[3/9] Holdout", "--- Results (Epoch 3) ---", "Holdout 3"].map(read),
    [
      ...["holdout", "holdout", "", ""],
    ],
  );
});
