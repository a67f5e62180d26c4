/**
 * Numbers and spans as people who train models write them.
 *
 * @module
 */

/** Digits that a value is shown with. */
const DIGITS = 5;

/**
 * A value in few characters: 5 digits, exponents outside 0.0001 to 1,000,000, `NaN` and `∞` by name.
 *
 * @example
 * ```ts
 * import { formatNumber } from "./format.ts";
 * formatNumber(0.00001); // "1e-5"
 * ```
 */
export function formatNumber(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e6)) {
    if (Number.isInteger(value) && size < 1e9) return value.toLocaleString("en-US");
    return value.toExponential(DIGITS - 1).replace(/\.?0+e/, "e").replace("e+", "e");
  }
  return String(Number(value.toPrecision(Number.isInteger(value) ? 7 : DIGITS)));
}

const SPANS: [string, number][] = [["d", 86_400], ["h", 3_600], ["min", 60], ["s", 1]];

/**
 * A span by its two largest units.
 *
 * @example
 * ```ts
 * import { formatDuration } from "./format.ts";
 * formatDuration(273_600_000); // "3 d 4 h"
 * ```
 */
export function formatDuration(ms: number): string {
  if (ms < 1000) return `${Math.max(0, Math.round(ms))} ms`;
  const seconds = Math.round(ms / 1000);
  const first = SPANS.findIndex(([, length]) => seconds >= length);
  let rest = seconds;
  return SPANS.slice(first, first + 2).flatMap(([unit, length]) => {
    const count = Math.floor(rest / length);
    rest -= count * length;
    return count > 0 ? [`${count} ${unit}`] : [];
  }).join(" ");
}

/**
 * A rate of steps as training bars write it: steps a second, or seconds a step when a step takes longer.
 *
 * @example
 * ```ts
 * import { formatRate } from "./format.ts";
 * formatRate(0.05); // "20 s/step"
 * ```
 */
export function formatRate(stepsPerSecond: number): string {
  const round = (value: number) => String(Number(value.toPrecision(value < 1000 ? 3 : 4)));
  return stepsPerSecond >= 1 ? `${round(stepsPerSecond)} steps/s` : `${round(1 / stepsPerSecond)} s/step`;
}
