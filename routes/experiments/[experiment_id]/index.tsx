/**
 * `/experiments/{experiment_id}?run=`: the runs; of the selected one the terminal and, below it, the chart.
 *
 * @module
 */
import { page } from "fresh";
import { Head } from "fresh/runtime";
import LaunchRun from "../../../islands/LaunchRun.tsx";
import PatternEditor from "../../../islands/PatternEditor.tsx";
import RunActions from "../../../islands/RunActions.tsx";
import { quoteCommand } from "../../../lib/client/command_line.ts";
import type { Experiment, Run } from "../../../lib/model.ts";
import { isComplete } from "../../../lib/model.ts";
import { define } from "../../../lib/state.ts";
import { systemClock } from "../../../lib/time.ts";
import { Crumbs } from "../../../lib/ui/Crumbs.tsx";
import { EmptyState } from "../../../lib/ui/EmptyState.tsx";
import { answerErrors } from "../../../lib/ui/http_error.ts";
import { loadExperiment } from "../../../lib/ui/load.ts";
import { Notice } from "../../../lib/ui/Notice.tsx";
import { RunFacts } from "../../../lib/ui/RunFacts.tsx";
import { RunList } from "../../../lib/ui/RunList.tsx";
import { MetricTable, SettingsList } from "../../../lib/ui/RunTables.tsx";

/** Reads what the page shows. */
export const handler = define.handlers({
  async GET(ctx) {
    const query = ctx.url.searchParams;
    const view = await answerErrors(() =>
      loadExperiment(ctx.state.store, ctx.params.experiment_id!, {
        run: query.get("run"),
        cursor: query.get("cursor"),
      })
    );
    const canLaunch = ctx.state.launcher !== null;
    return page({ ...view, canLaunch, now: systemClock() }, {
      status: view.missing === null ? 200 : 404,
    });
  },
});

/** The page. */
export default define.page<typeof handler>(function ExperimentPage({ data }) {
  const { experiment, runs, cursor, selected, missing, canLaunch, now } = data;
  const href = `/experiments/${experiment.id}`;
  return (
    <>
      <Head>
        <title>{`${selected ? `${selected.name} · ` : ""}${experiment.name} · stdcurve`}</title>
      </Head>
      <Crumbs />
      <div class="page-head">
        <div>
          <h1>{experiment.name}</h1>
          {experiment.description !== "" && <p class="lead">{experiment.description}</p>}
        </div>
      </div>
      {runs.length === 0 && missing === null
        ? <NoRuns experiment={experiment} />
        : (
          <div class="workspace">
            <RunList
              experimentId={experiment.id}
              runs={runs}
              selected={selected?.id ?? null}
              now={now}
              nextHref={cursor === null ? null : `${href}?cursor=${encodeURIComponent(cursor)}`}
            />
            <div class="stack">
              {missing !== null && (
                <Notice tone="bad">
                  <p>There is no run {missing} in this experiment; it may have been deleted.</p>
                  <p>
                    Choose one of the list, or go to <a href={href}>the newest run</a>.
                  </p>
                </Notice>
              )}
              {selected && <SelectedRun run={selected} now={now} />}
            </div>
          </div>
        )}
      <ExperimentTools experiment={experiment} newest={runs[0] ?? null} canLaunch={canLaunch} />
    </>
  );
});

function NoRuns({ experiment }: { experiment: Experiment }) {
  return (
    <div class="panel">
      <EmptyState
        title="No runs yet"
        command={`stdcurve run -e ${quoteCommand([experiment.name])} -- python train.py`}
      >
        Start a command below, or from a terminal:
      </EmptyState>
    </div>
  );
}

function SelectedRun({ run, now }: { run: Run; now: number }) {
  return (
    <>
      <RunFacts
        run={run}
        now={now}
        actions={
          <RunActions
            experimentId={run.experimentId}
            runId={run.id}
            name={run.name}
            notes={run.notes}
            tags={run.tags}
            isLive={!isComplete(run.status)}
          />
        }
      />
      <div class="columns">
        <MetricTable run={run} />
        <SettingsList settings={run.settings} />
      </div>
    </>
  );
}

function ExperimentTools(
  { experiment, newest, canLaunch }: {
    experiment: Experiment;
    newest: Run | null;
    canLaunch: boolean;
  },
) {
  return (
    <div class="columns tools">
      <section class="panel" aria-labelledby="launch-title">
        <div class="panel-head">
          <h2 id="launch-title">Start a run</h2>
        </div>
        <div class="panel-body">
          {canLaunch
            ? (
              <LaunchRun
                experimentId={experiment.id}
                lastCommand={quoteCommand(newest?.command ?? [])}
                lastCwd={newest?.cwd ?? ""}
              />
            )
            : (
              <Notice tone="warn">
                <p>
                  This server may not start commands. Start them where the training is to run, with
                  the same KV: <code>stdcurve run --kv URL -- python train.py</code>
                </p>
              </Notice>
            )}
        </div>
      </section>
      <section class="panel" aria-labelledby="patterns-title">
        <div class="panel-head">
          <h2 id="patterns-title">Patterns</h2>
        </div>
        <div class="panel-body">
          <PatternEditor experimentId={experiment.id} patterns={experiment.patterns} />
        </div>
      </section>
    </div>
  );
}
