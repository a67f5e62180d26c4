/**
 * One metric of some runs as SVG, for a page without scripts. The island's canvas takes its place when scripts run.
 * Lines are drawn on a plane that the page stretches; labels stand beside it and keep their size.
 *
 * @module
 */
import type { JSX } from "preact";
import { type Axis, listTicks, rangeOf, widenToTicks, X_GAPS, Y_GAPS } from "../series/axis.ts";
import { isDense } from "../series/line_width.ts";
import { formatNumber } from "../text/format.ts";
import { fractionOf, type Line, pathOf, PLANE } from "./plot.ts";
import { runClass } from "./RunKey.tsx";
import { showHidden } from "../text/visible.ts";

/** Points of the metric in one run. The index in the list chooses the line's style. */
export interface SvgSeries {
  id: string;
  name: string;
  columns: Line;
}

/** The drawing; null when no run has a finite value. */
export function MetricsSvg(
  { metric, series }: { metric: string; series: SvgSeries[] },
): JSX.Element | null {
  if (series.every(({ columns }) => !Array.from(columns.value).some(Number.isFinite))) return null;
  const steps = rangeOf(series.map((each) => each.columns.step));
  const x = { ...steps, ticks: listTicks(steps, X_GAPS) };
  const y = widenToTicks(rangeOf(series.map((each) => each.columns.value)), Y_GAPS);
  return (
    <svg
      class={`chart-svg${isDense(series.length) ? " is-dense" : ""}`}
      role="img"
      aria-label={describe(metric, series, x)}
    >
      <Axes x={x} y={y} />
      <svg
        width="100%"
        height="100%"
        viewBox={`0 0 ${PLANE} ${PLANE}`}
        preserveAspectRatio="none"
        overflow="visible"
      >
        {series.map((each, index) => (
          <path
            key={each.id}
            class={`series ${runClass(index)}`}
            d={pathOf(each.columns, x, y)}
          />
        ))}
      </svg>
    </svg>
  );
}

function Axes({ x, y }: { x: Axis; y: Axis }): JSX.Element {
  return (
    <g aria-hidden="true">
      {y.ticks.map((value) => {
        const top = percent(1 - fractionOf(value, y));
        return (
          <g key={value}>
            <line class="grid" x1="0" x2="100%" y1={top} y2={top} />
            <text x="-8" y={top} dy="4" text-anchor="end">{formatNumber(value)}</text>
          </g>
        );
      })}
      <line class="axis" x1="0" x2="100%" y1="100%" y2="100%" />
      {x.ticks.map((value) => (
        <text key={value} x={percent(fractionOf(value, x))} y="100%" dy="18" text-anchor="middle">
          {formatNumber(value)}
        </text>
      ))}
    </g>
  );
}

function percent(fraction: number): string {
  return `${Math.round(fraction * 10_000) / 100}%`;
}

function describe(metric: string, series: SvgSeries[], x: Axis): string {
  const finals = series.map(({ name, columns }) => {
    const last = columns.value[columns.value.length - 1];
    return `${showHidden(name)} ${last === undefined ? "has none" : `ends at ${formatNumber(last)}`}`;
  });
  return `${showHidden(metric)} from step ${formatNumber(x.low)} to ${formatNumber(x.high)}: ${finals.join(", ")}`;
}
