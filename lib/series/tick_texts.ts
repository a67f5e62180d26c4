/**
 * The texts of an axis' ticks. No two ticks of an axis have the same text. Pure.
 *
 * @module
 */
import { formatNumber } from "../text/format.ts";

/** More significant digits than this are mostly noise of binary fractions. */
const DIGITS = 12;
/** A longer text is written with an exponent if that is shorter. */
const TEXT_MAX_CHARS = 9;

/**
 * Writes ticks as short as they can be told apart.
 *
 * @example
 * ```ts
 * import { writeTicks } from "./tick_texts.ts";
 * writeTicks([0, 0.5, 1]); // ["0", "0.5", "1"]
 * writeTicks([100_000.01, 100_000.02]); // ["100000.01", "100000.02"]
 * ```
 */
export function writeTicks(ticks: readonly number[]): string[] {
  const usual = groupAlike(ticks, ticks.map((tick) => shorten(formatNumber(tick), tick)));
  const noise = (ticks.length > 1 ? ticks[1]! - ticks[0]! : Math.abs(ticks[0] ?? 0)) * 1e-6;
  if (usual.every((text, at) => Math.abs(Number(text.replaceAll(",", "")) - ticks[at]!) <= noise)) return usual;
  const texts = ticks.map((tick) => String(Number(tick.toPrecision(DIGITS))));
  return new Set(texts).size === ticks.length ? texts : ticks.map(String);
}

/** Where one text has groups of thousands, all whole numbers have them. */
function groupAlike(ticks: readonly number[], texts: string[]): string[] {
  if (!texts.some((text) => text.includes(","))) return texts;
  return texts.map((text, at) => /^-?\d+$/.test(text) ? ticks[at]!.toLocaleString("en-US") : text);
}

function shorten(text: string, value: number): string {
  if (text.length <= TEXT_MAX_CHARS) return text;
  const power = value.toExponential().replace("e+", "e");
  return power.length < text.length ? power : text;
}
