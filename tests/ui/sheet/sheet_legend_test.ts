import assert from "node:assert/strict";
import { estimateWidth, placeLegend, ROW_HEIGHT, shortenMiddle } from "../../../lib/ui/sheet/sheet_legend.ts";

Deno.test("shortenMiddle() keeps both ends, and a short text as it is", () => {
  assert.equal(shortenMiddle("abc", 3), "abc");
  assert.equal(shortenMiddle("abcdefgh", 5), "ab…gh");
  assert.equal(shortenMiddle("🦊🦊🦊🦊", 3), "🦊…🦊");
});

Deno.test("estimateWidth() takes a character of Chinese as wider than a letter", () => {
  assert.ok(estimateWidth("损失") > estimateWidth("ab"));
});

Deno.test("placeLegend() fills rows from the left, and begins the next where an entry doesn't fit", () => {
  const { entries, rows, leftOut } = placeLegend(["one", "two", "three"], { width: 160, mostRows: 3 });
  assert.deepEqual(entries.map(({ top }) => top), [ROW_HEIGHT / 2, ROW_HEIGHT / 2, ROW_HEIGHT * 1.5]);
  assert.deepEqual([entries[0]!.left, entries[2]!.left, rows, leftOut], [0, 0, 2, 0]);
  assert.ok(entries[1]!.left > estimateWidth("one"));
});

Deno.test("placeLegend() counts the entries without a row", () => {
  const { entries, rows, leftOut } = placeLegend(Array.from({ length: 50 }, (_, at) => `run ${at}`), {
    width: 300,
    mostRows: 2,
  });
  assert.equal(rows, 2);
  assert.equal(entries.length + leftOut, 50);
  assert.ok(leftOut > 30);
});

Deno.test("placeLegend() shortens a name that is wider than the chart, and has no row for no names", () => {
  const { entries } = placeLegend(["x".repeat(200)], { width: 200, mostRows: 1 });
  assert.ok(estimateWidth(entries[0]!.text) < 200 && entries[0]!.text.includes("…"), entries[0]!.text);
  assert.equal(placeLegend([], { width: 200, mostRows: 1 }).rows, 0);
});
