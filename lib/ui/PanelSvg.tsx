/**
 * A small chart of a grid as SVG, for a page without scripts: its lines, and the lowest and the highest tick. The browser's canvas takes
 * its place when it is drawn.
 *
 * @module
 */
import type { JSX } from "preact";
import { rangeOf, widenToTicks } from "../series/axis.ts";
import { isDense } from "../series/line_width.ts";
import { formatNumber } from "../text/format.ts";
import { showHidden } from "../text/visible.ts";
import { type Line, pathOf, PLANE } from "./plot.ts";

/** A line of the chart. */
export interface PanelLine {
  /** What it is, in words. */
  name: string;
  columns: Line;
  /** Class of its colour and dash. */
  look: string;
  /** The validation beside the training. */
  isSecond: boolean;
}

/** About how many gaps between ticks the y axis of a small chart has. */
export const PANEL_Y_GAPS = 3;

/** What a small chart says when none of its points has a place. */
export const NO_FINITE_VALUE = "No finite value";

/** The drawing, or why there is none. */
export function PanelSvg({ title, lines }: { title: string; lines: readonly PanelLine[] }): JSX.Element {
  if (!lines.some(({ columns }) => Array.from(columns.value).some(Number.isFinite))) {
    return <p class="board-empty muted">{NO_FINITE_VALUE}</p>;
  }
  const x = rangeOf(lines.map(({ columns }) => columns.step));
  const y = widenToTicks(rangeOf(lines.map(({ columns }) => columns.value)), PANEL_Y_GAPS);
  return (
    <svg class={`board-svg${isDense(lines.length) ? " is-dense" : ""}`} role="img" aria-label={describe(title, lines)}>
      <g aria-hidden="true">
        {y.ticks.map((value) => {
          const top = `${Math.round((1 - (value - y.low) / (y.high - y.low)) * 1000) / 10}%`;
          return (
            <g key={value}>
              <line class="grid" x1="0" x2="100%" y1={top} y2={top} />
              <text x="-6" y={top} dy="4" text-anchor="end">{formatNumber(value)}</text>
            </g>
          );
        })}
        {[x.low, x.high].map((value, end) => (
          <text key={end} x={`${100 * end}%`} y="100%" dy="16" text-anchor={end === 0 ? "start" : "end"}>
            {formatNumber(value)}
          </text>
        ))}
      </g>
      <svg width="100%" height="100%" viewBox={`0 0 ${PLANE} ${PLANE}`} preserveAspectRatio="none" overflow="visible">
        {lines.map(({ name, columns, look, isSecond }) => (
          <path
            key={name}
            class={`series ${look}${isSecond ? " is-second" : ""}`}
            d={pathOf(columns, { x, y, parts: 1 })}
          />
        ))}
      </svg>
    </svg>
  );
}

function describe(title: string, lines: readonly PanelLine[]): string {
  const ends = lines.map(({ name, columns }) => {
    const last = columns.value[columns.value.length - 1];
    return `${showHidden(name)} ${last === undefined ? "has none" : `ends at ${formatNumber(last)}`}`;
  });
  return `${showHidden(title)}: ${ends.join(", ")}`;
}
