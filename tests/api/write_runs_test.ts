import assert from "node:assert/strict";
import { blankLines } from "../../lib/api/write_runs.ts";

Deno.test("blankLines() blanks secrets, and lets the event loop turn on a long log", async () => {
  let turns = 0;
  const timer = setInterval(() => turns++, 0);
  const text = `password: hunter2 ${"x".repeat(60_000)}`;
  const found = await blankLines({
    lines: Array.from({ length: 40 }, (_, at) => ({ line: at + 1, timestamp: 0, text })),
    lastLine: 40,
  });
  clearInterval(timer);
  assert.equal(found.lastLine, 40);
  for (const each of found.lines) assert.ok(each.text.startsWith("password: ••• x"));
  assert.ok(turns > 0);
});
