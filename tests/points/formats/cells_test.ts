import assert from "node:assert/strict";
import {
  borderFrom,
  hasPipes,
  isLabelled,
  splitAtSpaces,
  splitCells,
  splitNames,
  withoutNote,
} from "../../../lib/points/formats/cells.ts";

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

Deno.test("hasPipes() is true for a border with space, or an end of the row, on both sides", () => {
  assert.deepEqual(["a | b", "| a|b", "a │", "a|b", "a |b", ""].map(hasPipes), [true, true, true, false, false, false]);
});

Deno.test("hasPipes() is true for two borders with space on the same side, as tabs are aligned with", () => {
  assert.deepEqual(["a|  b|  c", "a  |b  |c", "a|  b |c", "|a| b"].map(hasPipes), [true, true, false, false]);
});

Deno.test("hasPipes() takes the bars of a norm for a part of its name", () => {
  assert.deepEqual(["Iter  ||dx||  ||grad||", "a || b || c", "| ||dx|| | 1 |"].map(hasPipes), [false, false, true]);
});

Deno.test("borderFrom() gives the offset of the next border, -1 without one", () => {
  assert.deepEqual([borderFrom("a|b┃c", 0), borderFrom("a|b┃c", 2), borderFrom("a|b┃c", 4)], [1, 3, -1]);
});

Deno.test("isLabelled() is true for a row whose first word ends with a colon", () => {
  assert.deepEqual(["BFGS:  0  1.2", " | a: | 1", "a b: 1", "", "|"].map(isLabelled), [
    true,
    true,
    false,
    false,
    false,
  ]);
});

Deno.test("splitCells() reads a long row of empty cells in one pass, though its last cell has a gap", () => {
  const row = `${"; ".repeat(500)}a  b`;
  assert.deepEqual(texts(row).at(-1), "b");
});

Deno.test("withoutNote() takes off marks and words behind the last value, and no unit", () => {
  const rows = [
    "1 0.5  <- saved",
    "1 0.5 *",
    "1 0.5  ★ BEST",
    "1 0.5% ██░░",
    "1 0.5 (new best)",
    "1 0.5  saved",
    "1 0.5 ms",
  ];
  assert.deepEqual(rows.map(withoutNote), ["1 0.5", "1 0.5", "1 0.5", "1 0.5%", "1 0.5", "1 0.5", "1 0.5 ms"]);
});

Deno.test("splitNames() splits names of several words between commas or semicolons, and no sentence", () => {
  const names = (line: string) => splitNames(line)?.map(({ text }) => text) ?? null;
  assert.deepEqual(names("Epoch, Train Loss, lr"), ["Epoch", "Train Loss", "lr"]);
  assert.deepEqual(names("epoch;val acc (%);lr"), ["epoch", "val acc (%)", "lr"]);
  assert.deepEqual([names("Epoch, Loss"), names("1, 2, 3"), names("so, this is all that there was, and more")], [
    null,
    null,
    null,
  ]);
});
