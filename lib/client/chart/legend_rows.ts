/**
 * The rows of a chart's legend: each run's numbers in the shown range, in words. Pure.
 *
 * @module
 */
import { type ChartView, rangeKey } from "../../series/chart_view.ts";
import { formatNumber } from "../../text/format.ts";
import type { HeldRun } from "./held_run.ts";
import { type PlottedRun, startOfHeld } from "./plotted_run.ts";
import { type ExtremePoint, summarizeRange } from "./range_summary.ts";

/** A number of a row that leads to its point. */
export interface LegendPoint {
  text: string;
  /** Null without a point. */
  point: ExtremePoint | null;
}

/** The numbers of a run, as they are shown. */
export interface LegendRow {
  id: string;
  name: string;
  /** 1 to 12: colour and dash in series.css. */
  style: number;
  last: string;
  lastStep: string;
  min: LegendPoint;
  max: LegendPoint;
  mean: string;
  points: string;
  /** How many values are in the range, and how many of them are NaN or infinite; null where only the drawn ones are known. */
  infinite: { count: number; of: number } | null;
  /** True when fewer points are drawn than there are. */
  isThinned: boolean;
}

/** Describes a run. Until exact numbers are there, those of the held points are shown, and the mean is marked as approximate. */
export function describeRow(
  { id, name, style, columns }: PlottedRun,
  held: HeldRun,
  { metric, view }: { metric: string; view: ChartView },
): LegendRow {
  const drawn = summarizeRange(columns, { ...view, startMs: startOfHeld(held) });
  const total = held.totals.get(metric) ?? drawn.count, isWhole = total <= columns.step.length;
  const known = held.numbers.get(metric), exact = known?.range === rangeKey(view) ? known.summary : null;
  const { count, finite, last, lastStep, min, max, mean } = isWhole || !exact ? drawn : exact;
  const all = !isWhole && !exact && view.minX === null && view.maxX === null ? total : Math.max(count, drawn.count);
  const write = (value: number) => count === 0 ? "–" : formatNumber(value);
  const pointOf = (point: ExtremePoint | null) => ({ text: write(point?.value ?? NaN), point });
  const isThinned = all > drawn.count;
  return {
    id,
    name,
    style,
    last: write(last),
    lastStep: write(lastStep),
    min: pointOf(min),
    max: pointOf(max),
    mean: (!isWhole && !exact && count > 0 ? "≈ " : "") + write(mean),
    points: (isThinned ? `${drawn.count.toLocaleString("en")} of ` : "") + all.toLocaleString("en"),
    infinite: isWhole || exact ? { count: count - finite, of: count } : null,
    isThinned,
  };
}
