/**
 * How the chart is looked at — metric, axes, smoothing, range — and its place in the page's address, so that a link
 * reproduces the view.
 *
 * @module
 */

/** One way to look at a chart. */
export interface ChartView {
  /** The metric that is shown; null = the first there is. */
  metric: string | null;
  /** A second metric drawn beside it; null = none. */
  beside: string | null;
  /** Weight of the past in the smoothed line, 0 (none) to `SMOOTHING_MAX`. */
  smoothing: number;
  x: "step" | "time";
  y: "linear" | "log";
  /** Inclusive range of steps; null = from the first, to the last. */
  minStep: number | null;
  maxStep: number | null;
  /** Places of the runs that aren't drawn, from 1. */
  hidden: readonly number[];
}

/** More than this and the line would no longer follow the points. */
export const SMOOTHING_MAX = 0.99;

/** The view when the address says nothing. */
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
 * The view that an address names; what can't be read is as if it were not there.
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
    hidden: (query.get("hide") ?? "").split(",").map(Number).filter((place) => place >= 1),
  };
}

/** The same address with this view in it; what is as in `PLAIN_VIEW` isn't written, other parameters stay. */
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

/** A finite number, or null. */
export function readNumber(text: string | null): number | null {
  if (text === null || text.trim() === "") return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}
