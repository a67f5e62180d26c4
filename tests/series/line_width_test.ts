import assert from "node:assert/strict";
import { isDense, widthOfLines } from "../../lib/series/line_width.ts";

Deno.test("widthOfLines() gives few lines their width and many lines one pixel", () => {
  assert.equal(widthOfLines(1, 1.75), 1.75);
  assert.equal(widthOfLines(8, 1.75), 1.75);
  assert.equal(widthOfLines(9, 1.75), 1);
});

Deno.test("isDense() is true exactly where lines are thin", () => {
  for (const lines of [0, 1, 8, 9, 100]) assert.equal(isDense(lines), widthOfLines(lines, 2) < 2, `${lines} lines`);
});
