/**
 * `/experiments/{experiment_id}?run=`: the list of runs, and the selected run with its terminal and its chart.
 *
 * @module
 */
import { page } from "fresh";
import { asset, Head } from "fresh/runtime";
import EndAlert from "../../../islands/EndAlert.tsx";
import LiveParts from "../../../islands/LiveParts.tsx";
import PatternEditor from "../../../islands/PatternEditor.tsx";
import PressActions from "../../../islands/PressActions.tsx";
import RunActions from "../../../islands/RunActions.tsx";
import TrainingLogViewer from "../../../islands/TrainingLogViewer.tsx";
import TrainingMetricsChart from "../../../islands/TrainingMetricsChart.tsx";
import { quoteCommand } from "../../../lib/text/command_line.ts";
import type { Experiment, Run } from "../../../lib/model.ts";
import { isComplete } from "../../../lib/model.ts";
import { define, mayChange } from "../../../lib/web/state.ts";
import { systemClock } from "../../../lib/time.ts";
import { DeletedList } from "../../../lib/ui/DeletedList.tsx";
import { DeletedNotice } from "../../../lib/ui/DeletedNotice.tsx";
import { LaunchButton } from "../../../lib/ui/LaunchButton.tsx";
import { Crumbs } from "../../../lib/ui/Crumbs.tsx";
import { ExperimentButton } from "../../../lib/ui/ExperimentButton.tsx";
import { NoRuns } from "../../../lib/ui/NoRuns.tsx";
import { answerErrors } from "../../../lib/web/http_error.ts";
import { loadDeleted } from "../../../lib/web/load_deleted.ts";
import { type ExperimentView, loadExperiment, type RunOutput } from "../../../lib/web/load_experiment.ts";
import { loadResume, type ResumeOffer } from "../../../lib/web/load_resume.ts";
import { MarksSvg } from "../../../lib/ui/MarksSvg.tsx";
import { MetricsSvg } from "../../../lib/ui/MetricsSvg.tsx";
import { NoSuchRun } from "../../../lib/ui/NoSuchRun.tsx";
import { noticeOf, OlderReaderNotice } from "../../../lib/ui/OlderReaderNotice.tsx";
import { PanelBoard } from "../../../lib/ui/PanelBoard.tsx";
import { ReadOnlyNote } from "../../../lib/ui/ReadOnlyNote.tsx";
import { RunFacts, type RunPace } from "../../../lib/ui/RunFacts.tsx";
import { RunList } from "../../../lib/ui/RunList.tsx";
import { RunTables } from "../../../lib/ui/RunTables.tsx";
import { UnreadOffer } from "../../../lib/ui/UnreadOffer.tsx";
import { StepNotes } from "../../../lib/ui/StepNotes.tsx";
import { nameWithStatus } from "../../../lib/text/status_mark.ts";
import { iconPath } from "../../../lib/ui/status_icon.ts";
import { startOf } from "../../../lib/api/write/write_metrics.ts";
import { chooseStyles, ownStyle } from "../../../lib/series/run_styles.ts";
import { readView, writeView } from "../../../lib/series/chart_view.ts";
import { withMarks } from "../../../lib/web/with_marks.ts";
import { showHidden } from "../../../lib/text/visible.ts";

/** Reads what the page shows. */
export const handler = define.handlers({
  async GET(ctx) {
    const query = ctx.url.searchParams;
    const { store, launcher, leases } = ctx.state;
    const view = await answerErrors(async (signal) => ({
      ...await loadExperiment(store, ctx.params.experiment_id!, {
        run: query.get("run"),
        cursor: query.get("cursor"),
        metric: query.get("metric"),
        chart: readView(ctx.url.search),
        isReadOnly: ctx.state.scope === "read",
        leases,
        signal,
      }),
      deleted: await loadDeleted(ctx, ctx.params.experiment_id!),
    }), { request: ctx.req.signal });
    // The form never offers a command that came with the KV: it may be somebody else's.
    const launched = launcher?.lastLaunch(view.experiment.id) ?? null;
    return page({
      ...view,
      canLaunch: launcher?.mayLaunch ?? false,
      launched,
      mayChange: mayChange(ctx.state),
      resume: mayChange(ctx.state) ? await loadResume(launcher, view.selected) : null,
      isFirst: query.get("cursor") === null,
      now: systemClock(),
    }, { status: view.missing === null ? 200 : 404 });
  },
});

