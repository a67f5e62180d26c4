/**
 * The chart below the terminal, and the chart of a comparison: metrics of one or several runs, kept up to date while a run is live.
 *
 * @module
 */
import "../lib/client/first_script.ts";
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { type ChartView, toggleHidden } from "../lib/series/chart_view.ts";
import { ChartHead } from "../lib/client/chart/ChartHead.tsx";
import { LaterBoard } from "../lib/client/chart/LaterBoard.tsx";
import { ChartNotes } from "../lib/client/chart/ChartNotes.tsx";
import { ChartPlots } from "../lib/client/chart/ChartPlots.tsx";
import { loadMoreAxes, moreAxes } from "../lib/client/chart/later_axes.ts";
import { followLinks } from "../lib/client/chart/metric_links.ts";
import { listMetrics, listShown } from "../lib/client/chart/metric_names.ts";
import type { MetricFeed } from "../lib/client/chart/metric_feed.ts";
import { describeState, type MetricPlotted, type NamedRun, plotMetric } from "../lib/client/chart/metric_plots.ts";
import { RunLegend } from "../lib/client/chart/RunLegend.tsx";
import { useChartView } from "../lib/client/chart/use_chart_view.ts";
import { type ChosenPoint, useChosenPoint } from "../lib/client/chart/use_chosen_point.ts";
import { useMetricFeed, useShownMetrics } from "../lib/client/chart/use_metric_feed.ts";
import { drawnRuns } from "../lib/client/table/drawn_runs.ts";
import { isComplete } from "../lib/model.ts";
import { mayFlatten } from "../lib/series/flattened.ts";
import { selection } from "../lib/client/run/selection.ts";
import type { WirePlot } from "../lib/wire/points.ts";

/** Which runs, and what the server sent with the page. */
export interface TrainingMetricsChartProps {
  experimentId: string;
  /** The run, or the runs in the order in which they are drawn. */
  runId?: string;
  runIds?: string[];
  /** The runs with their names and styles. */
  runs: NamedRun[];
  /** The metric that is shown when the address names none. */
  metricType?: string;
  /** The metric that the address names. The browser reads it from the address itself. */
  asked?: string;
  /** The query of the page's address, for the server. The browser reads the address itself. */
  search?: string;
  /** Height of one large chart, a CSS length; `data-height` of the frame gives the server's drawing the same. By default the style sheet's. */
  height?: string;
  /** True while any of the runs is live. */
  isLive?: boolean;
  /** True for a page with a table of runs: what is ticked there takes the place of the runs given here. */
  followsTable?: boolean;
  /** Answers of the metrics route by run, in columns. The chart requests what is missing. */
  initial: Record<string, WirePlot>;
}

const PANEL_ID = "chart-plots";

/** The chart. With `followsTable` it draws the runs that the page's table has ticked. */
export default function TrainingMetricsChart(
  { followsTable = false, runId, runIds = runId === undefined ? [] : [runId], ...props }: TrainingMetricsChartProps,
): JSX.Element {
  const drawn = followsTable ? drawnRuns.value : null;
  if (drawn === null) return <MetricsChart {...props} runIds={runIds} />;
  const isLive = drawn.some(({ status }) => !isComplete(status)), ids = drawn.map(({ id }) => id);
  const isChanged = ids.join() !== runIds.join();
  return <MetricsChart {...props} runs={[...drawn]} runIds={ids} isLive={isLive} isChanged={isChanged} />;
}

/** What the chart itself gets. */
interface ChartProps extends Omit<TrainingMetricsChartProps, "followsTable" | "runId" | "runIds"> {
  runIds: string[];
  /** True for other runs than the server drew. */
  isChanged?: boolean;
}

