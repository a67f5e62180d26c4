import assert from "node:assert/strict";
import {
  dependsOnDigits,
  fillCharacters,
  isUnspaced,
  isWord,
  joinsWords,
  makeCharacters,
  readWhole,
  skipDigits,
} from "../../../lib/points/scan/characters.ts";

const codeOf = (text: string) => text.charCodeAt(0);

Deno.test("fillCharacters() holds a text of any length, and zeros behind it", () => {
  const chars = makeCharacters();
  for (const text of ["9".repeat(70_000), "第3轮", ""]) {
    fillCharacters(text, chars);
    assert.equal(String.fromCharCode(...chars.codes.subarray(0, Math.min(text.length, 9))), text.slice(0, 9));
    assert.deepEqual([...chars.codes.subarray(text.length, text.length + 8)], Array(8).fill(0));
    assert.equal(chars.text, text);
  }
});

Deno.test("fillCharacters() reads the characters of a part from the whole text", () => {
  const chars = makeCharacters(), whole = "loss 0.5\nacc 0.25\n";
  fillCharacters("acc 0.25", chars, whole, 9);
  assert.equal(String.fromCharCode(...chars.codes.subarray(0, 9)), "acc 0.25\0");
});

Deno.test("isWord() is true for letters of spaced scripts, digits and _", () => {
  assert.deepEqual(["a", "Z", "7", "_", "é", "ж", "ا"].map((text) => isWord(codeOf(text))), Array(7).fill(true));
  assert.deepEqual(["-", " ", "@", "×", "،", "第"].map((text) => isWord(codeOf(text))), Array(6).fill(false));
});

Deno.test("isUnspaced() is true for letters of Chinese, Japanese and Korean", () => {
  assert.deepEqual(["第", "か", "한", "a"].map((text) => isUnspaced(codeOf(text))), [true, true, true, false]);
});

Deno.test("joinsWords() is true for what goes on a word", () => {
  assert.deepEqual(["a", "1", "_", ".", "-", ":", " "].map((text) => joinsWords(codeOf(text))), [
    true,
    true,
    true,
    true,
    true,
    false,
    false,
  ]);
});

Deno.test("skipDigits() gives the offset behind digits", () => {
  const chars = makeCharacters();
  fillCharacters("a123", chars);
  assert.deepEqual([skipDigits(chars.codes, 1), skipDigits(chars.codes, 0)], [4, 0]);
});

Deno.test("readWhole() gives the value of the digits between two offsets", () => {
  const chars = makeCharacters();
  fillCharacters("x00120y", chars);
  const { codes } = chars;
  assert.deepEqual([readWhole(codes, 1, 6), readWhole(codes, 3, 5), readWhole(codes, 2, 2)], [120, 12, 0]);
});

Deno.test("dependsOnDigits() is true for syslog's tab and for marks of other scripts, not for marks of ranks", () => {
  const chars = makeCharacters();
  const depend = ["#011loss 0.5", "loss ٢٫٥", "\u22120.5", "[rank0]: loss", "<std", "loss #1"].map((text) => {
    fillCharacters(text, chars);
    return dependsOnDigits(chars);
  });
  assert.deepEqual(depend, [true, true, true, false, false, false]);
});
