/**
 * The chart below the terminal, and the overlay of the comparison page: metrics of one or several runs, kept current
 * while a run is live. The view is in the page's address.
 *
 * @module
 */
import { useSignal, useSignalEffect } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { type ChartView, PLAIN_VIEW, readView, writeView } from "../lib/client/chart_view.ts";
import { ChartControls } from "../lib/client/ChartControls.tsx";
import { ChartNotes } from "../lib/client/ChartNotes.tsx";
import { createMetricFeed, type HeldRun, type MetricsAnswer } from "../lib/client/metric_feed.ts";
import { chooseMetric, listMetrics } from "../lib/client/metric_names.ts";
import { MetricPlot, type PlotCursor } from "../lib/client/MetricPlot.tsx";
import { MetricTabs } from "../lib/client/MetricTabs.tsx";
import { placeNearLine } from "../lib/client/plot_points.ts";
import { createPlottedRun, summarizeRange } from "../lib/client/plotted_run.ts";
import { heldRuns, type Selection, selection } from "../lib/client/selection.ts";
import { type LegendRow, RunLegend } from "../lib/client/RunLegend.tsx";
import type { RunStatus } from "../lib/model.ts";
import { thinColumns } from "../lib/series/downsample.ts";
import { formatDuration, formatNumber } from "../lib/series/format.ts";
import { findGaps } from "../lib/series/gaps.ts";
import { smoothValues } from "../lib/series/smooth.ts";

/** Which runs, and what the server sent with the page. */
export interface TrainingMetricsChartProps {
  experimentId: string;
  /** Drawn in this order; the place gives the colour. */
  runIds: string[];
  runs: { id: string; name: string; status: RunStatus }[];
  /** The metric that is shown when the address names none. */
  metricType?: string;
  /** Of one chart, CSS pixels. */
  height?: number;
  /** True while any of the runs gets points. */
  isLive?: boolean;
  /** Answers of the metrics route by run; what is missing is asked for. */
  initial: Record<string, MetricsAnswer>;
}

const HEIGHT_PX = 320;
const PANEL_ID = "chart-plots";

