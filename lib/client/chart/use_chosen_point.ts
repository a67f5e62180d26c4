/**
 * The point of a chart that is chosen. The terminal and the chart share it: a point chosen in one is shown in the other.
 *
 * @module
 */
import { type Signal, useSignal, useSignalEffect } from "@preact/signals";
import type { RefObject } from "preact";
import { useRef } from "preact/hooks";
import { glance, type SelectedPoint, type Selection, selection } from "../run/selection.ts";
import { rereads } from "../server/reread.ts";
import type { MetricFeed } from "./metric_feed.ts";
import type { PlotCursor } from "./plot_cursor.ts";
import { findPointNearLine, findPointOfLine } from "./plot_points.ts";
import type { KeptView } from "./use_chart_view.ts";

/** What the chart's cursor depends on. */
export interface ChosenPointOptions extends KeptView {
  feed: MetricFeed;
  /** The chart's element. */
  root: RefObject<HTMLElement>;
}

/** The cursor of the first chart. */
export interface ChosenPoint {
  cursor: Signal<PlotCursor | null>;
  /** The point that was chosen last. The cursor goes back to it when the mouse leaves the chart. */
  pinned: Signal<PlotCursor | null>;
  /** Takes the cursor off the chart. */
  clear(): void;
}

/** Moves the cursor to each point that is chosen in the terminal, as soon as the page holds its metric. */
export function useChosenPoint({ feed, view, change, root }: ChosenPointOptions): ChosenPoint {
  const cursor = useSignal<PlotCursor | null>(null);
  const pinned = useSignal<PlotCursor | null>(null);
  /** The selection that the cursor is on. */
  const followed = useRef<Selection | null>(null);
  /** The selection that the page was scrolled for. */
  const scrolled = useRef<Selection | null>(null);

  useSignalEffect(() => {
    if (rereads.value > 0) cursor.value = pinned.value = followed.current = null;
  });
  useSignalEffect(() => {
    const chosen = selection.value;
    void feed.version.value;
    if (chosen === followed.current || chosen?.from !== "terminal" || !chosen.point) return;
    if (view.peek().metric !== chosen.point.metric) change({ metric: chosen.point.metric });
    const index = holdPoint(feed, chosen, chosen.point);
    if (index === null) return feed.want(chosen.point.metric);
    followed.current = chosen;
    cursor.value = pinned.value = { runId: chosen.runId, index };
    if (scrolled.current === chosen) return;
    scrolled.current = chosen;
    root.current?.querySelector(".plot")?.scrollIntoView({ block: "nearest" });
  });
  return {
    cursor,
    pinned,
    clear: () => cursor.value = pinned.value = glance.value = null,
  };
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
