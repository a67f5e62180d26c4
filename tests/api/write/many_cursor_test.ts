import assert from "node:assert/strict";
import { readManyCursor, writeManyCursor } from "../../../lib/api/write/many_cursor.ts";

const [A, B, C] = ["a", "b", "c"].map((tail) => `01900000-0000-7000-8000-00000000000${tail}`) as [
  string,
  string,
  string,
];

Deno.test("readManyCursor() finds what writeManyCursor() wrote of each run, and nothing of others", () => {
  const first = { id: A, generation: 0, rev: 17, isComplete: false };
  const second = { id: B, generation: 3, rev: 0, isComplete: true };
  const find = readManyCursor(writeManyCursor([first, second]))!;
  assert.deepEqual([find(A), find(B), find(C)], [first, second, null]);
  assert.equal(readManyCursor("")!(A), null);
});

Deno.test("readManyCursor() gives null for a text that is no token", () => {
  for (const text of ["1.2", "x", "00000000000a.1", "00000000000a.1.2d", "00000000000a.1.2_y", "00000000000A.1.2"]) {
    assert.equal(readManyCursor(text), null, text);
  }
});
