import assert from "node:assert/strict";
import { shorten } from "../../lib/commands/shorten.ts";

Deno.test("shorten() keeps a text of the allowed length", () => assert.equal(shorten("abc", 3), "abc"));

Deno.test("shorten() cuts a longer text and ends it with an ellipsis within the length", () => {
  assert.equal(shorten("abcdef", 4), "abc…");
});

Deno.test("shorten() does not cut a character of two UTF-16 units in half", () => {
  assert.equal(shorten("🚀🚀🚀", 2), "🚀…");
});

Deno.test("shorten() puts everything on one line and writes out characters that a terminal would obey", () => {
  assert.equal(shorten(" a\n\tb\x1b[31mc\u202ed\u2028e ", 60), "a b⟨U+001B⟩[31mc⟨U+202E⟩d e");
});
