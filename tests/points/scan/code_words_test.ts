import assert from "node:assert/strict";
import { makeCodeWords } from "../../../lib/points/scan/code_words.ts";

const codesOf = (text: string) => Uint16Array.from(text.split(""), (letter) => letter.charCodeAt(0));

Deno.test("makeCodeWords() knows each of its words, anywhere in a line", () => {
  const words = ["s", "ms", "µs", "сек", "it", "epochs", "stop"], isWord = makeCodeWords(words);
  for (const word of words) assert.ok(isWord(codesOf(`12${word}/x`), 2, 2 + word.length), word);
});

Deno.test("makeCodeWords() knows no part of a word, no longer one and no empty one", () => {
  const isWord = makeCodeWords(["step", "sp"]), codes = codesOf("steps");
  assert.deepEqual([isWord(codes, 0, 5), isWord(codes, 0, 3), isWord(codes, 1, 4), isWord(codes, 2, 2)], [
    false,
    false,
    false,
    false,
  ]);
  assert.ok(!isWord(codesOf("soap"), 0, 4), "as many letters, the same first and last ones");
});
