/**
 * Loads what a chart needs from its first touch on: its cursor, its gestures, and the board below it. Until then a page has none of that.
 *
 * @module
 */
import { type Signal, signal } from "@preact/signals";

/** The parts. */
export type LaterParts = typeof import("./grid/parts.ts");

/** The parts; null until they are loaded. */
export const laterParts: Signal<LaterParts | null> = signal(null);

let isAsked = false;

/** Loads them once. Where that fails, the next touch tries again, in browsers that do. */
export function loadLaterParts(): void {
  if (isAsked) return;
  isAsked = true;
  import("./grid/parts.ts").then((parts) => laterParts.value = parts, () => isAsked = false);
}
