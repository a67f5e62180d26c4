import assert from "node:assert/strict";
import { splitAtSpaces, splitCells } from "../../../lib/points/formats/cells.ts";

const texts = (line: string) => splitCells(line).map(({ text }) => text);

Deno.test("splitCells() splits at pipes, at tabs and wide gaps, and at commas", () => {
  assert.deepEqual(texts("| train loss | val |"), ["train loss", "val"]);
  assert.deepEqual(texts("a b  c\td"), ["a b", "c", "d"]);
  assert.deepEqual(texts("1,2,3"), ["1", "2", "3"]);
});

Deno.test("splitCells() keeps the offsets of the cells", () => {
  assert.deepEqual(splitCells("ab  cd").map(({ start, end }) => [start, end]), [[0, 2], [4, 6]]);
});

Deno.test("splitAtSpaces() splits a row without its borders into words", () => {
  assert.deepEqual(splitAtSpaces("| a b | c |"), ["a", "b", "c"]);
});
