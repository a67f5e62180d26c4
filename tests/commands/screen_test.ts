import assert from "node:assert/strict";
import { fitRows } from "../../lib/commands/screen.ts";

Deno.test("fitRows() keeps a text that fits, and counts the rows of lines that are wider than the terminal", () => {
  assert.deepEqual(fitRows("a\nb\n", { columns: 10, rows: 2 }), { text: "a\nb\n", rows: 2 });
  assert.deepEqual(fitRows("a\n\n" + "b".repeat(21), { columns: 10, rows: 9 }), {
    text: `a\n\n${"b".repeat(21)}\n`,
    rows: 5,
  });
  assert.equal(fitRows("損失損失損失", { columns: 10, rows: 9 }).rows, 2);
});

Deno.test("fitRows() says how many lines are left out, and never takes more rows than there are", () => {
  assert.deepEqual(fitRows("a\nb\nc\nd\n", { columns: 10, rows: 3 }), { text: "a\nb\nand 2 more lines\n", rows: 3 });
  assert.deepEqual(fitRows("a\n" + "b".repeat(21), { columns: 10, rows: 3 }), {
    text: "a\nand 1 more line\n",
    rows: 2,
  });
});
