import assert from "node:assert/strict";
import { alignColumns, paint, widthOf } from "../../lib/commands/table.ts";

for (
  const [what, text, cells] of [
    ["plain text", "loss", 4],
    ["no text", "", 0],
    ["Chinese and Japanese", "学習 7", 6],
    ["Korean", "한국", 4],
    ["full-width digits", "１２", 4],
    ["a combining mark", "e\u0301", 1],
    ["an emoji", "🚀", 2],
    ["an emoji of several code points", "👩‍👩‍👧", 2],
    ["an emoji with a skin tone", "👍🏽", 2],
    ["a flag", "🇩🇪", 2],
    ["the marks of ls", "✓✗●○–…", 6],
    ["a coloured text", "\x1b[32m✓\x1b[0m", 1],
    ["a link", "\x1b]8;;http://a\x07go\x1b]8;;\x07", 2],
  ] as const
) {
  Deno.test(`widthOf() counts the terminal's cells of ${what}`, () => assert.equal(widthOf(text), cells));
}

Deno.test("alignColumns() aligns by cells, not by characters", () => {
  const rows = [["name", "n"], ["実験", "10"], ["🇩🇪", "2"], ["e\u0301", "300"]];
  assert.equal(
    alignColumns(rows, { right: [1] }),
    "name    n\n" +
      "実験   10\n" +
      "🇩🇪      2\n" +
      "e\u0301     300\n",
  );
});

Deno.test("alignColumns() prints the head alone when there are no rows, without trailing space", () => {
  assert.equal(alignColumns([["a", ""]]), "a\n");
});

Deno.test("paint() leaves a text as it is when stdout is no terminal", { ignore: Deno.stdout.isTerminal() }, () => {
  assert.equal(paint("x", "red"), "x");
});
