/**
 * A small chart of a grid as SVG, for a page without scripts: its lines, and the ticks that the canvas has, too. The browser's canvas
 * takes its place when it is drawn.
 *
 * @module
 */
import type { JSX } from "preact";
import { PANEL_GAPS } from "../series/axis.ts";
import { isDense } from "../series/line_width.ts";
import { placeAxis } from "../series/placed_axis.ts";
import { createCountAxis } from "../series/x_axis.ts";
import { createLinearAxis } from "../series/y_axis.ts";
import { formatNumber } from "../text/format.ts";
import { showHidden } from "../text/visible.ts";
import { AxesSvg } from "./AxesSvg.tsx";
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

/** What a small chart says when none of its points has a place. */
export const NO_FINITE_VALUE = "No finite value";

/** The drawing, or why there is none. */
export function PanelSvg({ title, lines }: { title: string; lines: readonly PanelLine[] }): JSX.Element {
  if (!lines.some(({ columns }) => Array.from(columns.value).some(Number.isFinite))) {
    return <p class="board-empty muted">{NO_FINITE_VALUE}</p>;
  }
  const x = createCountAxis(lines.map(({ columns }) => columns.step), { x: "step", gaps: PANEL_GAPS });
  const y = createLinearAxis(lines.map(({ columns }) => columns.value), { title: "", gaps: PANEL_GAPS });
  return (
    <svg class={`board-svg${isDense(lines.length) ? " is-dense" : ""}`} role="img" aria-label={describe(title, lines)}>
      <AxesSvg x={placeAxis({ ...x, title: "" })} y={placeAxis(y)} />
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
