/**
 * The runs of an experiment as links, newest first, in a form that opens the comparison of the ticked runs. Needs no script.
 *
 * @module
 */
import type { JSX } from "preact";
import { formatCount } from "../text/count.ts";
import { type DistinctName, distinctNames } from "../text/distinct_names.ts";
import { RunName } from "./RunName.tsx";
import type { Run } from "../model.ts";
import { isComplete } from "../model.ts";
import { formatDuration, formatNumber } from "../text/format.ts";
import { chooseMetric } from "../series/choose_metric.ts";
import { ProgressMeter } from "./ProgressMeter.tsx";
import { StatusBadge } from "./StatusBadge.tsx";
import { runDuration, Time } from "./Time.tsx";
import { showHidden } from "../text/visible.ts";

/** The list. `selected` is the id of the shown run; `nextHref` is the address of older runs. */
export function RunList(
  { experimentId, runs, selected, isTicked = true, now, nextHref }: {
    experimentId: string;
    runs: Run[];
    selected: string | null;
    /** Ticks the two newest runs for the comparison. */
    isTicked?: boolean;
    now: number;
    nextHref: string | null;
  },
): JSX.Element {
  const names = distinctNames(runs.map((run) => run.name));
  return (
    <nav class="panel run-rail" aria-label="Runs" data-count={runs.length}>
      <form method="get" action={`/experiments/${experimentId}/compare`}>
        <ol class="run-list" data-part="runs">
          {runs.map((run, index) => (
            <RunRow
              key={run.id}
              run={run}
              name={names[index]!}
              now={now}
              isSelected={run.id === selected}
              isPicked={isTicked && runs.length > 1 && index < 2}
            />
          ))}
        </ol>
        <div class="rail-foot">
          {runs.length > 1
            ? (
              <button type="submit" class="button">
                <span>
                  Compare <span class="long">selected</span>
                </span>
              </button>
            )
            : <span class="muted">Start a second run to compare it with this one.</span>}
          <span class="muted end" data-part="count">{runs.length > 1 ? formatCount(runs.length, "run") : ""}</span>
          {nextHref !== null && <a href={nextHref} aria-current={false}>Older runs</a>}
        </div>
      </form>
    </nav>
  );
}

function RunRow(
  { run, name, now, isSelected, isPicked }: {
    run: Run;
    name: DistinctName;
    now: number;
    isSelected: boolean;
    isPicked: boolean;
  },
): JSX.Element {
  const metric = chooseMetric(run.metrics, null);
  const summary = run.metrics.find((each) => each.name === metric);
  const duration = runDuration(run, now);
  return (
    <li class={isSelected ? "run-row is-selected" : "run-row"} id={`run-${run.id}`}>
      <label class="run-pick">
        <span class="hidden-text">Compare {showHidden(run.name)}</span>
        <input type="checkbox" name="runs" value={run.id} defaultChecked={isPicked} />
      </label>
      <div>
        <div class="run-line">
          <a
            class="row-link"
            href={`/experiments/${run.experimentId}?run=${run.id}`}
            data-run=""
            title={showHidden(run.name)}
            aria-current={isSelected ? "page" : false}
          >
            <RunName {...name} />
          </a>
          <StatusBadge status={run.status} />
        </div>
        <div class="run-line">
          <span class="nowrap">
            <Time ms={run.startedAt ?? run.createdAt} now={now} />
            {duration !== null && <span class="long">{` · ${formatDuration(duration)}`}</span>}
          </span>
          {summary && (
            <span class="last" title={`${showHidden(summary.name)} at step ${summary.lastStep}`}>
              <span class="last-name">{showHidden(summary.name)}</span> {formatNumber(summary.last)}
            </span>
          )}
        </div>
        {!isComplete(run.status) && <ProgressMeter progress={run.progress} />}
      </div>
    </li>
  );
}
