/**
 * One metric of some runs as SVG, so that the page reads without scripts. The island's canvas takes its place in the same cell.
 * Text keeps its size at any width: lines are drawn on a stretched plane, labels beside it.
 *
 * @module
 */
import type { JSX } from "preact";
import { formatNumber } from "../text/format.ts";
import { type Line, listTicks, pathOf, placeOf, PLANE, type Range, rangeOf } from "./plot.ts";
import { runClass } from "./RunKey.tsx";

/** Points of the metric in one run; the place in the list chooses the line's style. */
export interface SvgSeries {
  id: string;
  name: string;
  columns: Line;
}

/** The drawing; nothing when no run has a point to draw. */
export function MetricsSvg(
  { metric, series }: { metric: string; series: SvgSeries[] },
): JSX.Element | null {
  if (series.every(({ columns }) => !Array.from(columns.value).some(Number.isFinite))) return null;
  const x = rangeOf(series.map((each) => each.columns.step));
  const y = rangeOf(series.map((each) => each.columns.value));
  return (
    <svg class="chart-svg" role="img" aria-label={describe(metric, series, x)}>
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

function Axes({ x, y }: { x: Range; y: Range }): JSX.Element {
  return (
    <g aria-hidden="true">
      {listTicks(y, 5).map((value) => {
        const top = percent(1 - placeOf(value, y));
        return (
          <g key={value}>
            <line class="grid" x1="0" x2="100%" y1={top} y2={top} />
            <text x="-8" y={top} dy="4" text-anchor="end">{formatNumber(value)}</text>
          </g>
        );
      })}
      <line class="axis" x1="0" x2="100%" y1="100%" y2="100%" />
      {listTicks(x, 6).map((value) => (
        <text key={value} x={percent(placeOf(value, x))} y="100%" dy="18" text-anchor="middle">
          {formatNumber(value)}
        </text>
      ))}
    </g>
  );
}

function percent(share: number): string {
  return `${Math.round(share * 10_000) / 100}%`;
}

function describe(metric: string, series: SvgSeries[], x: Range): string {
  const finals = series.map(({ name, columns }) => {
    const last = columns.value[columns.value.length - 1];
    return `${name} ${last === undefined ? "has none" : `ends at ${formatNumber(last)}`}`;
  });
  return `${metric} from step ${formatNumber(x.low)} to ${formatNumber(x.high)}: ${finals.join(", ")}`;
}
