/**
 * The points that a line of the log printed, and what each of its numbers was taken for. They come from the server, because the chart holds
 * only some points of some metrics, and because the server reads.
 *
 * @module
 */
import { type ReadonlySignal, type Signal, useSignal, useSignalEffect } from "@preact/signals";
import type { WireLineNumber, WireLinePoints } from "../../wire/lines.ts";
import { decodePoints } from "../chart/metric_columns.ts";
import { startPolling } from "../server/poll.ts";
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

/** What was read from one line. */
export interface LinePoints {
  line: number;
  /** Metric by metric. A line that was redrawn has its newest points, the oldest of them first. */
  points: readonly SelectedPoint[];
  numbers: readonly WireLineNumber[];
}

/** Requests what was read from a line. */
export async function findPoints(request: LineRequest): Promise<LinePoints> {
  const { experimentId, runId, line, signal, origin = "" } = request;
  const path = `${origin}${runPath(experimentId, runId)}/lines/${line}/points`;
  const answer = await readJson<WireLinePoints>(path, {}, signal);
  const points = answer.points.map((point) => {
    const columns = decodePoints([point]);
    return { metric: point.metric, step: point.step, value: columns.value[0]!, columns };
  });
  return { line, points, numbers: answer.numbers };
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

/** The run whose line is selected. */
export interface SelectedLine {
  experimentId: string;
  runId: string;
  line: ReadonlySignal<number | null>;
  /** True while later lines may turn the line's numbers into points. */
  isLive: ReadonlySignal<boolean>;
}

/** Requests what was read from the selected line: when it changes, after each reread, and again while the run is live. Null at first. */
export function useLinePoints({ experimentId, runId, line, isLive }: SelectedLine): Signal<LinePoints | null> {
  const found = useSignal<LinePoints | null>(null);
  useSignalEffect(() => {
    void rereads.value;
    const requested = line.value;
    if (requested === null) return;
    return startPolling({
      async ask(signal) {
        found.value = await findPoints({ experimentId, runId, line: requested, signal });
        return isLive.peek();
      },
      onError: (error, failures) => {
        if (failures === 1) console.warn("The points of a line can't be found:", error);
      },
      atOnce: true,
    });
  });
  return found;
}
