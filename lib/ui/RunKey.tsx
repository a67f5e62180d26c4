/**
 * A short piece of a run's line as the chart draws it: colour and dash, so that either tells runs apart.
 *
 * @module
 */
import type { JSX } from "preact";

/** Line styles there are (`.run-1` … in series.css): as many as runs are compared. */
export const RUN_STYLES = 12;

/** CSS class of the run at `index` of a chart. */
export function runClass(index: number): string {
  return `run-${(index % RUN_STYLES) + 1}`;
}

/** The piece of line. */
export function RunKey({ index }: { index: number }): JSX.Element {
  return (
    <svg viewBox="0 0 28 10" aria-hidden="true" focusable="false">
      <path class={`series ${runClass(index)}`} d="M1 5H27" />
    </svg>
  );
}
