/**
 * The chart of the table's page: it draws the runs that the table has ticked.
 *
 * @module
 */
import "../lib/client/first_script.ts";
import type { JSX } from "preact";
import { drawnRuns } from "../lib/client/table/drawn_runs.ts";
import { isComplete } from "../lib/model.ts";
import TrainingMetricsChart, { type TrainingMetricsChartProps } from "./TrainingMetricsChart.tsx";

/** The chart. Its props are the runs that the page came with. */
export default function RunOverlay(props: TrainingMetricsChartProps): JSX.Element {
  const drawn = drawnRuns.value;
  if (drawn === null) return <TrainingMetricsChart {...props} />;
  return (
    <TrainingMetricsChart
      {...props}
      runs={[...drawn]}
      runIds={drawn.map(({ id }) => id)}
      isLive={drawn.some(({ status }) => !isComplete(status))}
    />
  );
}
