/**
 * Says what a chart can't show: values without a place on its axis, each kind with its sign, and what lies outside of a clipped axis.
 *
 * @module
 */
import type { JSX } from "preact";
import { createYAxis } from "../../series/any_axis.ts";
import { extentOf } from "../../series/axis.ts";
import { clipRange } from "../../series/clip.ts";
import type { ChartView } from "../../series/chart_view.ts";
import { UNDRAWN_SIGNS, type UndrawnKind } from "../../series/undrawn.ts";
import { formatNumber } from "../../text/format.ts";
import { showHidden } from "../../text/visible.ts";
import type { MetricPlotted } from "./metric_plots.ts";

/** The charts and how they are shown. */
export interface UndrawnNoteProps {
  plots: readonly Pick<MetricPlotted, "metric" | "runs" | "marks" | "rows">[];
  view: ChartView;
  /** A curve may flatten the others. */
  isFlat?: boolean;
  /** Clips the outliers. */
  onClip?(): void;
}

/** The notes; none where everything is drawn. */
export function UndrawnNote({ plots, view, isFlat, onClip }: UndrawnNoteProps): JSX.Element {
  const name = (metric: string) => plots.length > 1 ? `${showHidden(metric)}: ` : "";
  const listNotes = (describe: (plot: UndrawnNoteProps["plots"][number]) => string) =>
    plots.map((plot) => [name(plot.metric), describe(plot)] as const).filter(([, words]) => words !== "");
  const undrawn = listNotes(describeUndrawn),
    clipped = view.clip ? listNotes((plot) => describeOutside(plot, view)) : [],
    flat = isFlat && !view.clip ? listNotes(describeFlattening) : [];
  return (
    <>
      {undrawn.length > 0 && (
        <p class="chart-note">
          <strong>Not drawn</strong> <span>{undrawn.map((words) => words.join("")).join("; ")}</span>
        </p>
      )}
      {clipped.length > 0 && (
        <p class="chart-note">
          <strong>Clipped</strong> <span>{clipped.map((words) => words.join("")).join("; ")}</span>
        </p>
      )}
      {flat.length > 0 && (
        <p class="chart-note">
          <strong>Flattened</strong> <span>{flat.map((words) => words.join("")).join("; ")}</span>{" "}
          <button type="button" class="button button-small" onClick={onClip}>Clip outliers</button>
        </p>
      )}
    </>
  );
}

const WORDS: Readonly<Record<UndrawnKind, readonly [one: string, many: string]>> = {
  "not-positive": [
    "value at or below 0, for which a logarithmic axis has no place",
    "values at or below 0, for which a logarithmic axis has no place",
  ],
  nan: ["value that is NaN", "values that are NaN"],
  above: ["value that is +∞", "values that are +∞"],
  below: ["value that is −∞", "values that are −∞"],
};

/** What is drawn; without `runs`, all rows are. */
type UndrawnPlot = Pick<MetricPlotted, "marks" | "rows"> & Partial<Pick<MetricPlotted, "runs">>;

/**
 * The values without a place on the axis, in words; "" without any. Of lines that are drawn thinned, the exact number of values that are NaN or
 * infinite, once it is known.
 *
 * @example
 * ```ts
 * import { describeUndrawn } from "./UndrawnNote.tsx";
 * describeUndrawn({ marks: { gaps: [], holes: [{ x: 1, kind: "nan", style: 1 }] }, rows: [] }); // "1 value that is NaN (×)"
 * ```
 */
export function describeUndrawn({ marks, rows, runs = [] }: UndrawnPlot): string {
  const byKind = Map.groupBy(marks.holes, ({ kind }) => kind);
  const parts = (Object.keys(WORDS) as UndrawnKind[]).flatMap((kind) => {
    const count = byKind.get(kind)?.length ?? 0;
    return count === 0
      ? []
      : [`${count.toLocaleString("en")} ${WORDS[kind][count === 1 ? 0 : 1]} (${UNDRAWN_SIGNS[kind]})`];
  });
  const shown = rows.filter(({ id }) => runs.length === 0 || runs.some((run) => run.id === id));
  if (parts.length === 0 || !shown.some(({ isThinned }) => isThinned)) return parts.join(", ");
  const exact = shown.map(({ infinite }) => infinite).filter((each) => each !== null);
  const sum = (of: (each: { count: number; of: number }) => number) =>
    exact.reduce((all, each) => all + of(each), 0).toLocaleString("en");
  const all = exact.length === shown.length && exact.some(({ count }) => count > 0)
    ? `${sum(({ count }) => count)} of ${sum(({ of }) => of)} values are NaN or infinite; `
    : "";
  return `${all}of the drawn points ${parts.join(", ")}`;
}

/** The clipped axis must be at most this share of the whole one, or clipping helps little. */
const FLAT_SHARE = 0.1;

/** What makes the other curves flat, in words; "" where clipping would not help. */
export function describeFlattening({ runs, rows }: Pick<MetricPlotted, "runs" | "rows">): string {
  const values = runs.map(({ points }) => points.map((point) => point.y).filter(Number.isFinite));
  const near = clipRange(values, "linear"), all = extentOf(values);
  if (!near || !all || near.high - near.low > FLAT_SHARE * (all.high - all.low)) return "";
  return describeOutside({ runs, rows }, { y: "linear", where: "far from the others" });
}

/** What lies outside of the clipped axis, in words. */
export function describeOutside(
  { runs, rows }: Pick<MetricPlotted, "runs" | "rows">,
  { y, where = "outside" }: Pick<ChartView, "y"> & { where?: string },
): string {
  const values = runs.map(({ points }) => points.map((point) => point.y).filter(Number.isFinite));
  const { low, high } = createYAxis(values, { y, title: "", clip: true }), all = values.flat();
  const above = all.filter((value) => value > high), below = all.filter((value) => value < low);
  const furthest = (outside: readonly number[], choose: (a: number, b: number) => number) =>
    formatNumber(outside.reduce((a, b) => choose(a, b)));
  const parts = [
    ...(above.length > 0 ? [`${above.length} above ${formatNumber(high)}, up to ${furthest(above, Math.max)}`] : []),
    ...(below.length > 0 ? [`${below.length} below ${formatNumber(low)}, down to ${furthest(below, Math.min)}`] : []),
  ];
  const of = rows.some(({ isThinned }) => isThinned) ? "drawn points" : "points";
  return parts.length === 0 ? "no point lies far from the others" : `${of} ${where}: ${parts.join("; ")}`;
}
