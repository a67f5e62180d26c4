import assert from "node:assert/strict";
import {
  eitherWord,
  isGlued,
  isSpaced,
  makeWordSet,
  spokenIn,
  wordsBeyondEnglish,
  wordsIn,
} from "../../../../lib/points/words/tables/table.ts";

const TWO = [{ english: "best", german: "beste bester" }, { korean: "최고" }] as const;

Deno.test("wordsIn() gives the words of all languages, in the order of the tables", () => {
  assert.deepEqual(wordsIn(...TWO), ["best", "beste", "bester", "최고"]);
});

Deno.test("wordsBeyondEnglish() leaves out English alone", () => {
  assert.deepEqual(wordsBeyondEnglish(...TWO), ["beste", "bester", "최고"]);
});

Deno.test("isGlued() is true for words of Chinese, Japanese and Korean, isSpaced() for others", () => {
  assert.deepEqual(["최고", "beste"].map(isSpaced), [false, true]);
  assert.deepEqual(["最佳", "ベスト", "최고", "beste", "лучший"].map(isGlued), [true, true, true, false, false]);
});

Deno.test("makeWordSet() finds whole words in any case, and glued ones anywhere", () => {
  const { has, standsIn } = makeWordSet(wordsIn(...TWO));
  assert.deepEqual(["beste", "Beste", "최고"].map(has), [true, false, true]);
  assert.deepEqual(["der BESTE Wert", "의최고값", "die besten Werte", ""].map(standsIn), [true, true, false, false]);
});

Deno.test("eitherWord() finds the longest word, and takes marks and spaces for themselves", () => {
  const either = new RegExp(eitherWord(["pro", "prom.", "zu_ende"]));
  assert.deepEqual(["prom. 3", "proma", "zu ende"].map((text) => either.exec(text)?.[0]), ["prom.", "pro", "zu ende"]);
});

Deno.test("spokenIn() gives words as they are spoken, with spaces", () => {
  assert.deepEqual(spokenIn({ vietnamese: "kiểm_tra đo" }), ["kiểm tra", "đo"]);
});
