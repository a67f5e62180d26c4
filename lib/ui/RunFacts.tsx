/**
 * The head of the selected run: its name, status and progress. Its command and times are folded below.
 *
 * @module
 */
import type { JSX } from "preact";
import { formatDuration, formatNumber, formatRate } from "../text/format.ts";
import type { ShownRun } from "../series/decode_run.ts";
import { chooseMetric } from "../series/choose_metric.ts";
import { countOf, ProgressMeter } from "./ProgressMeter.tsx";
import { RunOrigin } from "./RunOrigin.tsx";
import { StatusBadge } from "./StatusBadge.tsx";
import { Duration, Time } from "./Time.tsx";
import { showHidden } from "../text/visible.ts";

/** How fast a live run advances; null for what is not known. */
export interface RunPace {
  /** When the newest line was printed, milliseconds since the epoch. */
  lastOutput: number | null;
  /** Steps a second. */
  rate: number | null;
  secondsLeft: number | null;
}

/** A run and what is known of it at `now`. */
export interface RunFactsProps {
  run: ShownRun;
  /** Null once the run is over. Not shown while no output is stored: nobody knows it then. */
  pace: RunPace | null;
  now: number;
  /** The run's notes as safe HTML; "" for none. */
  notes?: string;
  /** The button that asks for a notification; null for none. */
  alert?: JSX.Element | null;
  /** Buttons at the end of the title; null for none. */
  actions: JSX.Element | null;
}

/** Why the run has its status, as a link to the line of the log that says so. */
function Reason({ run: { reason, reasonLine } }: Pick<RunFactsProps, "run">): JSX.Element {
  const text = showHidden(reason);
  if (!reasonLine) return <span class="reason">{text}</span>;
  return <a class="reason" href={`#L${reasonLine}`} title={`Line ${reasonLine} of the log`}>{text}</a>;
}

/** The notes. They scroll when they are long, so that the chart stays in sight. */
function Notes({ html }: { html: string }): JSX.Element {
  return (
    <div
      class="notes"
      role="region"
      aria-label="Notes"
      tabIndex={0}
      // deno-lint-ignore react-no-danger -- renderNotes() wrote it, and lets no HTML of a user through
      dangerouslySetInnerHTML={{ __html: html }}
    />
  );
}

/** The title: name, status, reason, tags. */
export function RunTitle({ run, now }: { run: ShownRun; now: number }): JSX.Element {
  const silentSince = run.owner?.silentSince ?? null;
  return (
    <>
      <h2 id="run-name">{showHidden(run.name)}</h2>
      <StatusBadge status={run.status} />
      {run.reason !== "" && run.reason !== run.status && <Reason run={run} />}
      {silentSince !== null && (
        <span class="reason">
          its owner on {showHidden(run.owner!.host)} is silent since <Time ms={silentSince} now={now} />
        </span>
      )}
      {run.tags.map((tag) => <span key={tag} class="tag">{showHidden(tag)}</span>)}
    </>
  );
}

/** Notes, facts and progress. */
export function FactList({ run, pace, now, notes = "" }: Omit<RunFactsProps, "alert" | "actions">): JSX.Element {
  const notStoredSince = run.owner?.notStoredSince ?? null;
  return (
    <>
      {notes !== "" && <Notes html={notes} />}
      <dl class="facts" tabIndex={0} aria-label="Facts">
        {listFacts(run, { pace: notStoredSince === null ? pace : null, notStoredSince }, now).map((
          { name, value },
          place,
        ) => (
          <div
            key={place} // a fact that comes changes the texts behind it, and moves nothing
            class={name === "Started" ? "long" : undefined}
            data-pace={PACE.has(name) ? "" : undefined}
          >
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div class="meter-place">
        <ProgressMeter progress={run.progress} />
      </div>
    </>
  );
}

/** The facts. The elements with `data-part` are updated while the run is live. */
export function RunFacts({ run, pace, now, notes = "", alert, actions }: RunFactsProps): JSX.Element {
  return (
    <section class="run-head" aria-labelledby="run-name">
      <div class="run-title">
        <div class="run-name" data-part="title">
          <RunTitle run={run} now={now} />
        </div>
        {alert}
        {actions}
      </div>
      <RunOrigin run={run} />
      <div class="stack" data-part="facts">
        <FactList run={run} pace={pace} now={now} notes={notes} />
      </div>
    </section>
  );
}

/** Names of the facts that only a live run has. */
const PACE = new Set(["Rate", "Time left", "Last output", "Not stored since"]);

interface Fact {
  name: string;
  value: JSX.Element | string;
}

interface LiveFacts extends Pick<RunFactsProps, "pace"> {
  notStoredSince: number | null;
}

function listFacts(run: ShownRun, { pace, notStoredSince }: LiveFacts, now: number): Fact[] {
  const { step, total, epoch, epochTotal } = run.progress;
  const facts: Fact[] = [];
  const add = (name: string, value: JSX.Element | string) => facts.push({ name, value });
  const metric = chooseMetric(run.metrics, null);
  const summary = run.metrics.find((each) => each.name === metric);
  if (summary) add(`Last ${showHidden(summary.name)}`, formatNumber(summary.last));
  if (step !== null) add("Step", countOf(step, total));
  if (epoch !== null) add("Epoch", countOf(epoch, epochTotal));
  const start = run.startedAt ?? run.createdAt, isTimed = run.startedAt !== null && !run.isImported;
  if (isTimed) add("Duration", <Duration from={start} to={run.endedAt} now={now} />);
  add(run.isImported ? "Imported" : "Started", <Time ms={start} now={now} />);
  // These disappear when the run is over. They stand last so that no other fact moves then.
  if (pace?.rate) add("Rate", formatRate(pace.rate));
  if (pace?.secondsLeft) add("Time left", formatDuration(pace.secondsLeft * 1000));
  if (pace?.lastOutput) add("Last output", <Time ms={pace.lastOutput} now={now} />);
  if (notStoredSince !== null) add("Not stored since", <Time ms={notStoredSince} now={now} />);
  return facts;
}
