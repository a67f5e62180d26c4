import assert from "node:assert/strict";
import { createLineStore, isHeld, putLines } from "../../../lib/client/terminal/line_store.ts";

function linesOf(first: number, last: number): { line: number; text: string }[] {
  return Array.from({ length: last - first + 1 }, (_, at) => ({
    line: first + at,
    text: `line ${first + at}`,
  }));
}

Deno.test("putLines() replaces a redrawn line", () => {
  const store = createLineStore([{ line: 1, text: "50%" }], 1);
  assert.equal(putLines(store, [{ line: 1, text: "100%" }], 1), true);
  assert.equal(store.texts.get(1), "100%");
  assert.equal(store.texts.size, 1);
});

Deno.test("putLines() returns false when the same line arrives again", () => {
  const store = createLineStore(linesOf(1, 3), 3);
  assert.equal(putLines(store, linesOf(3, 3), 3), false);
});

Deno.test("isHeld() is true when no line that the log has is missing", () => {
  const store = createLineStore(linesOf(4, 9), 9);
  assert.deepEqual([isHeld(store, { first: 4, last: 99 }), isHeld(store, { first: 3, last: 5 })], [true, false]);
  assert.equal(isHeld(createLineStore([], 0), { first: 1, last: 0 }), true);
});
