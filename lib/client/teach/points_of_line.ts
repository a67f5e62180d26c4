/**
 * The points that a line of the log printed. They come from the server, because the chart holds only some points of some metrics.
 *
 * @module
 */
import { type ReadonlySignal, type Signal, useSignal, useSignalEffect } from "@preact/signals";
import type { WireLinePoints } from "../../wire.ts";
import { decodePoints } from "../chart/metric_columns.ts";
import { readJson, runPath } from "../server/read.ts";
import { rereads } from "../server/reread.ts";
import type { SelectedPoint } from "../run/selection.ts";
import { isSameNumber, type LineNumber } from "./line_numbers.ts";

/** A line of a run. */
export interface LineRequest {
  experimentId: string;
  runId: string;
  line: number;
  signal: AbortSignal;
  /** The API's origin; "" for the page's own. */
  origin?: string;
}

/** Requests the points of a line, metric by metric. A line that was redrawn has its newest points, the oldest of them first. */
export async function findPoints(request: LineRequest): Promise<SelectedPoint[]> {
  const { experimentId, runId, line, signal, origin = "" } = request;
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

/** The newest point whose value is this number, else the newest whose step it is; null for neither. */
export function pointOfNumber(number: LineNumber, points: readonly SelectedPoint[]): SelectedPoint | null {
  return points.findLast(({ value }) => isSameNumber(number, value)) ??
    points.findLast(({ step }) => step === number.value) ?? null;
}

/** The points of one line. */
export interface LinePoints {
  line: number;
  points: readonly SelectedPoint[];
}

/** Requests the points of the selected line when it changes and after each reread. Null until the first answer. */
export function useLinePoints(
  { experimentId, runId, line }: { experimentId: string; runId: string; line: ReadonlySignal<number | null> },
): Signal<LinePoints | null> {
  const found = useSignal<LinePoints | null>(null);
  useSignalEffect(() => {
    void rereads.value;
    const requested = line.value;
    if (requested === null) return;
    const abort = new AbortController();
    findPoints({ experimentId, runId, line: requested, signal: abort.signal })
      .then((points) => found.value = { line: requested, points })
      .catch((error: unknown) => {
        if (!abort.signal.aborted) console.warn("The points of a line can't be found:", error);
      });
    return () => abort.abort();
  });
  return found;
}