/** The page. */
export default define.page<typeof handler>(function ExperimentPage({ data }) {
  const { experiment, rows, known, cursor, selected, missing, output, deleted } = data;
  const { canLaunch, launched, mayChange, now } = data;
  const href = `/experiments/${experiment.id}`, icon = selected && iconPath(selected.status);
  return (
    <>
      <Head>
        <title>{showHidden(`${selected ? nameWithStatus(selected) : ""}${experiment.name} · stdcurve`)}</title>
        {icon !== null && <link rel="icon" href={asset(icon)} type="image/svg+xml" />}
      </Head>
      <div class="page-head">
        <Crumbs />
        <h1 title={showHidden(experiment.name)}>{showHidden(experiment.name)}</h1>
        {experiment.description !== "" && <p class="lead">{showHidden(experiment.description, { hasLines: true })}</p>}
        {mayChange && (
          <div class="page-buttons">
            <ExperimentButton />
            <LaunchButton
              canLaunch={canLaunch}
              command={quoteCommand(launched?.command ?? [])}
              cwd={launched?.cwd ?? ""}
            />
          </div>
        )}
      </div>
      {deleted.notice && <DeletedNotice {...deleted.notice} />}
      {rows.length === 0 && selected === null
        ? (
          <div class="stack">
            {missing !== null && <NoSuchRun id={missing} />}
            <NoRuns experiment={experiment} mayChange={mayChange} />
            {known.total === 0 && <LiveParts page={{ kind: "empty", experimentId: experiment.id }} isLive={false} />}
          </div>
        )
        : (
          <div class="workspace">
            <RunList
              experimentId={experiment.id}
              rows={rows}
              total={known.total}
              selected={selected?.id ?? null}
              now={now}
              nextHref={cursor === null ? null : `${href}?cursor=${encodeURIComponent(cursor)}`}
            />
            <div class="stack">
              {missing !== null && <NoSuchRun id={missing} newestHref={href} />}
              <OlderPart {...data} />
              {selected && (
                <SelectedRun
                  run={selected}
                  output={output}
                  pace={data.pace}
                  notes={data.notes}
                  mayChange={mayChange}
                  resume={data.resume}
                  now={now}
                />
              )}
            </div>
          </div>
        )}
      {selected !== null && <Live {...data} selected={selected} />}
      {mayChange
        ? (
          <>
            <ExperimentTools experiment={experiment} selected={selected?.id ?? null} />
            <DeletedList items={deleted.items} experimentId={experiment.id} now={now} />
          </>
        )
        : <ReadOnlyNote />}
      <PressActions experimentId={experiment.id} runId={selected?.id ?? null} />
    </>
  );
});

type LiveProps = Pick<ExperimentView, "experiment" | "rows" | "known" | "selected"> & {
  mayChange: boolean;
  isFirst: boolean;
};

/** Says which runs an older reader read. */
function OlderPart({ experiment, known, selected, mayChange }: LiveProps) {
  const notice = noticeOf(known.older, selected);
  return (
    <div data-part="older">
      <OlderReaderNotice {...notice} mayChange={mayChange} experiments={[experiment.id]} />
    </div>
  );
}