/** The chart. */
export default function TrainingMetricsChart(props: TrainingMetricsChartProps): JSX.Element {
  const { experimentId, runIds, isLive = false, height = HEIGHT_PX } = props;
  const feed = useMemo(
    () => createMetricFeed({ experimentId, runIds, isLive, initial: props.initial, thin: thinColumns }),
    [experimentId, runIds.join()],
  );
  const view = useSignal<ChartView>(openingView(props.metricType ?? null));
  const cursor = useSignal<PlotCursor | null>(null);
  /** Where the cursor rests: the point that was chosen last. */
  const pinned = useSignal<PlotCursor | null>(null);
  const followed = useRef<Selection | null>(null);
  const besideCursor = useSignal<PlotCursor | null>(null);
  const root = useRef<HTMLDivElement>(null);
  const version = feed.version.value;
  const names = listMetrics(feed.runs);
  const metric = chooseMetric(names, view.value.metric);
  const beside = names.find((name) => name === view.value.beside && name !== metric) ?? null;
  const throughput = names.filter((name) => feed.kinds.get(name) === "throughput");

  useEffect(() => feed.start(), [feed]);
  useEffect(() => {
    // Of runs that nothing is known of the classic metric is asked; the answer names all there are.
    if (metric !== null) feed.want(metric);
    else if (feed.runs.some((run) => run.next === null)) feed.want("loss");
    if (beside) feed.want(beside);
    heldRuns.value = feed.runs;
  }, [version, metric, beside]);
  useLayoutEffect(() => {
    root.current?.closest(".chart-frame")?.setAttribute("data-ready", "");
  }, []);
  useSignalEffect(() => {
    const chosen = selection.value;
    void feed.version.value;
    if (chosen === followed.current || chosen?.from !== "terminal" || !chosen.point) return;
    if (view.peek().metric !== chosen.point.metric) change({ metric: chosen.point.metric });
    const run = feed.runs.find((each) => each.id === chosen.runId);
    const columns = run?.metrics.get(chosen.point.metric);
    if (!columns) return;
    followed.current = chosen;
    const place = placeNearLine(columns, chosen.line, chosen.point.value);
    cursor.value = pinned.value = { runId: chosen.runId, place };
  });

  function change(part: Partial<ChartView>): void {
    view.value = { ...view.peek(), ...part };
    const { pathname, search, hash } = location;
    history.replaceState(history.state, "", pathname + writeView(search, view.peek()) + hash);
  }

  function choose(shown: string, { runId, place }: PlotCursor): void {
    pinned.value = shown === metric ? { runId, place } : null;
    const columns = feed.runs.find((run) => run.id === runId)!.metrics.get(shown)!;
    const point = { metric: shown, step: columns.step[place]!, value: columns.value[place]! };
    selection.value = { runId, line: columns.line[place]!, point, from: "chart" };
  }

  const shown = [metric, beside].filter((name) => name !== null);
  const plots = useMemo(
    () => shown.map((name) => preparePlot(name, feed.runs, props, view.value)),
    [version, metric, beside, view.value],
  );
  return (
    <div class="chart" ref={root}>
      <div class="chart-head">
        <MetricTabs
          metrics={names.filter((name) => !throughput.includes(name))}
          throughput={throughput}
          chosen={metric}
          panelId={PANEL_ID}
          onChoose={(chosen) => {
            cursor.value = pinned.value = null;
            change({ metric: chosen });
          }}
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
            height={height}
            cursor={at === 0 ? cursor : besideCursor}
            pinned={at === 0 ? pinned.value : null}
            formatX={view.value.x === "time" ? formatSeconds : formatNumber}
            onChoose={(chosen) => choose(plot.metric, chosen)}
          />
        ))}
        {!plots.some((plot) => plot.isDrawn) && <p class="chart-state" role="status">{wordsFor(feed.runs, metric)}</p>}
      </div>
      <div class="chart-foot">
        <ChartNotes
          failingSince={feed.failingSince.value}
          gaps={plots.flatMap((plot) => plot.gapNotes)}
        />
        {plots.filter((plot) => plot.isDrawn).map((plot) => (
          <RunLegend key={plot.metric} metric={plot.metric} rows={plot.rows} />
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

/** Everything that is shown of one metric. */
function preparePlot(
  metric: string,
  held: readonly HeldRun[],
  { runs, runIds }: TrainingMetricsChartProps,
  view: ChartView,
) {
  const nameOf = (id: string) => runs.find((run) => run.id === id)?.name ?? id;
  const plotted = held.map((run) =>
    createPlottedRun(run, {
      metric,
      name: nameOf(run.id),
      style: runIds.indexOf(run.id) % 8 + 1,
      view,
      smooth: smoothValues,
    })
  );
  const gaps = held.flatMap((run) =>
    gapsOf(run, metric).map((gap) => ({ gap, name: held.length > 1 ? nameOf(run.id) : null }))
  );
  return {
    metric,
    runs: plotted,
    rows: held.map((run, at): LegendRow => {
      const summary = summarizeRange(plotted[at]!.columns, view);
      const total = run.totals[metric] ?? summary.count;
      const isThinned = total > plotted[at]!.columns.step.length;
      return {
        id: run.id,
        name: nameOf(run.id),
        style: plotted[at]!.style,
        last: words(summary.last, summary.count),
        lastStep: words(summary.lastStep, summary.count),
        min: words(summary.min, summary.count),
        max: words(summary.max, summary.count),
        mean: (isThinned && summary.count > 0 ? "≈ " : "") + words(summary.mean, summary.count),
        points: total.toLocaleString("en"),
      };
    }),
    marks: {
      gaps: view.x === "step" ? gaps.map(({ gap }) => gap) : [],
      holes: plotted.flatMap((run) => run.holes),
    },
    gapNotes: gaps.map(({ gap, name }) => ({ metric, gap, run: name })),
    isDrawn: plotted.some((run) => run.points.length > 0),
  };
}

/** Gaps of all points where all are held, else those that the server found. */
function gapsOf(run: HeldRun, metric: string): readonly [number, number][] {
  const columns = run.metrics.get(metric);
  const isWhole = columns !== undefined && columns.step.length >= (run.totals[metric] ?? 0);
  return isWhole ? findGaps(columns.step) : run.gaps[metric] ?? [];
}

function words(value: number, count: number): string {
  return count === 0 ? "–" : formatNumber(value);
}

function formatSeconds(seconds: number): string {
  return formatDuration(seconds * 1000);
}

/** The state of a chart without points, in the words of the contract. */
function wordsFor(runs: readonly HeldRun[], metric: string | null): string {
  if (runs.some((run) => run.loading.size > 0 || (metric !== null && !run.metrics.has(metric)))) {
    return "Loading metrics…";
  }
  return runs.some((run) => !run.isComplete) ? "Training metrics will appear here" : "No metrics recorded";
}
