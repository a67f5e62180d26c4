/**
 * `/experiments/{experiment_id}/compare?runs=a,b,c`: the comparison table and the overlay chart.
 *
 * @module
 */
import { page } from "fresh";
import { Head } from "fresh/runtime";
import { define } from "../../../lib/state.ts";
import { systemClock } from "../../../lib/time.ts";
import { ComparisonTable } from "../../../lib/ui/ComparisonTable.tsx";
import { Crumbs } from "../../../lib/ui/Crumbs.tsx";
import { EmptyState } from "../../../lib/ui/EmptyState.tsx";
import { answerErrors } from "../../../lib/ui/http_error.ts";
import { loadComparison } from "../../../lib/ui/load.ts";
import { Notice } from "../../../lib/ui/Notice.tsx";

/** Reads the runs; `runs` is a list with commas, or the parameter repeated as a form sends it. */
export const handler = define.handlers({
  async GET(ctx) {
    const ids = ctx.url.searchParams.getAll("runs").flatMap((text) => text.split(","))
      .filter((id) => id !== "");
    const view = await answerErrors(() =>
      loadComparison(ctx.state.store, ctx.params.experiment_id!, ids)
    );
    return page({ ...view, now: systemClock() }, { status: view.missing.length > 0 ? 404 : 200 });
  },
});

/** The page. */
export default define.page<typeof handler>(function Compare({ data }) {
  const { experiment, runs, missing, now } = data;
  return (
    <>
      <Head>
        <title>{`Compare · ${experiment.name} · stdcurve`}</title>
      </Head>
      <Crumbs experiment={experiment} />
      <div class="page-head">
        <h1>Compare runs</h1>
      </div>
      <div class="stack">
        {missing.map((id) => (
          <Notice key={id} tone="bad">
            <p>There is no run {id} in this experiment; it may have been deleted.</p>
          </Notice>
        ))}
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
            <section class="panel" aria-labelledby="table-title">
              <div class="panel-head">
                <h2 id="table-title">Outcome and settings</h2>
              </div>
              <ComparisonTable runs={runs} now={now} />
            </section>
          )}
      </div>
    </>
  );
});
