/**
 * The point of a chart that is chosen. The terminal and the chart share it: a point chosen in one is shown in the other.
 *
 * @module
 */
import { type Signal, useSignal, useSignalEffect } from "@preact/signals";
import type { RefObject } from "preact";
import { useRef } from "preact/hooks";
import { glance, linePoints, type SelectedPoint, type Selection, selection } from "../run/selection.ts";
import { rereads } from "../server/reread.ts";
import type { MetricFeed } from "./metric_feed.ts";
import type { PlotCursor } from "./plot_cursor.ts";
import type { ExtremePoint } from "./range_summary.ts";
import { findPointNearLine, findPointOfLine } from "./plot_points.ts";
import type { KeptView } from "./use_chart_view.ts";

/** What the chart's cursor depends on. */
export interface ChosenPointOptions extends KeptView {
  feed: MetricFeed;
  /** The chart's element. */
  root: RefObject<HTMLElement>;
  /** The metric of the first chart. */
  metric: RefObject<string>;
}

/** The cursor of the first chart. */
export interface ChosenPoint {
  cursor: Signal<PlotCursor | null>;
  /** The point that was chosen last. The cursor goes back to it when the mouse leaves the chart. */
  pinned: Signal<PlotCursor | null>;
  /** Moves the cursor to a point of a metric that the page holds, and selects its line. */
  show(runId: string, metric: string, point: ExtremePoint): void;
  /** Takes the cursor off the chart. */
  clear(): void;
}

/**
 * Moves the cursor to each point that is chosen in the terminal, as soon as the page holds its metric. Of a line that is chosen without one
 * of its points, it goes to the point of the metric that is shown.
 */
export function useChosenPoint({ feed, view, change, root, metric }: ChosenPointOptions): ChosenPoint {
  const cursor = useSignal<PlotCursor | null>(null);
  const pinned = useSignal<PlotCursor | null>(null);
  /** The selection that the cursor is on. */
  const followed = useRef<Selection | null>(null);
  /** The selection that the page was scrolled for. */
  const scrolled = useRef<Selection | null>(null);
  const clear = () => void (cursor.value = pinned.value = glance.value = null);

  useHeldChart(root);
  useSignalEffect(() => {
    if (rereads.value > 0) cursor.value = pinned.value = followed.current = null;
  });
  useSignalEffect(() => {
    const chosen = selection.value, point = chosen && pointOf(chosen, metric.current);
    void feed.version.value;
    if (chosen === followed.current) return;
    if (chosen === null) {
      followed.current = null;
      return clear();
    }
    if (chosen.from !== "terminal" || !point) return;
    if (chosen.point && view.peek().metric !== point.metric) change({ metric: point.metric });
    const index = holdPoint(feed, chosen, point);
    if (index === null) return feed.want(point.metric);
    followed.current = chosen;
    cursor.value = pinned.value = { runId: chosen.runId, index };
    if (scrolled.current === chosen || !chosen.point) return;
    scrolled.current = chosen;
    root.current?.querySelector(".plot")?.scrollIntoView({ block: "nearest" });
  });
  function show(runId: string, shown: string, { line, ...rest }: ExtremePoint): void {
    const point = { metric: shown, ...rest }, index = holdPoint(feed, { runId, line }, point);
    if (index === null) return;
    cursor.value = pinned.value = { runId, index };
    selection.value = { runId, line, point, from: "chart" };
  }
  return { cursor, pinned, show, clear };
}

/** Keeps the chart under the mouse when a point of it is chosen: the panel of the point's line opens above it. */
function useHeldChart(root: ChosenPointOptions["root"]): void {
  useSignalEffect(() => {
    const frame = selection.value?.from === "chart" ? root.current?.closest(".chart-frame") : null;
    if (frame) void import("./hold_in_place.ts").then(({ holdInPlace }) => holdInPlace(frame));
  });
}

/** The chosen point; of a line without one, its newest point of a metric. */
function pointOf({ point, runId, line }: Selection, metric: string | null): SelectedPoint | null {
  const found = linePoints.value;
  if (point || found?.runId !== runId || found.line !== line) return point;
  return found.points.findLast((each) => each.metric === metric) ?? null;
}

/** Index of a selected point in its metric, after the point was added if thinning had left it out. Null when the metric is not held. */
export function holdPoint(
  feed: Pick<MetricFeed, "runs" | "add">,
  { runId, line }: Pick<Selection, "runId" | "line">,
  { metric, value, columns }: SelectedPoint,
): number | null {
  const held = () => feed.runs.find((run) => run.id === runId)?.metrics.get(metric);
  const before = held();
  if (!before) return null;
  if (columns && findPointOfLine(before, line, value) < 0) feed.add(runId, metric, columns);
  return findPointNearLine(held()!, line, value);
}
