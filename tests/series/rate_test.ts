import assert from "node:assert/strict";
import { rateOf } from "../../lib/series/rate.ts";

/** Points at these steps and seconds. */
const seriesOf = (points: [step: number, seconds: number][]) => ({
  step: points.map(([step]) => step),
  time: points.map(([, seconds]) => seconds * 1000),
});

Deno.test("rateOf() counts only the last minute when the start was slow", () => {
  const slow: [number, number][] = [[0, 0], [1, 1000]];
  const fast = Array.from({ length: 61 }, (_, at): [number, number] => [100 + 2 * at, 2000 + at]);
  assert.equal(rateOf(seriesOf([...slow, ...fast])), 2);
});

Deno.test("rateOf() looks at the last five points when a minute holds fewer", () => {
  assert.equal(rateOf(seriesOf([[0, 0], [10, 600], [20, 1200], [30, 1800]])), 30 / 1800);
  // Six points, ten minutes apart; the first step was far slower than the five that count.
  const points: [number, number][] = [[0, 0], [1, 600], [11, 1200], [121, 1800], [181, 2400], [301, 3000]];
  assert.equal(rateOf(seriesOf(points)), 300 / 2400);
});

Deno.test("rateOf() starts again when the step goes back", () => {
  assert.equal(rateOf(seriesOf([[900, 0], [1000, 10], [0, 20], [30, 30]])), 3);
});

Deno.test("rateOf() gives null when there are too few points or they arrived together", () => {
  assert.equal(rateOf(seriesOf([])), null);
  assert.equal(rateOf(seriesOf([[5, 1]])), null);
  assert.equal(rateOf(seriesOf([[5, 1], [6, 1], [7, 1.5]])), null);
});

Deno.test("rateOf() gives null when the step does not change", () => {
  assert.equal(rateOf(seriesOf([[5, 1], [5, 100]])), null);
});
