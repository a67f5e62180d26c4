/**
 * Where training and validation of one quantity stand on one axis. Pure.
 *
 * @module
 */
import type { Columns } from "../../model.ts";
import type { WireAxis } from "../../wire/points.ts";

/**
 * The axis of a line that shares its chart: validation by epoch stands at the training steps, unless a point has none.
 *
 * @example
 * ```ts
 * import { axisOfPair } from "./pair_axis.ts";
 * axisOfPair({ globalStep: Float64Array.of(100, 200) }, "step"); // "global_step"
 * axisOfPair({ globalStep: Float64Array.of(100, NaN) }, "step"); // "step"
 * ```
 */
export const axisOfPair = ({ globalStep }: Pick<Columns, "globalStep">, x: WireAxis): WireAxis =>
  x === "step" && globalStep.every(Number.isFinite) ? "global_step" : x;
