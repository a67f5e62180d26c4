/**
 * The reader's time zone, for axes of clock time. Knows nothing of axes.
 *
 * @module
 */
import type { WireAxis } from "../../wire/points.ts";

/** How many minutes the reader's clock is ahead of UTC at a position of a clock axis; 0 on other axes. */
export function zoneOf(x: WireAxis, position = 0): number {
  return x === "time" ? -new Date(position).getTimezoneOffset() : 0;
}
