import assert from "node:assert/strict";
import { createPointColumns } from "../../../lib/store/points/columns.ts";
import { countOfStretch, measureStretch, type Stretch } from "../../../lib/store/points/stretch.ts";
import {
  addStretch,
  countPages,
  packPage,
  PAGE_STRETCHES,
  type PendingStretches,
  unpackPage,
} from "../../../lib/store/points/stretch_pages.ts";

/** A stretch of one point with this value. */
function single(value: number): Stretch {
  const columns = createPointColumns(1);
  columns.value[0] = value;
  return measureStretch(columns, { from: 0, end: 1, offset: value });
}

const SIXTEEN = Array.from({ length: PAGE_STRETCHES }, (_, i) => single(i === 3 ? NaN : i));

Deno.test("unpackPage() restores every number, wherever the bytes stand in memory", () => {
  const packed = packPage(SIXTEEN), shifted = new Uint8Array(packed.length + 3);
  shifted.set(packed, 3);
  for (const bytes of [packed, shifted.subarray(3)]) assert.deepEqual(unpackPage(bytes), SIXTEEN);
});

Deno.test("unpackPage() gives null for bytes that are no whole page", () => {
  const packed = packPage(SIXTEEN), other = packed.slice();
  other[0] = 9;
  for (const value of [packed.slice(0, -8), other, packPage(SIXTEEN.slice(1)), new Uint8Array(0), "text", null]) {
    assert.equal(unpackPage(value), null);
  }
});

/** Adds stretches at level 0, and gives level, number and points of each full page. */
function addAll(pending: PendingStretches, numbers: readonly number[]): number[][] {
  return numbers.flatMap((number) => addStretch(pending, { level: 0, number }, single(number))).map(
    ({ level, page, stretches }) => [level, page, stretches.reduce((sum, stretch) => sum + countOfStretch(stretch), 0)],
  );
}

const upTo = (end: number, from = 0) => Array.from({ length: end - from }, (_, i) => from + i);

Deno.test("addStretch() gives a page with its last stretch, and then the full ones above it", () => {
  const pending: PendingStretches = [], pages = addAll(pending, upTo(16 * 16 + 16));
  assert.deepEqual(pages.slice(0, 2), [[0, 0, 16], [0, 1, 16]]);
  assert.deepEqual(pages.slice(15), [[0, 15, 16], [1, 0, 256], [0, 16, 16]]);
});

Deno.test("addStretch() gives no page of which it doesn't know an earlier stretch, nor one above it", () => {
  const pending: PendingStretches = [];
  const pages = addAll(pending, upTo(16 * 32, 5));
  assert.deepEqual(pages.filter(([level]) => level === 0).map(([, page]) => page), upTo(32, 1));
  assert.deepEqual(pages.filter(([level]) => level === 1), [[1, 1, 256]]);
});

Deno.test("countPages() counts the full pages of each level", () => {
  assert.deepEqual([0, 15, 16, 255, 256, 24_000].map(countPages), [[], [], [1], [15], [16, 1], [1500, 93, 5]]);
});
