/**
 * `/experiments/{experiment_id}/compare?runs=a,b,c`: the comparison table and the overlay chart.
 *
 * @module
 */
import { page } from "fresh";
import { Head } from "fresh/runtime";
import LiveParts from "../../../islands/LiveParts.tsx";
import TrainingMetricsChart from "../../../islands/TrainingMetricsChart.tsx";
import { writeMetrics } from "../../../lib/api/wire.ts";
import { isComplete, type Run } from "../../../lib/model.ts";
import { define } from "../../../lib/web/state.ts";
import { systemClock } from "../../../lib/time.ts";
import { ComparisonTable } from "../../../lib/ui/ComparisonTable.tsx";
import { Crumbs } from "../../../lib/ui/Crumbs.tsx";
import { EmptyState } from "../../../lib/ui/EmptyState.tsx";
import { answerErrors } from "../../../lib/web/http_error.ts";
import { COMPARED_RUNS, loadComparison, loadPoints, type PagePoints } from "../../../lib/web/load.ts";
import { chooseMetric } from "../../../lib/series/choose_metric.ts";
import { MetricsSvg } from "../../../lib/ui/MetricsSvg.tsx";
import { Notice } from "../../../lib/ui/Notice.tsx";

/** Reads the runs; `runs` is a list with commas, or the parameter repeated as a form sends it. With `part=facts` all but the chart. */
export const handler = define.handlers({
  async GET(ctx) {
    const ids = ctx.url.searchParams.getAll("runs").flatMap((text) => text.split(","))
      .filter((id) => id !== "");
    const view = await answerErrors(() => loadComparison(ctx.state.store, ctx.params.experiment_id!, ids));
    const metric = chooseMetric(view.runs.flatMap((run) => run.metrics), ctx.url.searchParams.get("metric"));
    const points = ctx.url.searchParams.get("part") === "facts"
      ? null
      : await Promise.all(view.runs.map((run) => loadPoints(ctx.state.store, run, metric)));
    const places = points === null && ids.length > 0
      ? view.runs.map((run) => ids.indexOf(run.id))
      : view.runs.map((_, at) => at);
    return page({ ...view, metric, points, places, now: systemClock() }, {
      status: view.missing.length > 0 ? 404 : 200,
    });
  },
});

/** The page. */
export default define.page<typeof handler>(function Compare({ data }) {
  const { experiment, runs, missing, left, metric, points, places, now } = data;
  return (
    <>
      <Head>
        <title>{`Compare · ${experiment.name} · stdcurve`}</title>
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
        {left > 0 && (
          <Notice tone="warn">
            <p>{`At most ${COMPARED_RUNS} runs are compared; ${left} more are left out.`}</p>
          </Notice>
        )}
        {runs.length === 0
          ? (
            <div class="panel">
              <EmptyState
                title="Nothing to compare yet"
                command={`stdcurve run -e "${experiment.name}" -- python train.py`}
              >
                A comparison needs runs of this experiment.
              </EmptyState>
            </div>
          )
          : (
            <>
              {points !== null && <Overlay runs={runs} metric={metric} points={points} />}
              <section class="panel" aria-labelledby="table-title">
                <div class="panel-head">
                  <h2 id="table-title">Outcome, settings, metrics</h2>
                </div>
                <div data-part="comparison">
                  <ComparisonTable runs={runs} places={places} now={now} />
                </div>
              </section>
              {points !== null && runs.some((run) => !isComplete(run.status)) && (
                <LiveParts href={`/experiments/${experiment.id}/compare?runs=${runs.map(({ id }) => id)}&part=facts`} />
              )}
            </>
          )}
      </div>
    </>
  );
});

/** All runs on one chart; styles by the order of the runs, as in the table. */
function Overlay(
  { runs, metric, points }: { runs: Run[]; metric: string | null; points: PagePoints[] },
) {
  const none = { step: [], value: [] };
  return (
    <section class="panel" aria-label="Overlay">
      <div class="chart-frame">
        {metric !== null && (
          <MetricsSvg
            metric={metric}
            series={runs.map((run, index) => ({
              id: run.id,
              name: run.name,
              columns: points[index]!.columns.get(metric) ?? none,
            }))}
          />
        )}
        <TrainingMetricsChart
          experimentId={runs[0]!.experimentId}
          runIds={runs.map((run) => run.id)}
          runs={runs.map(({ id, name, status }) => ({ id, name, status }))}
          isLive={runs.some((run) => !isComplete(run.status))}
          initial={Object.fromEntries(
            runs.map((run, index) => [run.id, writeMetrics(run, points[index]!, points[index]!)]),
          )}
          {...(metric === null ? {} : { metricType: metric })}
        />
      </div>
    </section>
  );
}
