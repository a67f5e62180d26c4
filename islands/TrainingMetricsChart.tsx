/**
 * The chart below the terminal, and the overlay of the comparison page: metrics of one or several runs, kept current
 * while a run is live. The view is in the page's address.
 *
 * @module
 */
import { useSignal, useSignalEffect } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { writeAddress } from "../lib/client/run/address.ts";
import { type ChartView, PLAIN_VIEW, readView, writeView } from "../lib/client/chart/chart_view.ts";
import { ChartControls } from "../lib/client/chart/ChartControls.tsx";
import { ChartNotes } from "../lib/client/chart/ChartNotes.tsx";
import { followLinks } from "../lib/client/chart/metric_links.ts";
import type { WireMetrics } from "../lib/wire.ts";
import { createMetricFeed } from "../lib/client/chart/metric_feed.ts";
import { listMetrics } from "../lib/client/chart/metric_names.ts";
import { describeState, type NamedRun, plotMetric, type SeriesTools } from "../lib/client/chart/metric_plots.ts";
import { MetricPlot } from "../lib/client/chart/MetricPlot.tsx";
import type { PlotCursor } from "../lib/client/chart/plot_cursor.ts";
import { MetricTabs } from "../lib/client/chart/MetricTabs.tsx";
import { placeNearLine, placeOfLine } from "../lib/client/chart/plot_points.ts";
import { rereads } from "../lib/client/server/reread.ts";
import { RunLegend } from "../lib/client/chart/RunLegend.tsx";
import { glance, type Selection, selection } from "../lib/client/run/selection.ts";
import { chooseMetric } from "../lib/series/choose_metric.ts";
import { thinColumns } from "../lib/series/downsample.ts";
import { formatDuration, formatNumber } from "../lib/text/format.ts";
import { findGaps } from "../lib/series/gaps.ts";
import { smoothValues } from "../lib/series/smooth.ts";

/** Which runs, and what the server sent with the page. */
export interface TrainingMetricsChartProps {
  experimentId: string;
  /** Drawn in this order; the place gives the colour. */
  runIds: string[];
  runs: NamedRun[];
  /** The metric that is shown when the address names none. */
  metricType?: string;
  /** Of one chart, CSS pixels; left out, the style sheet's. */
  height?: number;
  /** True while any of the runs gets points. */
  isLive?: boolean;
  /** Answers of the metrics route by run; what is missing is asked for. */
  initial: Record<string, WireMetrics>;
}

const PANEL_ID = "chart-plots";
/** Between the last digit of a range and the question to the server. */
const TYPING_PAUSE_MS = 300;
const TOOLS: SeriesTools = { findGaps, smooth: smoothValues, formatNumber };

