/**
 * Formats numbers, durations and rates. Pure.
 *
 * @module
 */

/** Significant digits of a value. */
const DIGITS = 5;

/**
 * Formats a value with 5 significant digits, and with an exponent below 0.0001 and from 1,000,000. NaN is `NaN`, infinity is `∞`.
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
 * Formats a duration by its two largest units.
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

const UNIT_SECONDS: Record<string, number> = { s: 1, min: 60, m: 60, h: 3_600, d: 86_400, w: 604_800 };

/**
 * Milliseconds of a duration such as `90d`, `12 h`, `30m` or `2w`; null for another text, and for 0. Here `m` means minutes.
 *
 * @example
 * ```ts
 * import { parseDuration } from "./format.ts";
 * parseDuration("90d"); // 7776000000
 * ```
 */
export function parseDuration(text: string): number | null {
  const match = /^(\d{1,6}(?:\.\d{1,3})?) ?(s|min|m|h|d|w)$/i.exec(text.trim());
  if (!match) return null;
  const ms = Math.round(Number(match[1]) * UNIT_SECONDS[match[2]!.toLowerCase()]! * 1000);
  return ms > 0 ? ms : null;
}

/**
 * Formats a rate as steps per second, or as seconds per step when a step takes longer than a second.
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
