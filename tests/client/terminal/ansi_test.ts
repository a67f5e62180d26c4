import assert from "node:assert/strict";
import fc from "fast-check";
import { plainText, splitAnsi } from "../../../lib/client/terminal/ansi.ts";

const ESC = "\u001b";

Deno.test("splitAnsi() splits a line with SGR codes into coloured pieces", () => {
  assert.deepEqual(splitAnsi(`a ${ESC}[31mred${ESC}[0m b`), [
    { text: "a ", className: "" },
    { text: "red", className: "ansi-red" },
    { text: " b", className: "" },
  ]);
});

Deno.test("splitAnsi() keeps a decoration and a background together", () => {
  assert.deepEqual(splitAnsi(`${ESC}[1;97;44mx`), [
    { text: "x", className: "ansi-bright-white ansi-on-blue ansi-bold" },
  ]);
});

Deno.test("splitAnsi() replaces other colours by the nearest of sixteen", () => {
  assert.equal(splitAnsi(`${ESC}[38;2;250;20;10mx`)[0]!.className, "ansi-bright-red");
  assert.equal(splitAnsi(`${ESC}[38;5;22mx`)[0]!.className, "ansi-green");
  assert.equal(splitAnsi(`${ESC}[38;5;244mx`)[0]!.className, "ansi-bright-black");
});

Deno.test("splitAnsi() drops codes that move the cursor, erase, or set titles and links", () => {
  const line = `${ESC}[2K${ESC}[1A${ESC}]0;title\u0007up ${ESC}]8;;http://x${ESC}\\link${ESC}]8;;${ESC}\\`;
  assert.deepEqual(splitAnsi(line), [{ text: "up link", className: "" }]);
});

Deno.test("splitAnsi() keeps markup as text", () => {
  assert.deepEqual(splitAnsi(`${ESC}[32m<img onerror=x>&amp;${ESC}[0m`), [
    { text: "<img onerror=x>&amp;", className: "ansi-green" },
  ]);
});

Deno.test("splitAnsi() shows control characters as symbols, keeps tabs and leaves out NULs", () => {
  assert.deepEqual(splitAnsi("a\u0000\u0007b\tc\u007f"), [{ text: "a␇b\tc␡", className: "" }]);
});

Deno.test("splitAnsi() never throws and never returns an escape character, for any line", () => {
  const pieces = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom(
      ESC,
      `${ESC}[`,
      `${ESC}[3`,
      "1m",
      ";5;",
      `${ESC}]8;;`,
      "38;2;1m",
      `${ESC}[38;5;999m`,
    ),
  );
  fc.assert(fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
    const line = parts.join("");
    const segments = splitAnsi(line);
    assert.ok(segments.every((segment) => segment.text !== "" && !segment.text.includes(ESC)));
    assert.ok(segments.every((segment) => /^[a-z -]*$/.test(segment.className)));
    assert.equal(plainText(line), segments.map((segment) => segment.text).join(""));
  }));
});

Deno.test("plainText() writes out direction controls and zero-width characters, with and without escape codes", () => {
  assert.equal(plainText("lo\u202ess \u200b1"), "lo⟨U+202E⟩ss ⟨U+200B⟩1");
  assert.equal(plainText("\u001b[31mlo\u2066ss\u001b[0m"), "lo⟨U+2066⟩ss");
  assert.equal(splitAnsi("\u001b[31m\u202e\u001b[0m").map(({ text }) => text).join(""), "⟨U+202E⟩");
});
