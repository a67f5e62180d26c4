/**
 * Smooths values for a chart. Smoothed values are never stored. Pure.
 *
 * @module
 */

/**
 * The debiased exponential moving average that TensorBoard draws: `s = w·s + (1 − w)·x`, divided by `1 − wⁿ`. A value that is not
 * finite is copied and does not change the average.
 *
 * @param weight `w`, the weight of earlier values: 0 (no smoothing) to 1 (excluded)
 */
export function smoothValues(values: ArrayLike<number>, weight: number): Float64Array {
  const smoothed = Float64Array.from(values);
  if (weight <= 0) return smoothed;
  let sum = 0, bias = 1;
  for (let i = 0; i < smoothed.length; i++) {
    const value = smoothed[i]!;
    if (!Number.isFinite(value)) continue;
    sum = weight * sum + (1 - weight) * value;
    bias *= weight;
    smoothed[i] = sum / (1 - bias);
  }
  return smoothed;
}

/** With more points than this in the shown range, an average reaches as far over the range as with so many. */
export const SMOOTHED_AS_POINTS = 1_000;

/**
 * The weight for so many points. A weight is that of one point among up to a thousand; with more points it is that of a thousandth of them all, so
 * that a curve of a million points is as smooth as one of a thousand, and every point counts.
 *
 * @example
 * ```ts
 * import { scaleWeight } from "./smooth.ts";
 * scaleWeight(0.5, 100); // 0.5
 * scaleWeight(0.25, 2000); // 0.5: two points weigh as much as one of a thousand
 * ```
 */
export function scaleWeight(weight: number, points: number): number {
  return points > SMOOTHED_AS_POINTS ? weight ** (SMOOTHED_AS_POINTS / points) : weight;
}

/** The same average over stretches: each counts as so many values that all are its mean. One without a finite value is NaN, and changes nothing. */
export function smoothMeans(stretches: readonly { mean: number; count: number }[], weight: number): Float64Array {
  let sum = 0, bias = 1;
  return Float64Array.from(stretches, ({ mean, count }) => {
    if (count === 0) return NaN;
    const before = weight ** count;
    sum = before * sum + (1 - before) * mean;
    bias *= before;
    return sum / (1 - bias);
  });
}
