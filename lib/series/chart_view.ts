/**
 * The view of a chart: metric, axes, smoothing, range of the x axis. It is written into the page's address, so that a link shows the
 * same view.
 *
 * @module
 */

import { isXAxis } from "./x_axis.ts";
import type { WireAxis } from "../wire/points.ts";

/** How a chart shows its metrics. */
export interface ChartView {
  /** The metric that is shown; null = the page chooses. */
  metric: string | null;
  /** A second metric in a chart beside it; null = none. */
  beside: string | null;
  /** Weight of earlier values in the smoothed line, 0 (no smoothing) to `SMOOTHING_MAX`. */
  smoothing: number;
  x: WireAxis;
  y: "linear" | "log";
  /** Inclusive range of the x axis; seconds for `elapsed`, milliseconds since 1970 for `time`. Null = from the first, to the last. */
  minX: number | null;
  maxX: number | null;
  /** Leaves outliers outside of the y axis. */
  clip: boolean;
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
  minX: null,
  maxX: null,
  clip: false,
  hidden: [],
};

/**
 * Reads the view from the query of an address. A parameter that can't be read is ignored. Links of earlier versions have a range of steps;
 * their axis `time` is the elapsed one.
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
  const isOld = query.has("min_step") || query.has("max_step");
  const asked = query.get("x"),
    named = isXAxis(asked) ? asked : "step",
    x = isOld && named === "time" ? "elapsed" : named;
  const read = (name: string, old: string) =>
    readPosition(query.get(name), x) ?? (x === "step" ? readNumber(query.get(old)) : null);
  return {
    metric: query.get("metric") || null,
    beside: query.get("beside") || null,
    smoothing: Math.min(SMOOTHING_MAX, Math.max(0, smoothing)),
    x,
    y: query.get("y") === "log" ? "log" : "linear",
    minX: read("min_x", "min_step"),
    maxX: read("max_x", "max_step"),
    clip: query.get("clip") === "1",
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
    min_x: view.minX === null ? null : String(view.minX),
    max_x: view.maxX === null ? null : String(view.maxX),
    min_step: null,
    max_step: null,
    clip: view.clip ? "1" : null,
    hide: view.hidden.join() || null,
  };
  for (const [name, text] of Object.entries(texts)) {
    if (text === null) query.delete(name);
    else query.set(name, text);
  }
  const written = query.toString();
  return written === "" ? "" : `?${written}`;
}

/** Names the shown range, for what is kept by it. */
export const rangeKey = ({ x, minX, maxX }: Pick<ChartView, "x" | "minX" | "maxX">): string => `${x} ${minX} ${maxX}`;

/** The hidden runs after a run was hidden or shown. `number` counts from 1. */
export function toggleHidden(hidden: readonly number[], number: number): number[] {
  return hidden.includes(number) ? hidden.filter((each) => each !== number) : [...hidden, number];
}

/** A position on an axis: a number, on the clock also a time as ISO 8601 writes it, of the reader's zone unless it names one. */
export function readPosition(text: string | null, x: WireAxis): number | null {
  const number = readNumber(text);
  if (number !== null || text === null || x !== "time" || !/^\d{4}-/.test(text)) return number;
  const ms = Date.parse(text);
  return Number.isFinite(ms) ? ms : null;
}

/** The finite number in a text; null when there is none. */
export function readNumber(text: string | null): number | null {
  if (text === null || text.trim() === "") return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}
