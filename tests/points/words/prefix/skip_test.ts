import assert from "node:assert/strict";
import {
  ahead,
  anyOf,
  inOrder,
  perhaps,
  skipMatch,
  skipWord,
  unless,
} from "../../../../lib/points/words/prefix/skip.ts";

const digits = skipMatch(String.raw`\d+`), letters = skipMatch("[a-z]+");

Deno.test("skipMatch() gives the offset behind a match at the offset, and -1 without one there", () => {
  assert.deepEqual([digits("ab12c", 2), digits("ab12c", 1)], [4, -1]);
});

Deno.test("skipWord() skips a whole word of its list, and no other one", () => {
  const word = skipWord(new Set(["info"]));
  assert.deepEqual([word("<info:a", 1), word("infos", 0), word("5", 0)], [5, -1, -1]);
});

Deno.test("inOrder() skips one behind the other, and nothing where one is missing", () => {
  const both = inOrder(letters, digits);
  assert.deepEqual([both("a12 b", 0), both("a b", 0), both("12", 0)], [3, -1, -1]);
});

Deno.test("anyOf() skips the first that stands there", () => {
  const either = anyOf(skipMatch("a"), skipMatch("ab"));
  assert.deepEqual([either("ab", 0), either("b", 0)], [1, -1]);
});

Deno.test("ahead() skips nothing, and says what doesn't stand there", () => {
  assert.deepEqual([ahead(digits)("12", 0), ahead(digits)("a", 0)], [0, -1]);
});

Deno.test("unless() skips nothing, and fails where something stands", () => {
  assert.deepEqual([unless(digits)("12", 0), unless(digits)("a", 0)], [-1, 0]);
});

Deno.test("perhaps() skips what may stand before the rest, and takes the rest alone where that is all", () => {
  const both = perhaps(letters, skipMatch("b?5"));
  assert.deepEqual([both("ab5", 0), both("b5", 0), both("5", 0), both("a", 0)], [3, 2, 1, -1]);
});
