/**
 * `/experiments/{experiment_id}/compare?runs=a,b,c`: the comparison table and the overlay chart.
 *
 * @module
 */
import { page } from "fresh";
import { Head } from "fresh/runtime";
import LiveParts from "../../../islands/LiveParts.tsx";
import TrainingMetricsChart from "../../../islands/TrainingMetricsChart.tsx";
import { isComplete, type Run } from "../../../lib/model.ts";
import { define } from "../../../lib/web/state.ts";
import { systemClock } from "../../../lib/time.ts";
import { ComparisonTable } from "../../../lib/ui/ComparisonTable.tsx";
import { Crumbs } from "../../../lib/ui/Crumbs.tsx";
import { EmptyState } from "../../../lib/ui/EmptyState.tsx";
import { answerErrors } from "../../../lib/web/http_error.ts";
import { COMPARED_RUNS_MAX, loadComparison } from "../../../lib/web/load_comparison.ts";
import type { PagePlot } from "../../../lib/web/load_plot.ts";
import { MetricsSvg } from "../../../lib/ui/MetricsSvg.tsx";
import { Notice } from "../../../lib/ui/Notice.tsx";
import { quoteRunIn } from "../../../lib/text/command_line.ts";
import { showHidden } from "../../../lib/text/visible.ts";

/**
 * Reads the comparison. `runs` is a list with commas, or repeated as a form sends it. `part=facts` leaves out the chart: the page is
 * loaded to update the table.
 */
export const handler = define.handlers({
  async GET(ctx) {
    const query = ctx.url.searchParams;
    const ids = query.getAll("runs").flatMap((text) => text.split(",")).filter((id) => id !== "");
    const factsOnly = query.get("part") === "facts";
    const view = await answerErrors(
      (signal) =>
        loadComparison(ctx.state.store, ctx.params.experiment_id!, {
          runs: ids,
          metric: query.get("metric"),
          factsOnly,
          signal,
        }),
      { request: ctx.req.signal },
    );
    // An update keeps the line styles of the chart, which still has the runs that were deleted since.
    const places = view.runs.map((run, at) => factsOnly && ids.length > 0 ? ids.indexOf(run.id) : at);
    return page({ ...view, places, now: systemClock() }, { status: view.missing.length > 0 ? 404 : 200 });
  },
});

/** The page. */
export default define.page<typeof handler>(function Compare({ data }) {
  const { experiment, runs, missing, leftOut, metric, asked, plots, places, now } = data;
  return (
    <>
      <Head>
        <title>{`Compare · ${showHidden(experiment.name)} · stdcurve`}</title>
      </Head>
      <div class="page-head">
        <Crumbs experiment={experiment} />
        <h1>Compare runs</h1>
      </div>
      <div class="stack">
        {missing.map((id) => (
          <Notice key={id} tone="bad">
            <p>There is no run {id} in this experiment; it may have been deleted.</p>
          </Notice>
        ))}
        {leftOut > 0 && (
          <Notice tone="warn">
            <p>{`At most ${COMPARED_RUNS_MAX} runs are compared; ${leftOut} more are left out.`}</p>
          </Notice>
        )}
        {runs.length === 0
          ? (
            <div class="panel">
              <EmptyState
                title="Nothing to compare yet"
                command={quoteRunIn(experiment.name)}
              >
                A comparison needs runs of this experiment.
              </EmptyState>
            </div>
          )
          : (
            <>
              {plots !== null && <Overlay runs={runs} metric={metric} asked={asked} plots={plots} />}
              <section class="panel" aria-labelledby="table-title">
                <div class="panel-head">
                  <h2 id="table-title">Outcome, settings, metrics</h2>
                </div>
                <div data-part="comparison">
                  <ComparisonTable runs={runs} indexes={places} now={now} />
                </div>
              </section>
              {plots !== null && runs.some((run) => !isComplete(run.status)) && (
                <LiveParts href={`/experiments/${experiment.id}/compare?runs=${runs.map(({ id }) => id)}&part=facts`} />
              )}
            </>
          )}
      </div>
    </>
  );
});

/** All runs in one chart. The order of the runs decides their line styles, as in the table. */
function Overlay(
  { runs, metric, asked, plots }: { runs: Run[]; metric: string | null; asked: string | null; plots: PagePlot[] },
) {
  const none = { step: [], value: [] };
  return (
    <section class="panel" aria-label="Overlay">
      <div class="chart-frame">
        {metric !== null && (
          <MetricsSvg
            metric={metric}
            series={runs.map(({ id, name }, index) => ({ id, name, columns: plots[index]!.columns ?? none }))}
          />
        )}
        <TrainingMetricsChart
          experimentId={runs[0]!.experimentId}
          runIds={runs.map((run) => run.id)}
          runs={runs.map(({ id, name, status }) => ({ id, name, status }))}
          isLive={runs.some((run) => !isComplete(run.status))}
          initial={Object.fromEntries(runs.map((run, index) => [run.id, plots[index]!.answer]))}
          {...(metric === null ? {} : { metricType: metric })}
          {...(asked ? { asked } : {})}
        />
      </div>
    </section>
  );
}
