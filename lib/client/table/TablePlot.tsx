/**
 * The frame of a small drawing above the table of runs: both axes, and what is drawn between them. Knows nothing of runs.
 *
 * @module
 */
import type { ComponentChildren, JSX } from "preact";
import type { PlacedAxis } from "../../series/placed_axis.ts";
import { AxesSvg } from "../../ui/AxesSvg.tsx";

/** What is drawn. */
export interface TablePlotProps {
  /** What a screen reader says of the drawing. */
  label: string;
  /** `img` for a drawing of which no part can be chosen. */
  role: "img" | "group";
  x: PlacedAxis;
  y: PlacedAxis;
  /** SVG between the axes; its sides are 100 %. */
  children: ComponentChildren;
}

/** The drawing. */
export function TablePlot({ label, role, x, y, children }: TablePlotProps): JSX.Element {
  return (
    <svg class="scatter-plot" role={role} aria-label={label}>
      <AxesSvg x={x} y={y} />
      {children}
    </svg>
  );
}