function MetricsChart(props: ChartProps): JSX.Element {
  const { experimentId, runIds, runs: named, isLive = false, isChanged = false, initial } = props;
  const root = useRef<HTMLDivElement>(null);
  const feed = useMetricFeed({ experimentId, runIds, isLive, initial });
  const kept = useChartView({ asked: props.asked, metricType: props.metricType, search: props.search });
  const metricNow = useRef<string | null>(null), chosen = useChosenPoint({ ...kept, feed, root, metric: metricNow });
  const view = kept.view.value;
  const version = feed.version.value;
  const offered = listMetrics(feed);
  const names = offered.map(({ name }) => name);
  const throughput = offered.filter(({ kind }) => kind === "throughput").map(({ name }) => name);
  const shown = listShown(offered, view);
  const metric = metricNow.current = shown[0] ?? null;
  const smoothRun = moreAxes.value?.smoothRun ?? null;
  useShownMetrics(feed, shown, view);

  function showMetric(name: string): void {
    chosen.clear();
    kept.change({ metric: name }, name !== metricNow.current);
  }
  useEffect(() => followLinks({ search: () => location.search, onMetric: showMetric }), []);
  useLayoutEffect(() => root.current?.closest(".chart-frame")?.setAttribute("data-ready", ""), []);

  const plots = useMemo(
    () => shown.map((name) => plotMetric(name, feed.runs, { named, view, smoothRun })),
    [feed, version, shown.join("\n"), view, smoothRun],
  );
  const isDrawn = plots.some((plot) => plot.isDrawn);
  const isFailing = feed.failingSince.value !== null;
  return (
    <div class="chart" ref={root}>
      <ChartHead
        experimentId={experimentId}
        runIds={runIds}
        names={names}
        throughput={throughput}
        metric={metric}
        plots={plots}
        view={view}
        panelId={PANEL_ID}
        onMetric={showMetric}
        onChange={kept.change}
      />
      <ChartPlots
        experimentId={experimentId}
        id={PANEL_ID}
        plots={plots}
        state={isDrawn ? null : describeState(feed.runs, metric, isFailing)}
        isHinted={metric === null && !isFailing}
        view={view}
        height={props.height}
        chosen={chosen}
        onChange={kept.change}
      />
      <ChartFoot
        {...props}
        {...{ feed, plots, view, metric, chosen, isFailing: isFailing && isDrawn }}
        onChange={kept.change}
      />
      {(offered.length > 1 || isChanged) && (
        <LaterBoard
          experimentId={experimentId}
          runIds={runIds}
          named={named}
          offered={offered}
          view={view}
          isLive={isLive}
          isChanged={isChanged}
          onChange={kept.change}
        />
      )}
    </div>
  );
}

interface ChartFootProps extends Pick<ChartProps, "experimentId" | "runIds" | "runs"> {
  feed: MetricFeed;
  plots: readonly MetricPlotted[];
  view: ChartView;
  metric: string | null;
  chosen: ChosenPoint;
  isFailing: boolean;
  onChange(change: Partial<ChartView>): void;
}

/** The notes and the numbers below the large chart. */
function ChartFoot(props: ChartFootProps): JSX.Element {
  const { experimentId, runIds, runs: named, feed, plots, view, metric, chosen, isFailing, onChange } = props;
  const isFlat = useMemo(
    () => view.y === "linear" && plots.some(({ runs }) => mayFlatten(runs.map(({ columns }) => columns.value))),
    [plots],
  );
  const isAlive = useSignal(false);
  const leavesOut = view.clip || isFlat || plots.some(({ marks }) => marks.holes.length > 0);
  const Undrawn = leavesOut ? moreAxes.value?.UndrawnNote : undefined;
  useEffect(() => leavesOut ? loadMoreAxes() : undefined, [leavesOut]);
  useEffect(() => {
    isAlive.value = true; // the server's HTML has no buttons that do nothing without scripts
  }, []);
  return (
    <div class="chart-foot">
      <ChartNotes
        renamed={findRenamed(view.metric, metric)}
        isFailing={isFailing}
        deleted={runIds.length > 1 ? feed.runs.filter((run) => run.isDeleted).map(({ id }) => nameOf(named, id)) : []}
        gaps={plots.flatMap((plot) => plot.gaps)}
        chosen={runIds.length > 1 ? selection.value : null}
        experimentId={experimentId}
        nameOf={(id) => nameOf(named, id)}
      />
      {Undrawn && <Undrawn plots={plots} view={view} isFlat={isFlat} onClip={() => onChange({ clip: true })} />}
      {plots.filter((plot) => plot.isDrawn).map((plot) => (
        <RunLegend
          key={plot.metric}
          metric={plot.metric}
          rows={plot.rows}
          hidden={view.hidden}
          onToggle={(number) => onChange({ hidden: toggleHidden(view.hidden, number) })}
          onPoint={isAlive.value && plot.metric === metric
            ? (id, point) => chosen.show(id, plot.metric, point)
            : undefined}
        />
      ))}
    </div>
  );
}

function nameOf(named: readonly NamedRun[], id: string): string {
  return named.find((run) => run.id === id)?.name ?? id;
}

/** The metric that is asked for and the one that stands for it; null when that is the same. */
function findRenamed(asked: string | null, shown: string | null): { asked: string; shown: string } | null {
  return asked === null || shown === null || asked === shown ? null : { asked, shown };
}
