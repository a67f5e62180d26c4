/**
 * Values that have no place on a y axis: NaN, the infinities, and on a logarithmic axis what is not above 0. Each kind has a sign of its own, the
 * same in every drawing. Pure.
 *
 * @module
 */

/** Why a value can't be drawn. */
export type UndrawnKind = "nan" | "above" | "below" | "not-positive";

/** The sign of each kind. Those of +∞ stand at the upper edge of a chart, all others at the lower. */
export const UNDRAWN_SIGNS: Readonly<Record<UndrawnKind, string>> = {
  nan: "×",
  above: "▲",
  below: "▼",
  "not-positive": "○",
};

/** A value that can't be drawn. */
export interface Hole {
  x: number;
  kind: UndrawnKind;
}

/**
 * Why a value has no place on the axis; null when it has one.
 *
 * @example
 * ```ts
 * import { findUndrawn } from "./undrawn.ts";
 * findUndrawn(0, "log"); // "not-positive"
 * ```
 */
export function findUndrawn(value: number, y: "linear" | "log"): UndrawnKind | null {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "above" : "below";
  return y === "log" && value <= 0 ? "not-positive" : null;
}