/** The chart. */
export default function TrainingMetricsChart(props: TrainingMetricsChartProps): JSX.Element {
  const { experimentId, runIds, isLive = false } = props;
  const feed = useMemo(
    () => createMetricFeed({ experimentId, runIds, isLive, initial: props.initial, thin: thinColumns }),
    [experimentId, runIds.join()],
  );
  const view = useSignal<ChartView>(openingView(props.metricType ?? null));
  const cursor = useSignal<PlotCursor | null>(null);
  /** Where the cursor rests: the point that was chosen last. */
  const pinned = useSignal<PlotCursor | null>(null);
  /** The selection that the cursor stands on, and the one that the chart was brought in sight for. */
  const followed = useRef<Selection | null>(null);
  const brought = useRef<Selection | null>(null);
  const besideCursor = useSignal<PlotCursor | null>(null);
  const root = useRef<HTMLDivElement>(null);
  const version = feed.version.value;
  const offered = listMetrics(feed.runs, feed.kinds);
  const names = offered.map(({ name }) => name);
  const metric = chooseMetric(offered, view.value.metric);
  const beside = names.find((name) => name === view.value.beside && name !== metric) ?? null;
  const throughput = offered.filter(({ kind }) => kind === "throughput").map(({ name }) => name);

  useEffect(() => feed.start(), [feed]);
  useEffect(() => {
    // Of runs that nothing is known of the classic metric is asked; the answer names all there are.
    if (metric !== null) feed.want(metric);
    else if (feed.runs.some((run) => run.next === null)) feed.want("loss");
    if (beside) feed.want(beside);
  }, [version, metric, beside]);
  useEffect(() => {
    const { minStep, maxStep } = view.value;
    if (minStep === null && maxStep === null) return;
    const timer = setTimeout(() => {
      for (const name of [metric, beside]) if (name) feed.wantRange(name, { minStep, maxStep });
    }, TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [metric, beside, view.value.minStep, view.value.maxStep]);
  useLayoutEffect(() => {
    root.current?.closest(".chart-frame")?.setAttribute("data-ready", "");
  }, []);
  useEffect(() => followLinks({ search: () => location.search, onMetric: showMetric }), []);
  useSignalEffect(() => {
    if (rereads.value === 0) return;
    cursor.value = pinned.value = followed.current = null;
    feed.refresh();
  });
  useSignalEffect(() => {
    const chosen = selection.value;
    void feed.version.value;
    if (chosen === followed.current || chosen?.from !== "terminal" || !chosen.point) return;
    if (view.peek().metric !== chosen.point.metric) change({ metric: chosen.point.metric });
    followPoint(chosen, chosen.point.metric);
  });

  /** Puts the cursor on a point that was chosen in the terminal, as soon as its metric is held. */
  function followPoint(chosen: Selection, shown: string): void {
    const { runId, line } = chosen;
    const { value, columns: point } = chosen.point!;
    const columnsOf = () => feed.runs.find((run) => run.id === runId)?.metrics.get(shown);
    const held = columnsOf();
    if (!held) return feed.want(shown);
    const isNew = brought.current !== chosen;
    followed.current = brought.current = chosen;
    if (placeOfLine(held, line, value) < 0 && point) feed.add(runId, shown, point);
    cursor.value = pinned.value = { runId, place: placeNearLine(columnsOf()!, line, value) };
    if (isNew) root.current?.querySelector(".plot")?.scrollIntoView({ block: "nearest" });
  }

  function change(part: Partial<ChartView>): void {
    view.value = { ...view.peek(), ...part };
    writeAddress(({ search, hash }) => writeView(search, view.peek()) + hash);
  }

  function showMetric(chosen: string): void {
    cursor.value = pinned.value = glance.value = null;
    change({ metric: chosen });
  }

  function toggle(place: number): void {
    const { hidden } = view.peek();
    change({ hidden: hidden.includes(place) ? hidden.filter((each) => each !== place) : [...hidden, place] });
  }

  function columnsAt(shown: string, { runId }: PlotCursor) {
    return feed.runs.find((run) => run.id === runId)!.metrics.get(shown)!;
  }

  function choose(shown: string, at: PlotCursor): void {
    const columns = columnsAt(shown, at);
    pinned.value = shown === metric ? at : null;
    const point = { metric: shown, step: columns.step[at.place]!, value: columns.value[at.place]! };
    selection.value = { runId: at.runId, line: columns.line[at.place]!, point, from: "chart" };
  }

  function nameOf(id: string): string {
    return props.runs.find((run) => run.id === id)?.name ?? id;
  }

  const shown = [metric, beside].filter((name) => name !== null);
  const plots = useMemo(
    () => shown.map((name) => plotMetric(name, feed.runs, { named: props.runs, view: view.value, tools: TOOLS })),
    [version, metric, beside, view.value],
  );
  const isDrawn = plots.some((plot) => plot.isDrawn);
  const isFailing = feed.failingSince.value !== null;
  return (
    <div class="chart" ref={root}>
      <div class="chart-head">
        <MetricTabs
          metrics={names.filter((name) => !throughput.includes(name))}
          throughput={throughput}
          chosen={metric}
          panelId={PANEL_ID}
          onChoose={showMetric}
        />
        {names.length > 0 && (
          <ChartControls
            view={view.value}
            others={names.filter((name) => name !== metric)}
            onChange={change}
          />
        )}
      </div>
      <div
        id={PANEL_ID}
        class="chart-plots"
        data-count={plots.length}
        {...(metric ? { role: "tabpanel", "aria-label": metric } : {})}
      >
        {plots.map((plot, at) => (
          <MetricPlot
            key={at}
            metric={plot.metric}
            isTitled={plots.length > 1}
            runs={plot.runs}
            view={view.value}
            marks={plot.marks}
            height={props.height}
            cursor={at === 0 ? cursor : besideCursor}
            pinned={at === 0 ? pinned.value : null}
            formatX={view.value.x === "time" ? formatSeconds : formatNumber}
            onGlance={(over) =>
              glance.value = over && { runId: over.runId, line: columnsAt(plot.metric, over).line[over.place]! }}
            onChoose={(chosen) => choose(plot.metric, chosen)}
            onRange={(minStep, maxStep) => change({ minStep, maxStep })}
          />
        ))}
        {!isDrawn && (
          <div class="chart-state">
            <p role="status">{describeState(feed.runs, metric, isFailing)}</p>
            {metric === null && !isFailing && (
              <p class="hint">A number that isn’t read: press it in the terminal and track it.</p>
            )}
          </div>
        )}
      </div>
      <div class="chart-foot">
        <ChartNotes
          isFailing={isFailing && isDrawn}
          deleted={runIds.length > 1 ? feed.runs.filter((run) => run.isDeleted).map((run) => nameOf(run.id)) : []}
          gaps={plots.flatMap((plot) => plot.gaps)}
          chosen={runIds.length > 1 ? selection.value : null}
          experimentId={experimentId}
          nameOf={nameOf}
        />
        {plots.filter((plot) => plot.isDrawn).map((plot) => (
          <RunLegend
            key={plot.metric}
            metric={plot.metric}
            rows={plot.rows}
            hidden={view.value.hidden}
            onToggle={toggle}
          />
        ))}
      </div>
    </div>
  );
}

/** On the server the address isn't known here; the browser has it. */
function openingView(metricType: string | null): ChartView {
  const view = typeof document === "undefined" ? PLAIN_VIEW : readView(location.search);
  return { ...view, metric: view.metric ?? metricType };
}

function formatSeconds(seconds: number): string {
  return formatDuration(seconds * 1000);
}
