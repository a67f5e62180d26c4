/**
 * A short sample of a run's line, with the colour and the dash that it has on the chart. series/run_styles.ts gives the styles.
 *
 * @module
 */
import type { JSX } from "preact";

/** The CSS class of a style. */
export function runClass(style: number): string {
  return `run-${style}`;
}

/** The sample. */
export function RunKey({ style }: { style: number }): JSX.Element {
  return (
    <svg viewBox="0 0 28 10" aria-hidden="true" focusable="false">
      <path class={`series ${runClass(style)}`} d="M1 5H27" />
    </svg>
  );
}
