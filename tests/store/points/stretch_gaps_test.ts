import assert from "node:assert/strict";
import { findStretchGaps } from "../../../lib/store/points/stretch_gaps.ts";

const stretch = (first: number, last: number, spacing = 1, gap: [number, number] = [first, first + spacing]) => ({
  first,
  last,
  spacing,
  gap,
});

Deno.test("findStretchGaps() finds gaps within a stretch and between two of them, in their order", () => {
  const gaps = findStretchGaps([
    stretch(0, 99),
    stretch(100, 900, 1, [150, 850]),
    stretch(2000, 2100),
    stretch(2101, 2200),
  ]);
  assert.deepEqual(gaps, [[150, 850], [900, 2000]]);
});

Deno.test("findStretchGaps() judges each segment by its own spacing, and finds none over a restart", () => {
  assert.deepEqual(
    findStretchGaps([stretch(0, 99), stretch(100, 199), stretch(0, 5000, 50), stretch(5050, 9000, 50)]),
    [],
  );
});

Deno.test("findStretchGaps() finds none where no step rises", () => {
  assert.deepEqual(findStretchGaps([stretch(5, 5, NaN, [0, 0]), stretch(5, 5, NaN, [0, 0])]), []);
  assert.deepEqual(findStretchGaps([]), []);
});
