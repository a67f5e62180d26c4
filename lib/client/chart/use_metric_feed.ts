/**
 * Connects a chart's component with the feed of its metrics.
 *
 * @module
 */
import { useSignalEffect } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { rereads } from "../server/reread.ts";
import type { ChartView } from "../../series/chart_view.ts";
import { MetricFeed, type MetricFeedOptions } from "./metric_feed.ts";

/** After the last change of the range, the chart waits this long before it requests points. */
const TYPING_PAUSE_MS = 300;

/**
 * A feed that runs while the component is on the page. It requests everything again when a log was read again. For other runs it is another
 * feed, which goes on with the runs that both have.
 */
export function useMetricFeed(options: MetricFeedOptions): MetricFeed {
  const before = useRef<MetricFeed | null>(null);
  const feed = useMemo(() => before.current = new MetricFeed({ ...options, known: before.current?.runs ?? [] }), [
    options.experimentId,
    options.runIds.join(),
  ]);
  useEffect(() => feed.start(), [feed]);
  useSignalEffect(() => {
    if (rereads.value > 0) feed.refresh();
  });
  return feed;
}

/** Requests what the feed lacks of the shown metrics and of the view's range. */
export function useShownMetrics(
  feed: MetricFeed,
  shown: readonly string[],
  { x, minX, maxX, smoothing }: ChartView,
): void {
  const key = shown.join("\n");
  useEffect(() => {
    for (const metric of shown) feed.want(metric);
    // Nothing is known of the run, and "loss" is the most likely metric.
    if (shown.length === 0 && feed.runs.some((run) => run.next === null)) feed.want("loss");
  }, [feed, feed.version.value, key]);
  useEffect(() => {
    if (minX === null && maxX === null) return;
    const timer = setTimeout(() => {
      for (const metric of shown) feed.wantRange(metric, { x, minX, maxX });
    }, TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [feed, key, x, minX, maxX]);
  useEffect(() => {
    const timer = setTimeout(() => {
      for (const metric of shown) feed.wantExact(metric, { x, minX, maxX, smoothing });
    }, TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [feed, feed.version.value, key, x, minX, maxX, smoothing]);
}
