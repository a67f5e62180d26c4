/**
 * Axes of time, logarithmic and clipped ones, and words on what they leave out, as one script that is loaded when one is shown.
 *
 * @module
 */
import "../first_script.ts";

export { createXAxis, createYAxis } from "../../series/any_axis.ts";
export { UndrawnNote } from "./UndrawnNote.tsx";
export { createLogScale } from "./log_scale.ts";
