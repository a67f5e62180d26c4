/**
 * The list of experiments on the first page.
 *
 * @module
 */
import type { JSX } from "preact";
import type { Experiment, Run } from "../model.ts";
import { isComplete } from "../model.ts";
import { Sparkline } from "./Sparkline.tsx";
import { StatusBadge } from "./StatusBadge.tsx";
import { Time } from "./Time.tsx";
import { showHidden } from "../text/visible.ts";

/** An experiment and the content of its row. */
export interface ExperimentItem {
  experiment: Experiment;
  /** Newest first. */
  runs: Run[];
  /** True when it has more runs than `runs` holds. */
  more: boolean;
  /** The sparkline's metric, and its values in the newest run that has some. */
  spark: { metric: string; values: number[] } | null;
}

/** The rows, in the order of `items`. */
export function ExperimentList(
  { items, now }: { items: ExperimentItem[]; now: number },
): JSX.Element {
  return (
    <ul class="panel" data-part="experiments">
      {items.map((item) => <ExperimentRow key={item.experiment.id} item={item} now={now} />)}
    </ul>
  );
}

function ExperimentRow({ item, now }: { item: ExperimentItem; now: number }): JSX.Element {
  const { experiment, runs, more, spark } = item;
  const live = runs.filter((run) => !isComplete(run.status)).length;
  const latest = runs.reduce((ms, run) => Math.max(ms, run.updatedAt), experiment.updatedAt);
  return (
    <li class="experiment-row" id={`experiment-${experiment.id}`}>
      <div>
        <a class="row-link" href={`/experiments/${experiment.id}`}>{showHidden(experiment.name)}</a>
        <p>{showHidden(experiment.description, { hasLines: true }) || describeNewest(runs)}</p>
      </div>
      <Sparkline
        values={spark?.values ?? []}
        label={spark ? `${showHidden(spark.metric)} of the newest run` : "No metrics yet"}
      />
      <div class="counts">
        <span>{countRuns(runs.length, more)}</span>
        {live > 0 && <StatusBadge status="running" count={live} />}
      </div>
      <div class="when">
        <Time ms={latest} now={now} />
      </div>
    </li>
  );
}

function describeNewest(runs: readonly Run[]): string {
  const newest = runs[0];
  return newest === undefined ? "No runs yet" : `Newest run: ${showHidden(newest.name)}`;
}

function countRuns(count: number, more: boolean): string {
  if (more) return `${count}+ runs`;
  return count === 1 ? "1 run" : `${count} runs`;
}
