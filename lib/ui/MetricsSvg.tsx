/**
 * One metric of some runs as SVG, for a page without scripts. The island's canvas takes its place when scripts run.
 * Lines are drawn on a plane that the page stretches; labels stand beside it and keep their size.
 *
 * @module
 */
import type { JSX } from "preact";
import type { Columns } from "../model.ts";
import { createXAxis, createYAxis } from "../series/any_axis.ts";
import { placeAxis } from "../series/placed_axis.ts";
import type { WrittenAxis } from "../series/axis.ts";
import { isDense } from "../series/line_width.ts";
import { listSigns } from "../series/list_signs.ts";
import { UNDRAWN_SIGNS } from "../series/undrawn.ts";
import { columnOnAxis } from "../series/x_axis.ts";
import { formatNumber } from "../text/format.ts";
import type { WireAxis } from "../wire.ts";
import { AxesSvg, percent } from "./AxesSvg.tsx";
import { pathOf, PLANE } from "./plot.ts";
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

type SvgPoints = Pick<Columns, "step" | "globalStep" | "epoch" | "time" | "value">;

/** What the axes show; null = as far as the points reach. */
export interface SvgView {
  x: WireAxis;
  y: "linear" | "log";
  minX: number | null;
  maxX: number | null;
  /** Leaves outliers outside of the y axis. */
  clip: boolean;
}

/** The drawing; null when no run has a value that can be drawn. */
export function MetricsSvg(
  { metric, series, view }: { metric: string; series: SvgSeries[]; view: SvgView },
): JSX.Element | null {
  const isLog = view.y === "log";
  const lines = series.flatMap(({ columns, smoothed, startMs }, index) => {
    const line = { ...placeLine(columns, startMs, view), index, isFaint: !!smoothed };
    return smoothed ? [line, { ...placeLine(smoothed, startMs, view), undrawn: [], index, isFaint: false }] : [line];
  });
  if (lines.every(({ value }) => !value.some(Number.isFinite))) return null;
  const x = placeAxis(createXAxis(lines.map(({ positions }) => positions), view));
  const y = createYAxis(lines.map(({ value }) => value), {
    y: view.y,
    clip: view.clip,
    title: showHidden(metric),
  });
  const toPlane = isLog ? Math.log10 : (value: number) => value;
  const yPlane = { low: toPlane(y.low), high: toPlane(y.high) };
  return (
    <svg
      class={`chart-svg${isDense(series.length) ? " is-dense" : ""}`}
      role="img"
      aria-label={describe(metric, series, x)}
    >
      <AxesSvg x={x} y={placeAxis(y, { isLog })} />
      <svg
        width="100%"
        height="100%"
        viewBox={`0 0 ${PLANE} ${PLANE}`}
        preserveAspectRatio="none"
        overflow={view.clip ? "hidden" : "visible"}
      >
        {lines.map(({ positions, step, value, index, isFaint }) => (
          <path
            key={`${series[index]!.id} ${isFaint}`}
            class={`series ${runClass(series[index]!.style)}${isFaint ? " is-faint" : ""}`}
            d={pathOf({ x: positions, step, value: value.map(toPlane) }, { x, y: yPlane })}
          />
        ))}
      </svg>
      {lines.map(({ undrawn, index }) =>
        undrawn.map(({ x: position, kind }) => (
          <text
            key={`${index} ${position}`}
            class={`undrawn ${runClass(series[index]!.style)}`}
            x={percent(x.place(position))}
            y={kind === "above" ? "0" : "100%"}
            dy={kind === "above" ? 12 : -3}
            text-anchor="middle"
            aria-hidden="true"
          >
            {UNDRAWN_SIGNS[kind]}
          </text>
        ))
      )}
    </svg>
  );
}

/** Where the points of a line are on the x axis, their values where they can be drawn, and the values that can't. */
function placeLine(columns: SvgPoints, startMs: number, { x, y, minX, maxX }: SvgView) {
  const positions = columnOnAxis(columns, { x, startMs });
  const isIn = (at: number) => positions[at]! >= (minX ?? -Infinity) && positions[at]! <= (maxX ?? Infinity);
  const isShown = (each: number, at: number) => isIn(at) && (y === "linear" || each > 0);
  return {
    positions,
    step: columns.step,
    value: Float64Array.from(columns.value, (each, at) => isShown(each, at) ? each : NaN),
    undrawn: listSigns({ x: positions, value: columns.value }, { y, low: minX ?? -Infinity, high: maxX ?? Infinity }),
  };
}

function describe(metric: string, series: SvgSeries[], x: WrittenAxis): string {
  const finals = series.map(({ name, columns }) => {
    const last = columns.value[columns.value.length - 1];
    return `${showHidden(name)} ${last === undefined ? "has none" : `ends at ${formatNumber(last)}`}`;
  });
  const ends = x.title === "step" ? ` from step ${formatNumber(x.low)} to ${formatNumber(x.high)}` : ` by ${x.title}`;
  return `${showHidden(metric)}${ends}: ${finals.join(", ")}`;
}
