/**
 * Runs as a chart holds them, for tests.
 *
 * @module
 */
import { createHeldRun, type HeldRun } from "../../../lib/client/chart/held_run.ts";
import { decodeColumns } from "../../../lib/client/chart/metric_columns.ts";
import type { Columns } from "../../../lib/model.ts";

/** Points of these `[step, value]` pairs. The time is 1000 ms times the step, the lines are 1, 2, … */
export function columnsOf(...points: [step: number, value: number][]): Columns {
  const columns = decodeColumns({
    step: points.map(([step]) => step),
    value: [],
    timestamp: points.map(([step]) => step * 1000),
    line: points.map((_, at) => at + 1),
    epoch: points.map(() => null),
    global_step: points.map(() => null),
  });
  columns.value.set(points.map(([, value]) => value));
  return columns;
}

/** A complete run that holds these metrics whole. */
export function heldRunOf(id: string, metrics: Record<string, Columns>): HeldRun {
  const run = createHeldRun(id, undefined, false);
  for (const [name, columns] of Object.entries(metrics)) {
    run.metrics.set(name, columns);
    run.totals.set(name, columns.step.length);
  }
  return run;
}
