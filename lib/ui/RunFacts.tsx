/**
 * The head of the selected run: its name, status and progress. Its command and times are folded below.
 *
 * @module
 */
import type { JSX } from "preact";
import type { Run } from "../model.ts";
import { formatDuration, formatNumber, formatRate } from "../text/format.ts";
import { chooseMetric } from "../series/choose_metric.ts";
import { countOf, ProgressMeter } from "./ProgressMeter.tsx";
import { RunOrigin } from "./RunOrigin.tsx";
import { StatusBadge } from "./StatusBadge.tsx";
import { runDuration, Time } from "./Time.tsx";
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
  run: Run;
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

/** The facts. The elements with `data-part` are updated while the run is live. */
export function RunFacts({ run, pace, now, notes = "", alert, actions }: RunFactsProps): JSX.Element {
  const { silentSince = null, notStoredSince = null } = run.owner ?? {};
  return (
    <section class="run-head" aria-labelledby="run-name">
      <div class="run-title">
        <div class="run-name" data-part="title">
          <h2 id="run-name" title={showHidden(run.name)}>{showHidden(run.name)}</h2>
          <StatusBadge status={run.status} />
          {run.reason !== "" && run.reason !== run.status && <Reason run={run} />}
          {silentSince !== null && (
            <span class="reason">
              its owner on {showHidden(run.owner!.host)} is silent since <Time ms={silentSince} now={now} />
            </span>
          )}
          {run.tags.map((tag) => <span key={tag} class="tag">{showHidden(tag)}</span>)}
        </div>
        {alert}
        {actions}
      </div>
      <RunOrigin run={run} />
      <div class="stack" data-part="facts">
        {notes !== "" && <Notes html={notes} />}
        <dl class="facts" tabindex={0} aria-label="Facts">
          {listFacts(run, { pace: notStoredSince === null ? pace : null, notStoredSince }, now).map((
            { name, value },
          ) => (
            <div
              key={name}
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

function listFacts(run: Run, { pace, notStoredSince }: LiveFacts, now: number): Fact[] {
  const { step, total, epoch, epochTotal } = run.progress;
  const facts: Fact[] = [];
  const add = (name: string, value: JSX.Element | string) => facts.push({ name, value });
  const metric = chooseMetric(run.metrics, null);
  const summary = run.metrics.find((each) => each.name === metric);
  if (summary) add(`Last ${showHidden(summary.name)}`, formatNumber(summary.last));
  if (step !== null) add("Step", countOf(step, total));
  if (epoch !== null) add("Epoch", countOf(epoch, epochTotal));
  const duration = runDuration(run, now);
  if (duration !== null) add("Duration", formatDuration(duration));
  add("Started", <Time ms={run.startedAt ?? run.createdAt} now={now} />);
  // These disappear when the run is over. They stand last so that no other fact moves then.
  if (pace?.rate) add("Rate", formatRate(pace.rate));
  if (pace?.secondsLeft) add("Time left", formatDuration(pace.secondsLeft * 1000));
  if (pace?.lastOutput) add("Last output", <Time ms={pace.lastOutput} now={now} />);
  if (notStoredSince !== null) add("Not stored since", <Time ms={notStoredSince} now={now} />);
  return facts;
}
