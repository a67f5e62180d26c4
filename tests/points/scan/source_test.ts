import assert from "node:assert/strict";
import { groupOffsets, isValue, partOf, slotAt, slotFrom } from "../../../lib/points/scan/source.ts";
import { makeSource } from "../make_source.ts";

const LINE = "step 12 loss 0.5 12:30:01";

Deno.test("slotAt() finds the number that starts at an offset", () => {
  assert.deepEqual([5, 13, 6, 0].map((offset) => slotAt(makeSource(LINE), offset)), [0, 1, -1, -1]);
});

Deno.test("slotFrom() finds the first number at or behind an offset", () => {
  assert.deepEqual([0, 5, 6, 14, 20].map((offset) => slotFrom(makeSource(LINE), offset)), [0, 0, 1, 2, 3]);
});

Deno.test("isValue() is false for a time of day and for no number", () => {
  assert.deepEqual([0, 1, 2, -1].map((slot) => isValue(makeSource(LINE), slot)), [true, true, false, false]);
});

Deno.test("partOf() gives the text of the part", () => {
  assert.equal(partOf(makeSource(LINE)), LINE);
  assert.equal(partOf(makeSource(LINE, 8, 16)), "loss 0.5");
});

Deno.test("groupOffsets() gives the offsets of groups, and undefined for those that didn't match", () => {
  const match = /(?<name>[a-z]+)=(?:(?<value>\d+)|(?<word>\w+))/d.exec("  loss=12")!;
  assert.deepEqual({ ...groupOffsets(match) }, { name: [2, 6], value: [7, 9], word: undefined });
});
