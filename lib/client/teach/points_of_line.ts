/**
 * The points that a line of the log printed. The server knows: the chart holds thinned ones, of the metrics that were looked at.
 *
 * @module
 */
import type { WireLinePoints } from "../../wire.ts";
import { decodePoints } from "../chart/metric_columns.ts";
import { readJson, runPath } from "../server/read.ts";
import type { SelectedPoint } from "../run/selection.ts";

/** Which line of which run. */
export interface LineQuestion {
  experimentId: string;
  runId: string;
  line: number;
  signal: AbortSignal;
  /** Where the API is; "" = where the page is. */
  origin?: string;
}

/** Points of the line, metric by metric; of a line that was redrawn the newest, oldest first. */
export async function findPoints(question: LineQuestion): Promise<SelectedPoint[]> {
  const { experimentId, runId, line, signal, origin = "" } = question;
  const path = `${origin}${runPath(experimentId, runId)}/lines/${line}/points`;
  const answer = await readJson<WireLinePoints>(path, {}, signal);
  return answer.points.map((point) => {
    const columns = decodePoints([point]);
    return { metric: point.metric, step: point.step, value: columns.value[0]!, columns };
  });
}

/** The newest point of each metric. */
export function newestOfEach(points: readonly SelectedPoint[]): SelectedPoint[] {
  return [...new Map(points.map((point) => [point.metric, point])).values()];
}
