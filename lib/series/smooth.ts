/**
 * Smoothing for the eye. Pure; never stored.
 *
 * @module
 */

/**
 * Debiased exponential moving average, as TensorBoard draws it: `s = w·s + (1 − w)·x`, divided by `1 − wⁿ`. What is no finite number
 * stays what it is and moves nothing.
 *
 * @param weight 0 (nothing) up to, not including, 1
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
