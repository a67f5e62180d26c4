/**
 * Axes of time, logarithmic and clipped ones, what they leave out, and smoothed lines, as one script that is loaded when one is shown.
 *
 * @module
 */
import "../first_script.ts";

export { createXAxis, createYAxis } from "../../series/any_axis.ts";
export { UndrawnNote } from "./UndrawnNote.tsx";
export { drawMarks } from "./chart_marks.ts";
export { smoothRun } from "./smooth_run.ts";
export { createLogScale } from "./log_scale.ts";
