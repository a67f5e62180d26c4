/**
 * The inside of a chart as SVG, large or small: axes, lines, and the signs of values that have no place. Lines are drawn on a plane that the
 * page stretches; texts stand beside it and keep their size. Reads nothing.
 *
 * @module
 */
import type { JSX } from "preact";
import type { Columns } from "../model.ts";
import { createXAxis, createYAxis } from "../series/any_axis.ts";
import { listSigns } from "../series/list_signs.ts";
import { placeAxis, type PlacedAxis } from "../series/placed_axis.ts";
import type { Hole } from "../series/undrawn.ts";
import { UNDRAWN_SIGNS } from "../series/undrawn.ts";
import { columnOnAxis } from "../series/x_axis.ts";
import type { WireAxis } from "../wire/points.ts";
import { AxesSvg, percent } from "./AxesSvg.tsx";
import { pathOf, PLANE } from "./plot.ts";

/** Points of a line, on every axis. */
export type SvgPoints = Pick<Columns, "step" | "globalStep" | "epoch" | "time" | "value">;

/** What the axes show; null = as far as the points reach. */
export interface SvgView {
  x: WireAxis;
  y: "linear" | "log";
  minX: number | null;
  maxX: number | null;
  /** Leaves outliers outside of the y axis. */
  clip: boolean;
}

/** A line on its way to the drawing: positions, values where they can be drawn, and those that can't. */
export interface SvgLine {
  /** One of its kind in the chart. */
  key: string;
  /** Classes of its colour, dash and width. */
  look: string;
  positions: ArrayLike<number>;
  step: ArrayLike<number>;
  value: Float64Array;
  undrawn: readonly Hole[];
}

/** Which line it is, and where its axis begins. */
export interface SvgLineOptions extends Pick<SvgLine, "key" | "look"> {
  /** When the run began, milliseconds since 1970. */
  startMs: number;
  /** The axis of its points where that isn't the view's: training and validation share one. */
  x?: WireAxis;
}

/** Puts the points of a line on the axes of a view. What lies outside of the range isn't drawn. */
export function placeSvgLine(
  columns: SvgPoints,
  { x, y, minX, maxX }: SvgView,
  { key, look, startMs, x: own = x }: SvgLineOptions,
): SvgLine {
  const positions = columnOnAxis(columns, { x: own, startMs });
  const low = minX ?? -Infinity, high = maxX ?? Infinity;
  const isShown = (each: number, at: number) =>
    positions[at]! >= low && positions[at]! <= high && (y === "linear" || each > 0);
  return {
    key,
    look,
    positions,
    step: columns.step,
    value: columns.value.map((each, at) => isShown(each, at) ? each : NaN),
    undrawn: listSigns({ x: positions, value: columns.value }, { y, low, high }),
  };
}

/** True where there is something to see. */
export const isAnyDrawn = (lines: readonly SvgLine[]): boolean =>
  lines.some(({ value }) => value.some(Number.isFinite));

/** How the axes of a chart are made. */
export interface SvgAxesOptions {
  /** Title of the y axis; "" for a small chart, which has none on both axes. */
  title: string;
  /** About how many gaps between ticks there are. */
  gaps?: number;
}

/** Both axes of lines. */
export interface SvgAxes {
  x: PlacedAxis;
  y: PlacedAxis;
}

/** Makes the axes that lines have in a view. */
export function createSvgAxes(lines: readonly SvgLine[], view: SvgView, { title, gaps }: SvgAxesOptions): SvgAxes {
  const both = gaps === undefined ? {} : { gaps }, isLog = view.y === "log";
  const x = createXAxis(lines.map(({ positions }) => positions), { ...view, ...both });
  const y = createYAxis(lines.map(({ value }) => value), { y: view.y, clip: view.clip, title, ...both });
  return title === ""
    ? { x: placeAxis({ ...x, title }), y: placeAxis({ ...y, title }, { isLog }) }
    : { x: placeAxis(x), y: placeAxis(y, { isLog }) };
}

/** What is drawn. */
export interface LinesSvgProps extends SvgAxes {
  lines: readonly SvgLine[];
  view: Pick<SvgView, "y" | "clip">;
  /** Parts of a unit of the plane that are told apart; see `pathOf`. */
  parts?: number;
}

/** The drawing. Its sides are those of the element around it. */
export function LinesSvg({ lines, x, y, view, parts = 10 }: LinesSvgProps): JSX.Element {
  const isLog = view.y === "log", toPlane = isLog ? Math.log10 : (value: number) => value;
  const yPlane = { low: toPlane(y.low), high: toPlane(y.high) };
  const pointsOf = ({ positions, step, value }: SvgLine) => ({
    x: positions,
    step,
    value: isLog ? value.map(toPlane) : value,
  });
  return (
    <>
      <AxesSvg x={x} y={y} />
      <svg
        width="100%"
        height="100%"
        viewBox={`0 0 ${PLANE} ${PLANE}`}
        preserveAspectRatio="none"
        overflow={view.clip ? "hidden" : "visible"}
      >
        {lines.map((line) => (
          <path key={line.key} class={`series ${line.look}`} d={pathOf(pointsOf(line), { x, y: yPlane, parts })} />
        ))}
      </svg>
      {lines.map(({ key, look, undrawn }) =>
        undrawn.map(({ x: position, kind }) => (
          <text
            key={`${key} ${kind} ${position}`}
            class={`undrawn ${look}`}
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
    </>
  );
}
