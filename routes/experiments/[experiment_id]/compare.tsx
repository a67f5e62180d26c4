/**
 * `/experiments/{experiment_id}/compare?runs=a,b,c`: the table of runs, and the ticked ones on one chart.
 *
 * @module
 */
import { page } from "fresh";
import { Head } from "fresh/runtime";
import type { JSX } from "preact";
import LiveParts from "../../../islands/LiveParts.tsx";
import PressActions from "../../../islands/PressActions.tsx";
import RunTable from "../../../islands/RunTable.tsx";
import TrainingMetricsChart from "../../../islands/TrainingMetricsChart.tsx";
import { RUNS_BESIDE_MAX } from "../../../lib/limits.ts";
import { isComplete } from "../../../lib/model.ts";
import { startOf } from "../../../lib/api/write/write_metrics.ts";
import { readView, writeView } from "../../../lib/series/chart_view.ts";
import { mayFlatten } from "../../../lib/series/flattened.ts";
import { chooseStyles } from "../../../lib/series/run_styles.ts";
import { createColumns } from "../../../lib/series/columns.ts";
import { readTableView, type TableView } from "../../../lib/series/table/table_view.ts";
import { define, mayChange } from "../../../lib/web/state.ts";
import { systemClock } from "../../../lib/time.ts";
import { ComparisonTable } from "../../../lib/ui/ComparisonTable.tsx";
import { Crumbs } from "../../../lib/ui/Crumbs.tsx";
import { type DeletedItem, DeletedList } from "../../../lib/ui/DeletedList.tsx";
import { EmptyState } from "../../../lib/ui/EmptyState.tsx";
import { answerErrors } from "../../../lib/web/http_error.ts";
import { type ComparisonView, loadComparison } from "../../../lib/web/load_comparison.ts";
import { MarksSvg } from "../../../lib/ui/MarksSvg.tsx";
import { MetricsSvg } from "../../../lib/ui/MetricsSvg.tsx";
import { PanelBoard } from "../../../lib/ui/PanelBoard.tsx";
import { MissingRuns } from "../../../lib/ui/MissingRuns.tsx";
import { quoteRunIn } from "../../../lib/text/command_line.ts";
import { withMarks } from "../../../lib/web/with_marks.ts";
import { showHidden } from "../../../lib/text/visible.ts";

/** Of the large chart; chart.css has the same for the drawing of the server. */
const CHART_HEIGHT = "400px";

/** Reads what the address shows. */
export const handler = define.handlers({
  async GET(ctx) {
    const query = ctx.url.searchParams, now = systemClock(), view = readTableView(ctx.url.search);
    const isReadOnly = ctx.state.scope === "read";
    const asked = { view, metric: query.get("metric"), chart: readView(ctx.url.search), now, isReadOnly };
    const loaded = await answerErrors(
      (signal) => loadComparison(ctx.state.store, ctx.params.experiment_id ?? null, { ...asked, signal }),
      { request: ctx.req.signal },
    );
    const { missing, ticked } = loaded.table, status = missing.length > 0 && ticked.length === 0 ? 404 : 200;
    const isHere = loaded.experiment !== null && mayChange(ctx.state);
    const deleted = isHere ? await ctx.state.store.runs.listHidden(loaded.experiment!.id) : [];
    const shown = { view, now, mayChange: mayChange(ctx.state), search: ctx.url.search, deleted };
    return page({ ...loaded, ...shown }, { status });
  },
});

/** What the page gets. */
type PageProps = ComparisonView & {
  view: TableView;
  now: number;
  mayChange: boolean;
  search: string;
  deleted: DeletedItem[];
};

