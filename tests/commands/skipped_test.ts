import assert from "node:assert/strict";
import { describeSkipped } from "../../lib/commands/skipped.ts";

Deno.test("describeSkipped() says nothing when nothing is skipped", () => {
  assert.deepEqual(describeSkipped({ before: [], empty: [], others: [] }), []);
});

Deno.test("describeSkipped() names the first three of each kind, and what a terminal would obey in no name", () => {
  const lines = describeSkipped({ before: ["a", "b", "c", "d"], empty: ["\u001b[2J"], others: ["x.bin", "y.bin"] });
  assert.deepEqual(lines, [
    "skipped 4 logs (a, b, c, …): imported before; --again imports them once more",
    "skipped 1 empty log (⟨U+001B⟩[2J)",
    "skipped 2 files (x.bin, y.bin): a log's name ends with .log, .out, .err or .txt",
  ]);
});
