import assert from "node:assert/strict";
import fc from "fast-check";
import { isSpace, spacedWords, splitAt } from "../../../lib/points/scan/split_text.ts";

Deno.test("isSpace() is true for the characters that \\s matches, and for no others", () => {
  const different = Array.from({ length: 0x1_0000 }, (_, code) => code)
    .filter((code) => isSpace(code) !== /\s/.test(String.fromCharCode(code)));
  assert.deepEqual(different, []);
});

Deno.test("spacedWords() splits as an expression does, at the ends of the text, too", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "b", " ", "\t", "\u00a0", "損", "😀") });
  fc.assert(fc.property(text, (text) => assert.deepEqual(spacedWords(text), text.split(/\s+/))));
});

Deno.test("splitAt() splits at runs of its marks alone", () => {
  const parts = splitAt("_/");
  assert.deepEqual(parts("val_/loss x"), ["val", "loss x"]);
  assert.deepEqual(parts("_loss_"), ["", "loss", ""]);
  assert.deepEqual(parts(""), [""]);
});
