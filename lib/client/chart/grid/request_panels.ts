/**
 * Requests the points of panels: of all runs and of the metrics in sight together. Keeps nothing.
 *
 * @module
 */
import { isDense } from "../../../series/line_width.ts";
import type { WireAxis, WireManyMetrics } from "../../../wire/points.ts";
import { requestParts } from "../many_metrics.ts";

/** The part of the x axis that is shown; null = to its end. */
export interface PanelRange {
  x: WireAxis;
  low: number | null;
  high: number | null;
}

/** What to request. */
export interface PanelQuestion {
  runIds: readonly string[];
  metrics: readonly string[];
  range: PanelRange;
  /** `next` of an earlier answer: only what is new since. */
  after: string | null;
  /** Of these metrics also what is in the same range of training steps, in an answer behind the others. */
  paired: readonly string[];
}

/** Points of a metric and run in one answer: two for each pixel and a half of a small chart, or for three pixels among many runs. */
const PANEL_POINTS = 300, DENSE_PANEL_POINTS = 150;

/** How many points a series of a small chart with so many runs has. */
export const pointsOfSeries = (runs: number): number => isDense(runs) ? DENSE_PANEL_POINTS : PANEL_POINTS;

/**
 * Requests them.
 *
 * @throws {ReadRefused} for an error status
 */
export async function requestPanels(
  question: PanelQuestion,
  options: { origin: string; signal: AbortSignal },
): Promise<WireManyMetrics[]> {
  const answers = await requestOnAxis(question, options), { paired, range } = question;
  if (paired.length === 0) return answers;
  const more = { ...question, metrics: paired, range: { ...range, x: "global_step" as const } };
  const others = await requestOnAxis(more, options);
  // The first answers say where the next request begins: these may know more.
  return [...answers, ...others.map((each) => ({ ...each, metadata: { ...each.metadata, next: "" } }))];
}

const requestOnAxis = (
  { runIds, metrics, range: { x, low, high }, after }: PanelQuestion,
  options: { origin: string; signal: AbortSignal },
): Promise<WireManyMetrics[]> =>
  requestParts(
    runIds,
    { metrics, after, x, minX: low, maxX: high, maxPoints: pointsOfSeries(runIds.length) },
    options,
  );
