import assert from "node:assert/strict";
import fc from "fast-check";
import { escapeHidden, showHidden } from "../../lib/text/visible.ts";

Deno.test("showHidden() leaves text of any script, emoji and combining marks as they are", () => {
  for (
    const text of ["", "loss", "größe α 损失 خسارة", "👩‍🚀 ❤️ 👍🏽 🏳️‍🌈", "e\u0301", "می\u200cخواهم", "क्\u200dष", "a\u00a0b"]
  ) {
    assert.equal(showHidden(text), text);
  }
});

Deno.test("showHidden() writes out direction controls, zero-width characters and control characters", () => {
  const codes = [
    0x202a,
    0x202e,
    0x2066,
    0x2069,
    0x200e,
    0x61c,
    0x200b,
    0x200c,
    0x200d,
    0x2060,
    0xfeff,
    0xad,
    0x3164,
    0x2028,
  ];
  for (const code of [...codes, 0x00, 0x07, 0x1b, 0x7f, 0x9b, 0xe0041]) {
    const hex = code.toString(16).toUpperCase().padStart(4, "0");
    assert.equal(showHidden(`a${String.fromCodePoint(code)}b`), `a⟨U+${hex}⟩b`);
  }
  assert.equal(showHidden("a\ud800b"), "a⟨U+D800⟩b");
});

Deno.test("showHidden() keeps line breaks and tabs of a text with lines, and writes them out of a name", () => {
  assert.equal(showHidden("a\n\tb\r", { hasLines: true }), "a\n\tb⟨U+000D⟩");
  assert.equal(showHidden("a\n\tb"), "a⟨U+000A⟩⟨U+0009⟩b");
});

Deno.test("showHidden() applied twice gives the same, and leaves nothing that a terminal obeys", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    const shown = showHidden(text);
    assert.equal(showHidden(shown), shown);
    assert.doesNotMatch(shown, /[\p{Cc}\u202a-\u202e\u2066-\u2069\u200b\ufeff]/u);
  }));
});

Deno.test("escapeHidden() leaves JSON its value, and nothing in it that a terminal obeys", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    const escaped = escapeHidden(JSON.stringify({ text }));
    assert.deepEqual(JSON.parse(escaped), { text });
    assert.doesNotMatch(escaped, /[\p{Cc}\u202a-\u202e\u2066-\u2069\u200b\ufeff]/u);
  }));
  assert.equal(escapeHidden('"a\u009b\u{e0041}"'), '"a\\u009b\\udb40\\udc41"');
});
