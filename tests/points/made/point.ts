/**
 * Points of values whose names stand apart from them: behind a bar, in a table.
 *
 * @module
 */
import type { Quantity, ShownPoint } from "./model.ts";

/** The point of a printed value. What is as it is at this moment may be printed again: right to give, and right to leave out. */
export function pointOf(metric: string, kind: Quantity["kind"], text: string): ShownPoint {
  return { metric, value: Number(text), ...kind === "lr" && { isState: true, optional: true } };
}
