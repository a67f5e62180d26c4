/**
 * A run's value at the cursor, in the legend of a large chart.
 *
 * @module
 */
import type { JSX } from "preact";
import { formatNumber } from "../../../text/format.ts";
import { legendReadingOf } from "./legend_readings.ts";

/** The value; empty without a cursor. `data-nearest` marks the run that the cursor is on. */
export function LegendHere({ metric, runId }: { metric: string; runId: string }): JSX.Element {
  const reading = legendReadingOf(metric).value, value = reading?.values.get(runId);
  return (
    <span data-nearest={reading?.nearest === runId ? "" : undefined}>
      {value === undefined ? "" : formatNumber(value)}
    </span>
  );
}
