import assert from "node:assert/strict";
import { readSummary, writeSummary } from "./test_all.ts";

Deno.test("readSummary() reads the last summary of an output, with colours and without", () => {
  const plain = "a test ... ok (1ms)\n\nok | 4022 passed (185 steps) | 0 failed (19m26s)\n\n";
  assert.deepEqual(readSummary(plain), { passed: 4022, steps: 185, failed: 0, ignored: 0 });
  const coloured = "\x1b[0m\x1b[31mFAILED\x1b[0m | 3 passed | 2 failed | 1 ignored \x1b[38;5;245m(4s)\x1b[0m\n";
  assert.deepEqual(readSummary(coloured), { passed: 3, steps: 0, failed: 2, ignored: 1 });
  assert.deepEqual(readSummary("ok | 1 passed (1 step) | 0 failed (2ms)"), {
    passed: 1,
    steps: 1,
    failed: 0,
    ignored: 0,
  });
});

Deno.test("readSummary() gives null for an output without one: a process that was killed", () => {
  assert.equal(readSummary("a test ..."), null);
});

Deno.test("writeSummary() adds the counts, and says ok only when none failed", () => {
  const counts = { passed: 10, steps: 2, failed: 0, ignored: 0 };
  assert.equal(writeSummary([counts, counts], 61_000), "ok | 20 passed (4 steps) | 0 failed (1m1s)");
  const failed = { ...counts, failed: 1, ignored: 3 };
  assert.equal(writeSummary([counts, failed], 1000), "FAILED | 20 passed (4 steps) | 1 failed | 3 ignored (0m1s)");
});
