/**
 * A short sample of a run's line, with the colour and the dash that it has on the chart.
 *
 * @module
 */
import type { JSX } from "preact";

/** Number of line styles: `.run-1` to `.run-12` in series.css. */
export const RUN_STYLES = 12;

/** The CSS class of the run with this index on the chart. */
export function runClass(index: number): string {
  return `run-${(index % RUN_STYLES) + 1}`;
}

/** The sample. */
export function RunKey({ index }: { index: number }): JSX.Element {
  return (
    <svg viewBox="0 0 28 10" aria-hidden="true" focusable="false">
      <path class={`series ${runClass(index)}`} d="M1 5H27" />
    </svg>
  );
}
