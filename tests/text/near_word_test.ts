import assert from "node:assert/strict";
import { findNearWord } from "../../lib/text/near_word.ts";

const WORDS = ["metric_type", "min_step", "max_step", "q", "format"];

Deno.test("findNearWord() finds the word of which letters are missing, wrong or too many", () => {
  for (const [wanted, found] of [["min_stp", "min_step"], ["metric_types", "metric_type"], ["fromat", "format"]]) {
    assert.equal(findNearWord(wanted!, WORDS), found, wanted);
  }
});

Deno.test("findNearWord() finds none when more than two letters, or half of them, differ", () => {
  for (const wanted of ["columns", "p", "step", ""]) assert.equal(findNearWord(wanted, WORDS), null, wanted);
});

Deno.test("findNearWord() prefers the nearest word", () => {
  assert.equal(findNearWord("max_stp", WORDS), "max_step");
});
