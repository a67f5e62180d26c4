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
