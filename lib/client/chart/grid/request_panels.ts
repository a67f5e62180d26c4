/**
 * Requests the points of panels: of all runs and of the metrics in sight together. Keeps nothing.
 *
 * @module
 */
import { MANY_RUNS_MAX } from "../../../limits.ts";
import { isDense } from "../../../series/line_width.ts";
import type { WireAxis, WireManyMetrics } from "../../../wire.ts";
import { readJson } from "../../server/read.ts";

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

/** A position on the axis, as a query has it. */
export const writeBound = ({ x }: PanelRange, bound: number | null): string | number | null =>
  bound === null || x !== "time" ? bound : new Date(bound).toISOString();

/**
 * Requests them, a hundred runs a request.
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

async function requestOnAxis(
  { runIds, metrics, range, after }: PanelQuestion,
  { origin, signal }: { origin: string; signal: AbortSignal },
): Promise<WireManyMetrics[]> {
  const answers: WireManyMetrics[] = [];
  for (let from = 0; from < runIds.length; from += MANY_RUNS_MAX) {
    const query = {
      runs: runIds.slice(from, from + MANY_RUNS_MAX).join(),
      metric_type: metrics,
      x: range.x,
      min_x: writeBound(range, range.low),
      max_x: writeBound(range, range.high),
      max_points: pointsOfSeries(runIds.length),
      after,
    };
    answers.push(await readJson<WireManyMetrics>(`${origin}/api/metrics`, query, signal));
  }
  return answers;
}
