/**
 * The view of a chart: metric, axes, smoothing, range of steps. It is written into the page's address, so that a link shows the
 * same view.
 *
 * @module
 */

/** How a chart shows its metrics. */
export interface ChartView {
  /** The metric that is shown; null = the page chooses. */
  metric: string | null;
  /** A second metric in a chart beside it; null = none. */
  beside: string | null;
  /** Weight of earlier values in the smoothed line, 0 (no smoothing) to `SMOOTHING_MAX`. */
  smoothing: number;
  x: "step" | "time";
  y: "linear" | "log";
  /** Inclusive range of steps; null = from the first, to the last. */
  minStep: number | null;
  maxStep: number | null;
  /** Numbers of the runs that are hidden, counted from 1. */
  hidden: readonly number[];
}

/** With more than this, the line no longer follows the points. */
export const SMOOTHING_MAX = 0.99;

/** The view of an address without parameters. */
export const PLAIN_VIEW: ChartView = {
  metric: null,
  beside: null,
  smoothing: 0,
  x: "step",
  y: "linear",
  minStep: null,
  maxStep: null,
  hidden: [],
};

/**
 * Reads the view from the query of an address. A parameter that can't be read is ignored.
 *
 * @example
 * ```ts
 * import { readView } from "./chart_view.ts";
 * readView("?metric=val_loss&y=log").metric; // "val_loss"
 * ```
 */
export function readView(search: string): ChartView {
  const query = new URLSearchParams(search);
  const smoothing = readNumber(query.get("smooth")) ?? 0;
  return {
    metric: query.get("metric") || null,
    beside: query.get("beside") || null,
    smoothing: Math.min(SMOOTHING_MAX, Math.max(0, smoothing)),
    x: query.get("x") === "time" ? "time" : "step",
    y: query.get("y") === "log" ? "log" : "linear",
    minStep: readNumber(query.get("min_step")),
    maxStep: readNumber(query.get("max_step")),
    hidden: (query.get("hide") ?? "").split(",").map(Number).filter((number) => number >= 1),
  };
}

/** Writes the view into a query. Values that are as in `PLAIN_VIEW` are left out; other parameters stay. */
export function writeView(search: string, view: ChartView): string {
  const query = new URLSearchParams(search);
  const texts: Record<string, string | null> = {
    metric: view.metric,
    beside: view.beside,
    smooth: view.smoothing === 0 ? null : String(view.smoothing),
    x: view.x === "step" ? null : view.x,
    y: view.y === "linear" ? null : view.y,
    min_step: view.minStep === null ? null : String(view.minStep),
    max_step: view.maxStep === null ? null : String(view.maxStep),
    hide: view.hidden.join() || null,
  };
  for (const [name, text] of Object.entries(texts)) {
    if (text === null) query.delete(name);
    else query.set(name, text);
  }
  const written = query.toString();
  return written === "" ? "" : `?${written}`;
}

/** The hidden runs after a run was hidden or shown. `number` counts from 1. */
export function toggleHidden(hidden: readonly number[], number: number): number[] {
  return hidden.includes(number) ? hidden.filter((each) => each !== number) : [...hidden, number];
}

/** The finite number in a text; null when there is none. */
export function readNumber(text: string | null): number | null {
  if (text === null || text.trim() === "") return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}
