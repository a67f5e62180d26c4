/**
 * The line of a run that is brought forward in a large chart: drawn once more above all others, which are pale meanwhile.
 *
 * @module
 */
import type { JSX } from "preact";
import type { PlacedOnChart } from "../plot_props.ts";
import type { IndexedPoint } from "../plot_points.ts";
import type { PlottedRun } from "../plotted_run.ts";

/** The line. */
export function ForwardLine({ run, chart }: PlacedOnChart & { run: PlottedRun }): JSX.Element {
  const { left, right } = chart.span(), { top, bottom } = chart.edges();
  const path = writePath(run.smoothed ?? run.points, (point) => {
    const { x, y } = chart.pixelOf(point);
    return { x: x - left, y: y - top };
  });
  return (
    <svg
      class="plot-forward"
      aria-hidden="true"
      style={{ left: `${left}px`, top: `${top}px`, width: `${right - left}px`, height: `${bottom - top}px` }}
    >
      <path class={`series run-${run.style}`} d={path} />
    </svg>
  );
}

/**
 * The path through some points. It begins anew behind one that can't be drawn.
 *
 * @example
 * ```ts
 * import { writePath } from "./ForwardLine.tsx";
 * writePath([{ x: 1, y: 2, index: 0 }, { x: 3, y: 4, index: 1 }], (point) => point); // "M1 2L3 4"
 * ```
 */
export function writePath(
  points: readonly IndexedPoint[],
  pixelOf: (point: IndexedPoint) => { x: number; y: number },
): string {
  const round = (pixels: number) => Math.round(10 * pixels) / 10;
  let path = "", isDown = false;
  for (const point of points) {
    const { x, y } = pixelOf(point), isDrawn = Number.isFinite(x) && Number.isFinite(y);
    if (isDrawn) path += `${isDown ? "L" : "M"}${round(x)} ${round(y)}`;
    isDown = isDrawn;
  }
  return path;
}
