/**
 * One metric of some runs as SVG, for a page without scripts. The island's canvas takes its place when scripts run.
 *
 * @module
 */
import type { JSX } from "preact";
import type { WrittenAxis } from "../series/axis.ts";
import { isDense } from "../series/line_width.ts";
import { formatNumber } from "../text/format.ts";
import { createSvgAxes, isAnyDrawn, LinesSvg, placeSvgLine, type SvgPoints, type SvgView } from "./LinesSvg.tsx";
import { runClass } from "./RunKey.tsx";
import { showHidden } from "../text/visible.ts";

/** Points of the metric in one run. */
export interface SvgSeries {
  id: string;
  name: string;
  /** Its colour and dash. */
  style: number;
  columns: SvgPoints;
  /** The same smoothed: it lies over the pale line of the points. */
  smoothed?: SvgPoints | null;
  /** When the run began, milliseconds since 1970. */
  startMs: number;
}

/** The drawing; null when no run has a value that can be drawn. */
export function MetricsSvg(
  { metric, series, view }: { metric: string; series: SvgSeries[]; view: SvgView },
): JSX.Element | null {
  const lines = series.flatMap(({ id, style, columns, smoothed, startMs }) => {
    const look = runClass(style);
    if (!smoothed) return [placeSvgLine(columns, view, { key: id, look, startMs })];
    const average = placeSvgLine(smoothed, view, { key: `${id} smoothed`, look, startMs });
    return [placeSvgLine(columns, view, { key: id, look: `${look} is-faint`, startMs }), { ...average, undrawn: [] }];
  });
  if (!isAnyDrawn(lines)) return null;
  const axes = createSvgAxes(lines, view, { title: showHidden(metric) });
  return (
    <svg
      class={`chart-svg${isDense(series.length) ? " is-dense" : ""}`}
      role="img"
      aria-label={describe(metric, series, axes.x)}
    >
      <LinesSvg lines={lines} {...axes} view={view} />
    </svg>
  );
}

function describe(metric: string, series: SvgSeries[], x: WrittenAxis): string {
  const finals = series.map(({ name, columns }) => {
    const last = columns.value[columns.value.length - 1];
    return `${showHidden(name)} ${last === undefined ? "has none" : `ends at ${formatNumber(last)}`}`;
  });
  const ends = x.title === "step" ? ` from step ${formatNumber(x.low)} to ${formatNumber(x.high)}` : ` by ${x.title}`;
  return `${showHidden(metric)}${ends}: ${finals.join(", ")}`;
}
