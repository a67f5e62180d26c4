import assert from "node:assert/strict";
import { nearestMatch, reaches } from "../../../lib/client/terminal/log_search.ts";

const WHOLE = { total: 3, before: 0, lines: [2, 7, 9], first_line: 1, last_line: 99 };
/** Matches 501 to 503 of 2,000. */
const PART = { ...WHOLE, total: 2_000, before: 500 };

Deno.test("nearestMatch() finds the next match in a direction, and says its place among all", () => {
  assert.deepEqual(nearestMatch(WHOLE, 100, "older"), { line: 9, words: "3 of 3" });
  assert.deepEqual(nearestMatch(WHOLE, 7, "older"), { line: 2, words: "1 of 3" });
  assert.deepEqual(nearestMatch(WHOLE, 7, "newer"), { line: 9, words: "3 of 3" });
  assert.deepEqual(nearestMatch(PART, 8, "older"), { line: 7, words: "502 of 2,000" });
});

Deno.test("nearestMatch() says that there is none in that direction, or none at all", () => {
  assert.deepEqual(nearestMatch(WHOLE, 2, "older"), { line: null, words: "No older match of 3" });
  assert.deepEqual(nearestMatch(WHOLE, 9, "newer"), { line: null, words: "No newer match of 3" });
  assert.deepEqual(nearestMatch({ ...WHOLE, total: 0, lines: [] }, 9, "newer"), { line: null, words: "No match" });
});

Deno.test("reaches() is false where matches that the answer doesn't have may be nearer", () => {
  assert.equal(reaches(WHOLE, 2, "older"), true);
  assert.equal(reaches(PART, 8, "older"), true);
  assert.equal(reaches(PART, 2, "older"), false);
  assert.equal(reaches(PART, 9, "newer"), false);
});
