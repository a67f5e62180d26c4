/**
 * The parts of a chart that are loaded at its first touch, as one script.
 *
 * @module
 */
import "../../first_script.ts";

export { LegendHere } from "./LegendHere.tsx";
export { MetricBoard } from "./MetricBoard.tsx";
export { RareSettings } from "../RareSettings.tsx";
export { PlotLayer } from "./PlotLayer.tsx";
