import assert from "node:assert/strict";
import { countAgain, filesToRunAgain, readErrors, readFailedFiles, readSummary, writeSummary } from "./test_output.ts";

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

/** As `deno test` ends when these tests failed, in colours. */
function failedOutput(...places: string[]): string {
  const list = places.map((place) => `a page => shows it \x1b[38;5;245m=> ./${place}\x1b[0m`).join("\n");
  const heading = (word: string) => `\n\x1b[0m\x1b[1m ${word} \x1b[0m\n`;
  return `a page ... FAILED\n${heading("ERRORS")}\n${list}\nerror: no\n    at file:///x_test.ts:1:2\n${
    heading("FAILURES")
  }\n${list}
\nFAILED | 20 passed (3 steps) | ${places.length} failed (4s)\n`;
}

Deno.test("readFailedFiles() names the files of the list at the end, each once", () => {
  const output = failedOutput("tests/e2e/a_test.ts:3:6", "tests/e2e/a_test.ts:9:6", "tests/runs/b_test.ts:1:6");
  assert.deepEqual(readFailedFiles(output), ["tests/e2e/a_test.ts", "tests/runs/b_test.ts"]);
  assert.deepEqual(readFailedFiles("ok | 1 passed | 0 failed (2ms)"), []);
});

Deno.test("readErrors() gives the errors with their stacks, without colours, and nothing of a good output", () => {
  const errors = readErrors(failedOutput("tests/e2e/a_test.ts:3:6"));
  assert.match(errors, /^ ERRORS \n[^]*error: no[^]* FAILURES \n[^]*\| 1 failed \(4s\)$/);
  assert.equal(readErrors("a test ... ok\n\nok | 1 passed | 0 failed (2ms)\n"), "");
});

Deno.test("filesToRunAgain() names failed files when they are few and all browser tests", () => {
  const good = "ok | 1 passed | 0 failed (2ms)", inBrowser = failedOutput("tests/e2e/a_test.ts:3:6");
  assert.deepEqual(filesToRunAgain([inBrowser, good]), ["tests/e2e/a_test.ts"]);
  assert.deepEqual(filesToRunAgain([good, good]), []);
  assert.deepEqual(
    filesToRunAgain([inBrowser, failedOutput("tests/runs/b_test.ts:1:6")]),
    [],
    "a fault without a browser",
  );
  assert.deepEqual(filesToRunAgain([inBrowser, "a test ..."]), [], "a process that was killed");
  const many = ["a", "b", "c", "d"].map((name) => `tests/e2e/${name}_test.ts:3:6`);
  assert.deepEqual(filesToRunAgain([failedOutput(...many), good]), [], "too many");
});

Deno.test("countAgain() lets what failed count as the second time says", () => {
  const first = { passed: 20, steps: 3, failed: 2, ignored: 1 }, again = { passed: 6, steps: 0, ignored: 0 };
  assert.deepEqual(countAgain(first, { ...again, failed: 0 }), { passed: 22, steps: 3, failed: 0, ignored: 1 });
  assert.deepEqual(countAgain(first, { ...again, failed: 1 }), { passed: 21, steps: 3, failed: 1, ignored: 1 });
});
