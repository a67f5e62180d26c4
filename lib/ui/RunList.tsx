/**
 * The runs of an experiment as links, newest first, in a form that opens the comparison of the ticked runs. Needs no script.
 *
 * @module
 */
import type { JSX } from "preact";
import { isComplete } from "../model.ts";
import { decodeProgress } from "../series/decode_run.ts";
import { formatCount } from "../text/count.ts";
import { type DistinctName, distinctNames } from "../text/distinct_names.ts";
import { formatNumber } from "../text/format.ts";
import { showHidden } from "../text/visible.ts";
import type { WireRow } from "../wire.ts";
import { ProgressMeter } from "./ProgressMeter.tsx";
import { RunName } from "./RunName.tsx";
import { StatusBadge } from "./StatusBadge.tsx";
import { Duration, Time } from "./Time.tsx";

/** The runs of the list. */
export interface RunListProps {
  experimentId: string;
  rows: readonly WireRow[];
  /** Number of all runs of the experiment. */
  total: number;
  /** Id of the shown run. */
  selected: string | null;
  /** Ticks the two newest runs for the comparison. */
  isTicked?: boolean;
  now: number;
  /** Address of older runs. */
  nextHref: string | null;
}

/** The list. */
export function RunList(
  { experimentId, rows, total, selected, isTicked = true, now, nextHref }: RunListProps,
): JSX.Element {
  const names = distinctNames(rows.map(({ name }) => name));
  return (
    <nav class="panel run-rail" aria-label="Runs" data-count={rows.length}>
      <form method="get" action={`/experiments/${experimentId}/compare`}>
        <ol class="run-list" data-part="runs">
          {rows.map((row, index) => (
            <li key={row.id} class={row.id === selected ? "run-row is-selected" : "run-row"} id={`run-${row.id}`}>
              <RunEntry
                row={row}
                name={names[index]!}
                now={now}
                isSelected={row.id === selected}
                isPicked={isTicked && rows.length > 1 && index < 2}
              />
            </li>
          ))}
        </ol>
        <div class="rail-foot" data-part="foot">
          <RailFoot onPage={rows.length} total={total} nextHref={nextHref} />
        </div>
      </form>
    </nav>
  );
}

/** What stands below the list: the button, the number of runs, and the link to older ones. */
export function RailFoot(
  { onPage, total, nextHref }: { onPage: number; total: number; nextHref: string | null },
): JSX.Element {
  return (
    <>
      {onPage > 1
        ? (
          <button type="submit" class="button">
            <span>
              Compare <span class="long">selected</span>
            </span>
          </button>
        )
        : <span class="muted">Start a second run to compare it with this one.</span>}
      <span class="muted end">{total > 1 ? formatCount(total, "run") : ""}</span>
      {nextHref !== null && <a href={nextHref} aria-current={false}>Older runs</a>}
    </>
  );
}

/** A run of the list. */
export interface RunEntryProps {
  row: WireRow;
  name: DistinctName;
  now: number;
  isSelected: boolean;
  /** Ticks it at first. */
  isPicked?: boolean;
}

/** What stands in the list item of a run. */
export function RunEntry({ row, name, now, isSelected, isPicked = false }: RunEntryProps): JSX.Element {
  const [metric, summary] = Object.entries(row.metrics)[0] ?? [];
  const { started_at, ended_at, created_at, imported } = row;
  return (
    <>
      <label class="run-pick">
        <span class="hidden-text">Compare {showHidden(row.name)}</span>
        <input type="checkbox" name="runs" value={row.id} defaultChecked={isPicked} />
      </label>
      <div>
        <div class="run-line">
          <a
            class="row-link"
            href={`/experiments/${row.experiment_id}?run=${row.id}`}
            data-run=""
            title={showHidden(row.name)}
            aria-current={isSelected ? "page" : false}
          >
            <RunName {...name} />
          </a>
          <StatusBadge status={row.status} />
        </div>
        <div class="run-line">
          <span class="nowrap">
            <Time ms={Date.parse(started_at ?? created_at)} now={now} />
            {started_at !== null && (
              <span class="long">
                {" · "}
                {imported ? "imported" : (
                  <Duration
                    from={Date.parse(started_at)}
                    to={ended_at === null ? null : Date.parse(ended_at)}
                    now={now}
                  />
                )}
              </span>
            )}
          </span>
          {metric !== undefined && summary && (
            <span class="last" title={`${showHidden(metric)} at step ${summary.last_step ?? "?"}`}>
              <span class="last-name">{showHidden(metric)}</span> {formatNumber(Number(summary.last))}
            </span>
          )}
        </div>
        {!isComplete(row.status) && <ProgressMeter progress={decodeProgress(row.progress)} />}
      </div>
    </>
  );
}
