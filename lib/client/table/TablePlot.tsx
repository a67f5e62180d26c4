/**
 * The frame of a small drawing above the table of runs: both axes with their marks, and what is drawn between them. Knows nothing of runs.
 *
 * @module
 */
import type { ComponentChildren, JSX } from "preact";
import type { ScatterTick } from "../../series/table/scatter.ts";
import { formatNumber } from "../../text/format.ts";

/** What is drawn. Positions of marks are shares of the axis, from the left and from the bottom. */
export interface TablePlotProps {
  /** What a screen reader says of the drawing. */
  label: string;
  /** `img` for a drawing of which no part can be chosen. */
  role: "img" | "group";
  x: readonly ScatterTick[];
  y: readonly ScatterTick[];
  /** SVG between the axes; its sides are 100 %. */
  children: ComponentChildren;
}

/** A share as SVG writes it. */
export const percent = (share: number): string => `${Math.round(share * 1000) / 10}%`;

/** The drawing. */
export function TablePlot({ label, role, x, y, children }: TablePlotProps): JSX.Element {
  return (
    <svg class="scatter-plot" role={role} aria-label={label}>
      <svg x="8%" y="4%" width="89%" height="82%" overflow="visible">
        {y.map(({ value, at }) => (
          <g key={value}>
            <line class="grid" x1="0" x2="100%" y1={percent(1 - at)} y2={percent(1 - at)} />
            <text x="-8" y={percent(1 - at)} dy="4" text-anchor="end">{formatNumber(value)}</text>
          </g>
        ))}
        {x.map(({ value, at }) => (
          <text key={value} x={percent(at)} y="100%" dy="18" text-anchor="middle">{formatNumber(value)}</text>
        ))}
        <line class="axis" x1="0" x2="100%" y1="100%" y2="100%" />
        {children}
      </svg>
    </svg>
  );
}
