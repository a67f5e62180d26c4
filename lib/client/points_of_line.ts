/**
 * The points that a line of the log printed: those the chart holds, and those it thinned away, from the server.
 *
 * @module
 */
import type { Columns } from "../model.ts";
import { MAX_POINTS_HIGHEST } from "../limits.ts";
import { decodeColumns, emptyColumns } from "./metric_columns.ts";
import type { HeldRun, MetricsColumnsAnswer } from "./metric_feed.ts";
import { readJson, runPath } from "./read.ts";
import type { SelectedPoint } from "./selection.ts";

/** Which line of which run. */
export interface LineQuestion {
  experimentId: string;
  runId: string;
  /** What the chart holds of the run; null when there is no chart. */
  run: HeldRun | null;
  line: number;
  signal: AbortSignal;
}

/** Metrics beyond this that the chart doesn't hold are not looked through for one line. */
const METRICS_ASKED = 40;

/** Points of the line, in the order of the chart's metrics. Asks the server only for what isn't held. */
export async function findPoints(question: LineQuestion): Promise<SelectedPoint[]> {
  const { run, line } = question;
  const totals = Object.entries(run?.totals ?? {}).filter(([, total]) => total > 0);
  const answers = await Promise.all(
    totals.slice(0, METRICS_ASKED).map(async ([metric, total]) => {
      const held = run!.metrics.get(metric);
      const found = held ? pointsOf(metric, held, line) : [];
      if (found.length > 0 || held && held.step.length >= total) return found;
      return pointsOf(metric, await readAround(question, metric, held), line);
    }),
  );
  return answers.flat();
}

/** The points of a metric whose line is near, by the steps of the points held on both sides of it. */
async function readAround(
  { experimentId, runId, line, signal }: LineQuestion,
  metric: string,
  held: Columns | undefined,
): Promise<Columns> {
  const answer = await readJson<MetricsColumnsAnswer>(
    `${runPath(experimentId, runId)}/metrics`,
    {
      metric_type: [metric],
      format: "columns",
      max_points: MAX_POINTS_HIGHEST,
      ...stepsAround(held, line),
    },
    signal,
  );
  const wire = answer.metrics[metric];
  return wire ? decodeColumns(wire) : emptyColumns();
}

/** Steps of the nearest points before and after a line; none when the metric isn't held or its steps go back there. */
export function stepsAround(
  held: Columns | undefined,
  line: number,
): { min_step?: number; max_step?: number } {
  if (!held || held.line.length === 0) return {};
  const after = held.line.findIndex((each) => each >= line);
  const low = held.step[after < 0 ? held.line.length - 1 : after - 1];
  const high = after < 0 ? undefined : held.step[after];
  if (low !== undefined && high !== undefined && low > high) return {};
  return {
    ...(low === undefined ? {} : { min_step: low }),
    ...(high === undefined ? {} : { max_step: high }),
  };
}

function pointsOf(metric: string, columns: Columns, line: number): SelectedPoint[] {
  const points: SelectedPoint[] = [];
  for (let at = 0; at < columns.line.length; at++) {
    if (columns.line[at] !== line) continue;
    points.push({ metric, step: columns.step[at]!, value: columns.value[at]! });
  }
  return points;
}
