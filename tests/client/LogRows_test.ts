import assert from "node:assert/strict";
import { h } from "preact";
import { renderToString } from "preact-render-to-string";
import { LogRow, markMatches, matchesSearch, ROW_MAX_CHARS } from "../../lib/client/LogRows.tsx";

Deno.test("markMatches() marks a match that runs over two colours", () => {
  const segments = [{ text: "a lo", className: "" }, { text: "ss b", className: "ansi-red" }];
  assert.deepEqual(markMatches(segments, "loss").map((part) => [part.text, part.isMatch]), [
    ["a ", false],
    ["lo", true],
    ["ss", true],
    [" b", false],
  ]);
});

Deno.test("markMatches() marks every match whatever its case", () => {
  const marked = markMatches([{ text: "Loss loss", className: "" }], "loss");
  assert.deepEqual(marked.filter((part) => part.isMatch).map((part) => part.text), [
    "Loss",
    "loss",
  ]);
});

Deno.test("markMatches() loses no text when nothing is searched", () => {
  assert.deepEqual(markMatches([{ text: "x", className: "" }], ""), [
    { text: "x", className: "", isMatch: false },
  ]);
});

Deno.test("matchesSearch() sees through colours", () => {
  assert.equal(matchesSearch("\u001b[31mTrain\u001b[0ming", "training"), true);
});

Deno.test("LogRow() puts markup of a log on the page as text", () => {
  const row = h(LogRow, { line: 3, text: "<img src=x>", search: "", isSelected: false });
  const html = renderToString(row);
  assert.match(html, /&lt;img src=x>/);
  assert.doesNotMatch(html, /style=/);
  assert.match(html, /id="L3"/);
});

Deno.test("LogRow() shows the start of a very long line and says how much there is", () => {
  const text = "x".repeat(ROW_MAX_CHARS + 1500);
  const html = renderToString(h(LogRow, { line: 1, text, search: "", isSelected: false }));
  assert.match(html, /… 1,500 more characters/);
  assert.ok(html.length < ROW_MAX_CHARS + 500);
});
