/**
 * The head of the selected run: name, status, times, where it stands, the command that it is.
 *
 * @module
 */
import type { JSX } from "preact";
import { quoteCommand } from "../client/command_line.ts";
import type { Run } from "../model.ts";
import { isComplete } from "../model.ts";
import { formatDuration, formatNumber } from "../series/format.ts";
import { chooseMetric } from "./differences.ts";
import { Notice } from "./Notice.tsx";
import { describeProgress, ProgressMeter } from "./ProgressMeter.tsx";
import { StatusBadge } from "./StatusBadge.tsx";
import { runDuration, Time } from "./Time.tsx";

/** The facts of a run as of `now`; `actions` stands at the end of its title. */
export function RunFacts(
  { run, now, actions }: { run: Run; now: number; actions: JSX.Element },
): JSX.Element {
  return (
    <section class="run-head" aria-labelledby="run-name">
      <div class="run-title">
        <h2 id="run-name">{run.name}</h2>
        <span data-part="status">
          <StatusBadge status={run.status} />
        </span>
        {run.tags.map((tag) => <span key={tag} class="tag">{tag}</span>)}
        {actions}
      </div>
      {run.command.length > 0 && <code class="run-command">$ {quoteCommand(run.command)}</code>}
      {run.notes !== "" && <p class="notes">{run.notes}</p>}
      <div class="stack" data-part="facts">
        <dl class="facts">
          {listFacts(run, now).map(({ name, value }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        {!isComplete(run.status) && <ProgressMeter progress={run.progress} />}
        {run.status === "failed" && run.reason !== "" && (
          <Notice tone="bad">
            <p>This run failed: {run.reason}.</p>
          </Notice>
        )}
        {run.warnings.length > 0 && (
          <Notice tone="warn">
            {run.warnings.map((warning) => <p key={warning}>{warning}</p>)}
          </Notice>
        )}
      </div>
    </section>
  );
}

interface Fact {
  name: string;
  value: JSX.Element | string;
}

function listFacts(run: Run, now: number): Fact[] {
  const isLive = !isComplete(run.status);
  const facts: Fact[] = [];
  const add = (name: string, value: JSX.Element | string) => facts.push({ name, value });
  const metric = chooseMetric([run], null);
  const summary = run.metrics.find((each) => each.name === metric);
  if (summary) add(`Last ${summary.name}`, formatNumber(summary.last));
  const progress = describeProgress(run.progress);
  if (progress !== "") add("Progress", progress);
  const duration = runDuration(run, now);
  if (duration !== null) add("Duration", formatDuration(duration));
  add("Started", <Time ms={run.startedAt ?? run.createdAt} now={now} />);
  if (isLive) add("Last output", <Time ms={run.updatedAt} now={now} />);
  if (run.status !== "failed" && run.reason !== "") add("Ended", run.reason);
  if (run.host !== "") add("Host", run.host);
  if (run.cwd !== "") add("Directory", run.cwd);
  return facts;
}
