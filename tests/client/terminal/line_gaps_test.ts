import assert from "node:assert/strict";
import { forgetFarLines, LINES_HELD, missingLines } from "../../../lib/client/terminal/line_gaps.ts";
import { createLineStore, LINES_PER_REQUEST } from "../../../lib/client/terminal/line_store.ts";

function linesOf(first: number, last: number): { line: number; text: string }[] {
  return Array.from({ length: last - first + 1 }, (_, at) => ({
    line: first + at,
    text: `line ${first + at}`,
  }));
}

Deno.test("missingLines() is null when all lines are held or the log is empty", () => {
  assert.equal(missingLines(createLineStore(linesOf(1, 10), 10), 3, 99), null);
  assert.equal(missingLines(createLineStore([], 0), 1, 40), null);
});

Deno.test("missingLines() requests the page before the held lines when the reader scrolls back", () => {
  const store = createLineStore(linesOf(5001, 5200), 5200);
  assert.deepEqual(missingLines(store, 4990, 5040), {
    first: 5001 - LINES_PER_REQUEST,
    count: LINES_PER_REQUEST,
  });
});

Deno.test("missingLines() never requests a line before the first", () => {
  const store = createLineStore(linesOf(101, 300), 300);
  assert.deepEqual(missingLines(store, 90, 140), { first: 1, count: 100 });
});

Deno.test("missingLines() requests a page from the first missing line when the reader jumps ahead", () => {
  const store = createLineStore(linesOf(1, 200), 90_000);
  assert.deepEqual(missingLines(store, 40_000, 40_050), {
    first: 40_000,
    count: LINES_PER_REQUEST,
  });
  assert.deepEqual(missingLines(store, 190, 240), { first: 201, count: LINES_PER_REQUEST });
});

Deno.test("forgetFarLines() keeps the nearest lines when too many are held", () => {
  const store = createLineStore(linesOf(1, LINES_HELD + 1), LINES_HELD + 1);
  forgetFarLines(store, 100);
  assert.equal(store.texts.size, LINES_HELD / 2);
  assert.ok(store.texts.has(100));
  assert.ok(!store.texts.has(LINES_HELD));
  assert.equal(store.lastLine, LINES_HELD + 1);
});

Deno.test("forgetFarLines() drops nothing when the log is short", () => {
  const store = createLineStore(linesOf(1, 300), 300);
  forgetFarLines(store, 1);
  assert.equal(store.texts.size, 300);
});
