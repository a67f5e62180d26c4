import assert from "node:assert/strict";
import { formatDuration, formatNumber, formatRate, parseDuration } from "../../lib/text/format.ts";

Deno.test("formatNumber() writes five digits, and an exponent for very small and very large values", () => {
  const written = [1.23456789, 0.0001, 0.00001, 1e-4 / 3, 12345, 1_000_000, 2.5e12, 0, -0.5, NaN, Infinity].map(
    formatNumber,
  );
  const expected = ["1.2346", "0.0001", "1e-5", "3.3333e-5", "12345", "1,000,000", "2.5e12", "0", "-0.5", "NaN", "∞"];
  assert.deepEqual(written, expected);
});

Deno.test("formatDuration() writes the two largest units", () => {
  const written = [0, 999, 1000, 61_000, 3_600_000, 273_600_000].map(formatDuration);
  assert.deepEqual(written, ["0 ms", "999 ms", "1 s", "1 min 1 s", "1 h", "3 d 4 h"]);
});

Deno.test("formatRate() writes seconds per step when a step takes longer than a second", () => {
  assert.deepEqual([3.94, 123.4, 12_345.6, 1, 0.5, 0.0123].map(formatRate), [
    "3.94 steps/s",
    "123 steps/s",
    "12350 steps/s",
    "1 steps/s",
    "2 s/step",
    "81.3 s/step",
  ]);
});

Deno.test("parseDuration() reads a number with a unit, in upper or lower case", () => {
  for (
    const [text, ms] of [
      ["90d", 7_776_000_000],
      ["12 h", 43_200_000],
      ["30m", 1_800_000],
      ["30min", 1_800_000],
      ["2W", 1_209_600_000],
      ["1.5s", 1_500],
    ] as const
  ) assert.equal(parseDuration(text), ms, text);
  for (const text of ["", "90", "d", "0d", "-1d", "1y", "1e3s", "1d 2h"]) assert.equal(parseDuration(text), null, text);
});
