/**
 * Axes of time and logarithmic ones, as one script that is loaded when one is shown.
 *
 * @module
 */
import "../first_script.ts";

export { createXAxis, createYAxis } from "../../series/any_axis.ts";
export { createLogScale } from "./log_scale.ts";
