/**
 * A run's value at the cursor, in the legend of a large chart.
 *
 * @module
 */
import type { JSX } from "preact";
import { legendReadingOf } from "./legend_readings.ts";
import { writeReading } from "./TipRows.tsx";

/** The value; empty without a cursor. `data-nearest` marks the run that the cursor is on. */
export function LegendHere({ metric, runId }: { metric: string; runId: string }): JSX.Element {
  const reading = legendReadingOf(metric).value, value = reading?.values.get(runId);
  return (
    <span data-nearest={reading?.nearest === runId ? "" : undefined}>
      {value === undefined ? "" : writeReading(value)}
    </span>
  );
}
