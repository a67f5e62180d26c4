import assert from "node:assert/strict";
import { formatRate } from "../../lib/text/format.ts";
import { rateOf } from "../../lib/series/rate.ts";

/** Points of these steps and seconds. */
const seriesOf = (points: [step: number, seconds: number][]) => ({
  step: points.map(([step]) => step),
  time: points.map(([, seconds]) => seconds * 1000),
});

Deno.test("rateOf() counts the newest minute, however slow the start was", () => {
  const slow: [number, number][] = [[0, 0], [1, 1000]];
  const fast = Array.from({ length: 61 }, (_, at): [number, number] => [100 + 2 * at, 2000 + at]);
  assert.equal(rateOf(seriesOf([...slow, ...fast])), 2);
});

Deno.test("rateOf() looks further back when there are few points a minute", () => {
  assert.equal(rateOf(seriesOf([[0, 0], [10, 600], [20, 1200], [30, 1800]])), 30 / 1800);
});

Deno.test("rateOf() begins anew where the step goes back", () => {
  assert.equal(rateOf(seriesOf([[900, 0], [1000, 10], [0, 20], [30, 30]])), 3);
});

Deno.test("rateOf() tells nothing of one point, of none, and of points that came together", () => {
  assert.equal(rateOf(seriesOf([])), null);
  assert.equal(rateOf(seriesOf([[5, 1]])), null);
  assert.equal(rateOf(seriesOf([[5, 1], [6, 1], [7, 1.5]])), null);
  assert.equal(rateOf(seriesOf([[5, 1], [5, 100]])), null);
});

Deno.test("formatRate() writes seconds a step when steps are slow", () => {
  assert.deepEqual([3.94, 123.4, 12_345.6, 1, 0.5, 0.0123].map(formatRate), [
    "3.94 steps/s",
    "123 steps/s",
    "12350 steps/s",
    "1 steps/s",
    "2 s/step",
    "81.3 s/step",
  ]);
});
