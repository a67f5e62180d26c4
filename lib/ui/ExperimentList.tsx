/**
 * The list of experiments on the first page.
 *
 * @module
 */
import type { JSX } from "preact";
import { formatCount } from "../text/count.ts";
import { showHidden } from "../text/visible.ts";
import type { WireListedExperiment, WireRunsOf } from "../wire/experiments.ts";
import { NoExperiments } from "./NoExperiments.tsx";
import { Sparkline } from "./Sparkline.tsx";
import { StatusBadge } from "./StatusBadge.tsx";
import { Time } from "./Time.tsx";

/** An experiment with what its row shows of its runs. */
export interface ExperimentItem extends WireListedExperiment {
  runs: WireRunsOf;
}

/** Experiments with their runs, those with the newest activity first. */
export function sortItems(experiments: readonly WireListedExperiment[]): ExperimentItem[] {
  const items = experiments.filter((each): each is ExperimentItem => each.runs !== undefined);
  return items.sort((a, b) => a.runs.last_activity < b.runs.last_activity ? 1 : -1);
}

/** What `OlderReaderNotice` says of experiments. */
export const countOlder = (items: readonly ExperimentItem[]): { others: number; experiments: string[] } => ({
  others: items.reduce((sum, { runs }) => sum + runs.older, 0),
  experiments: items.filter(({ runs }) => runs.older > 0).map(({ id }) => id),
});

/** What the list shows. `mayChange`: whether the reader may create experiments and import logs. */
export interface ExperimentListProps {
  items: readonly ExperimentItem[];
  mayChange: boolean;
  now: number;
}

/** The rows, in the order of `items`; without any, how to begin. */
export function ExperimentList({ items, mayChange, now }: ExperimentListProps): JSX.Element {
  if (items.length === 0) return <NoExperiments mayChange={mayChange} />;
  return <ul class="panel">{items.map((item) => <ExperimentRow key={item.id} item={item} now={now} />)}</ul>;
}

function ExperimentRow({ item, now }: { item: ExperimentItem; now: number }): JSX.Element {
  const { id, name, description, runs: { total, live, newest, spark, last_activity } } = item;
  return (
    <li class="experiment-row" id={`experiment-${id}`}>
      <div>
        <a class="row-link" href={`/experiments/${id}`}>{showHidden(name)}</a>
        <p>{showHidden(description, { hasLines: true }) || describeNewest(newest)}</p>
      </div>
      <Sparkline
        values={(spark?.values ?? []).map(Number)}
        label={spark ? `${showHidden(spark.metric)} of the newest run` : "No metrics yet"}
      />
      <div class="counts">
        <span>{formatCount(total, "run")}</span>
        {live > 0 && <StatusBadge status="running" count={live} />}
        {live === 0 && newest && <StatusBadge status={newest.status} />}
      </div>
      <div class="when">
        <Time ms={Date.parse(last_activity)} now={now} />
      </div>
    </li>
  );
}

/** The newest run and, once it is over, how it ended. */
function describeNewest(newest: WireRunsOf["newest"]): string {
  if (newest === null) return "No runs yet";
  const { name, status, reason } = newest, hasReason = reason !== "" && reason !== status;
  return `Newest run: ${showHidden(name)}${hasReason ? ` (${showHidden(reason)})` : ""}`;
}