/** The page. */
export default define.page<typeof handler>(function Compare({ data }) {
  const { experiment, table, view, now } = data, { missing } = table;
  return (
    <>
      <Head>
        <title>{`Compare${experiment ? ` · ${showHidden(experiment.name)}` : ""} · stdcurve`}</title>
      </Head>
      <div class="page-head">
        <Crumbs {...(experiment ? { experiment } : {})} />
        <h1>Compare runs</h1>
      </div>
      <div class="stack">
        <MissingRuns ids={missing} isOfExperiment={experiment !== null} canRestore={data.deleted.length > 0} />
        {experiment && table.answer.metadata.total === 0 && (
          <LiveParts page={{ kind: "empty", experimentId: experiment.id }} isLive={false} />
        )}
        {table.answer.metadata.total === 0
          ? (
            <div class="panel" data-part="first-run" role="status">
              <EmptyState title="Nothing to compare yet" command={quoteRunIn(experiment?.name ?? "default")}>
                {experiment ? "A comparison needs runs of this experiment." : "The address names no run."}
              </EmptyState>
            </div>
          )
          : (
            <>
              <section class="panel" aria-label="Table of runs">
                <RunTable
                  experimentId={experiment?.id ?? null}
                  initial={table.answer}
                  view={view}
                  now={now}
                  mayChange={data.mayChange}
                />
              </section>
              <Overlay {...data} />
              <SideBySide {...data} />
            </>
          )}
        {experiment && <DeletedList items={data.deleted} experimentId={experiment.id} now={now} />}
      </div>
      <PressActions experimentId={experiment?.id ?? null} runId={null} />
    </>
  );
});

/** Without scripts: the way to a chart without outliers, where a curve may flatten the others. */
function ClipLink({ plots, chart, search }: Pick<PageProps, "plots" | "chart" | "search">): JSX.Element | null {
  if (chart.clip || chart.y === "log" || !mayFlatten(plots.map(({ columns }) => columns?.value ?? []))) return null;
  return (
    <noscript>
      <p class="chart-note">
        A curve may flatten the others: <a href={writeView(search, { ...chart, clip: true })}>clip outliers</a>.
      </p>
    </noscript>
  );
}

/** The drawn runs in one chart. */
function Overlay(
  { experiment, table: { drawn }, runs, metric, asked, chart, plots, hidden, marks, panels, search }: PageProps,
): JSX.Element {
  const none = createColumns(0), styles = chooseStyles(drawn);
  const shown = runs.map((run, at) => ({ run, plot: plots[at]! })).filter(({ run }) => !hidden.has(run.id));
  return (
    <section class="panel" aria-labelledby="overlay-title">
      <div class="panel-head">
        <h2 id="overlay-title">Metric Comparison</h2>
      </div>
      <div class="chart-frame" data-height={CHART_HEIGHT}>
        {metric !== null && (
          <MetricsSvg
            metric={metric}
            series={shown.map(({ run, plot }) => ({
              id: run.id,
              name: run.name,
              style: styles.get(run.id)!,
              columns: plot.columns ?? none,
              smoothed: plot.smoothed,
              startMs: startOf(run),
            }))}
            view={chart}
          />
        )}
        <MarksSvg
          runs={shown.map(({ run, plot }) => withMarks(run, { marks: marks.get(run.id) ?? [], plot }))}
          view={chart}
        />
        <TrainingMetricsChart
          followsTable
          height={CHART_HEIGHT}
          experimentId={experiment?.id ?? ""}
          runIds={drawn.map(({ id }) => id)}
          runs={drawn.map(({ id, name, status, style }) => ({ id, name, status, style }))}
          isLive={drawn.some(({ status }) => !isComplete(status))}
          search={writeView("", chart)}
          initial={Object.fromEntries(runs.map((run, index) => [run.id, plots[index]!.answer]))}
          {...(metric === null ? {} : { metricType: metric })}
          {...(asked ? { asked } : {})}
        />
        <PanelBoard {...panels} isPart={runs.length < drawn.length} />
      </div>
      <ClipLink plots={plots} chart={chart} search={search} />
    </section>
  );
}

/** Outcome, settings and each metric's numbers of the first drawn runs. */
function SideBySide({ table, runs: drawn, now }: PageProps): JSX.Element {
  const runs = drawn.slice(0, RUNS_BESIDE_MAX), styles = chooseStyles(table.drawn);
  return (
    <section class="panel" aria-labelledby="side-title">
      <div class="panel-head">
        <h2 id="side-title">Side by side</h2>
      </div>
      <div data-part="comparison">
        {runs.length > 0
          ? <ComparisonTable runs={runs} styles={styles} now={now} />
          : <p class="muted panel-body">No run is drawn.</p>}
      </div>
      <LiveParts
        isLive={runs.some((run) => !isComplete(run.status))}
        page={{ kind: "comparison", runs: runs.map(({ id }) => id) }}
      />
    </section>
  );
}
