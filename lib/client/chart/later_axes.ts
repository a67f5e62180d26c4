/**
 * Loads axes of time, logarithmic and clipped ones, smoothed lines and marks, which most pages never show. Until they are there, a chart has plain axes.
 *
 * @module
 */
import { type Signal, signal } from "@preact/signals";
import type { ChartView } from "../../series/chart_view.ts";

/** The axes. */
export type MoreAxes = typeof import("./more_axes.ts");

/** The axes; null until they are loaded. */
export const moreAxes: Signal<MoreAxes | null> = signal(null);

/** True for a view that can't be drawn without them. */
export function needsMoreAxes({ x, y, clip, smoothing }: Pick<ChartView, "x" | "y" | "clip" | "smoothing">): boolean {
  return clip || smoothing > 0 || x === "elapsed" || x === "time" || y === "log";
}

/** Loads them once. Where that fails, the next call tries again. */
export function loadMoreAxes(): void {
  if (moreAxes.peek() === null) import("./more_axes.ts").then((axes) => moreAxes.value = axes, () => {});
}