/** Keeps the list and the selected run up to date. */
function Live({ experiment, rows, known, selected, isFirst, mayChange }: LiveProps & { selected: Run }) {
  const { id, name } = experiment;
  return (
    <LiveParts
      page={{ kind: "run", experiment: { id, name }, runId: selected.id, known, isFirst, mayChange }}
      isLive={[selected, ...rows].some((run) => !isComplete(run.status))}
    />
  );
}

function SelectedRun(
  { run, output, pace, notes, mayChange, resume, now }: {
    run: Run;
    output: RunOutput | null;
    pace: RunPace | null;
    notes: string;
    mayChange: boolean;
    resume: ResumeOffer | null;
    now: number;
  },
) {
  return (
    <>
      <RunFacts
        run={run}
        pace={pace}
        now={now}
        notes={notes}
        alert={isComplete(run.status) ? null : <EndAlert />}
        actions={mayChange
          ? (
            <RunActions
              experimentId={run.experimentId}
              runId={run.id}
              name={run.name}
              notes={run.notes}
              tags={run.tags}
              isLive={!isComplete(run.status)}
              resume={resume}
              isSilent={(run.owner?.silentSince ?? null) !== null}
            />
          )
          : null}
      />
      {output !== null && <Output run={run} output={output} isReadOnly={!mayChange} />}
      {output !== null && (
        <div data-part="step-notes">
          <StepNotes marks={output.marks} mayChange={mayChange} />
        </div>
      )}
      <div class="stack" data-part="tables">
        <RunTables run={run} mayChange={mayChange} />
      </div>
    </>
  );
}

/** The terminal, and the chart below it. */
function Output({ run, output, isReadOnly }: { run: Run; output: RunOutput; isReadOnly: boolean }) {
  const { log, marks, metric, asked, chart, plot, panels } = output;
  const isLive = !isComplete(run.status), waits = isLive && run.metrics.length === 0;
  return (
    <div class="stack output">
      <TrainingLogViewer
        experimentId={run.experimentId}
        runId={run.id}
        isLive={isLive}
        initialLines={log}
        initialRows={output.rows}
        initialMarks={marks.filter(({ line }) => line >= (log.lines[0]?.line ?? Infinity))}
        lastLine={log.last_line}
        isReadOnly={isReadOnly}
        isDeleted={run.logDeletedAt !== undefined}
        mayDownload={output.mayDownload}
      />
      <section class="panel" aria-label="Chart">
        <div class="chart-frame" data-live={isLive ? "" : undefined} data-waits={waits ? "" : undefined}>
          {metric !== null && plot.columns !== null && (
            <MetricsSvg
              metric={metric}
              series={[{
                id: run.id,
                name: run.name,
                style: chooseStyles([run]).get(run.id)!,
                columns: plot.columns,
                smoothed: plot.smoothed,
                startMs: startOf(run),
              }]}
              view={chart}
            />
          )}
          <MarksSvg runs={[withMarks(run, { marks, plot })]} view={chart} isBesideLog />
          <TrainingMetricsChart
            experimentId={run.experimentId}
            runId={run.id}
            runs={[{ id: run.id, name: run.name, status: run.status, style: ownStyle(run) }]}
            isLive={isLive}
            search={writeView("", chart)}
            initial={{ [run.id]: plot.answer }}
            {...(metric === null ? {} : { metricType: metric })}
            {...(asked ? { asked } : {})}
          />
          <div class="chart-offer" data-part="offer">
            <UnreadOffer unread={run.unread} mayChange={!isReadOnly} />
          </div>
          <PanelBoard {...panels} />
        </div>
      </section>
    </div>
  );
}

function ExperimentTools({ experiment, selected }: { experiment: Experiment; selected: string | null }) {
  return (
    <div class="tools">
      <section class="panel" aria-labelledby="patterns-title">
        <div class="panel-head">
          <h2 id="patterns-title">Patterns</h2>
        </div>
        <div class="panel-body">
          <PatternEditor experimentId={experiment.id} patterns={experiment.patterns} runId={selected} />
        </div>
      </section>
    </div>
  );
}
