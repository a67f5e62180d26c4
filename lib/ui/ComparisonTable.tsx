/**
 * A table of several runs, with a column for each: status, differing settings, and the last, lowest and highest value of each metric.
 *
 * @module
 */
import type { JSX } from "preact";
import { distinctNames } from "../text/distinct_names.ts";
import { RunName } from "./RunName.tsx";
import type { MetricSummary } from "../model.ts";
import type { ShownRun } from "../series/decode_run.ts";
import { formatDuration, formatNumber } from "../text/format.ts";
import { betterOf } from "../series/table/table_columns.ts";
import { findBest, listDifferences, listMetricRows, listShared, type MetricRow } from "./differences.ts";
import { RunKey } from "./RunKey.tsx";
import { StatusBadge } from "./StatusBadge.tsx";
import { runDuration, Time } from "./Time.tsx";
import { showHidden } from "../text/visible.ts";

/** The runs to compare. */
export interface ComparisonTableProps {
  runs: ShownRun[];
  /** The styles of the runs on the chart, by id. */
  styles: ReadonlyMap<string, number>;
  now: number;
}

/** The table. The columns have the order of the runs. Throughput and the settings that all runs share are folded. */
export function ComparisonTable(
  { runs, styles, now }: ComparisonTableProps,
): JSX.Element {
  const shared = listShared(runs.map((run) => run.settings));
  const speeds = listMetricRows(runs, "throughput");
  return (
    <>
      <Scrolled label="Comparison">
        <table class="table compare">
          <RunHead runs={runs} styles={styles} />
          <OutcomeRows runs={runs} now={now} />
          <SettingRows runs={runs} />
          {listMetricRows(runs).map((row) => <MetricRows key={row.name} {...row} />)}
        </table>
      </Scrolled>
      {speeds.length > 0 && (
        <details class="disclosure panel-body">
          <summary>Speed and memory ({speeds.length})</summary>
          <Scrolled label="Speed and memory">
            <table class="table compare">
              <RunHead runs={runs} styles={styles} />
              {speeds.map((row) => <MetricRows key={row.name} {...row} />)}
            </table>
          </Scrolled>
        </details>
      )}
      {runs.length > 1 && shared.length > 0 && (
        <details class="disclosure panel-body">
          <summary>Settings that are the same in all ({shared.length})</summary>
          <dl class="settings" tabIndex={0} aria-label="Settings that are the same in all">
            {shared.map(([name, value]) => (
              <div key={name}>
                <dt>{showHidden(name)}</dt>
                <dd>{showHidden(value)}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </>
  );
}

function Scrolled({ label, children }: { label: string; children: JSX.Element }): JSX.Element {
  return <div class="table-scroll" role="region" aria-label={label} tabindex={0}>{children}</div>;
}

function RunHead({ runs, styles }: Pick<ComparisonTableProps, "runs" | "styles">): JSX.Element {
  const names = distinctNames(runs.map((run) => run.name));
  return (
    <thead>
      <tr>
        <th scope="col">Run</th>
        {runs.map((run, index) => (
          <th key={run.id} scope="col">
            <span class="run-key">
              <RunKey style={styles.get(run.id) ?? 1} />
              <a
                href={`/experiments/${run.experimentId}?run=${run.id}`}
                title={showHidden(run.name)}
                data-run=""
                aria-current={false}
              >
                <RunName {...names[index]!} />
              </a>
            </span>
          </th>
        ))}
      </tr>
    </thead>
  );
}

function OutcomeRows({ runs, now }: { runs: ShownRun[]; now: number }): JSX.Element {
  return (
    <tbody>
      <Row
        name="Status"
        cells={runs.map((run) => <StatusBadge key={run.id} status={run.status} />)}
      />
      <Row
        name="Started"
        cells={runs.map((run) => (
          <Time
            key={run.id}
            ms={run.startedAt ?? run.createdAt}
            now={now}
          />
        ))}
      />
      <Row
        name="Duration"
        cells={runs.map((run) => {
          const duration = runDuration(run, now);
          if (run.isImported) return "imported";
          return duration === null ? null : formatDuration(duration);
        })}
      />
    </tbody>
  );
}

function SettingRows({ runs }: { runs: ShownRun[] }): JSX.Element {
  const rows = listDifferences(runs.map((run) => run.settings));
  const empty = runs.every((run) => Object.keys(run.settings).length === 0) ? "no run printed any" : "the same in all";
  return (
    <tbody>
      <GroupHead
        title={rows.length > 0 ? "Settings that differ" : `Settings: ${empty}`}
        span={runs.length + 1}
      />
      {rows.map(({ name, values }) => (
        <Row
          key={name}
          name={name}
          cells={values.map((value) => value === null ? null : showHidden(value))}
        />
      ))}
    </tbody>
  );
}

/** Marks the best last value, and the best minimum or maximum, whichever matters for this metric. */
function MetricRows({ name, summaries }: MetricRow): JSX.Element {
  const better = betterOf(name);
  const numbers = (read: (summary: MetricSummary) => number, isMarked: boolean) => {
    const values = summaries.map((summary) => (summary === null ? null : read(summary)));
    const best = better && isMarked ? findBest(better, values) : [];
    return values.map((value, index) => {
      if (value === null) return null;
      const text = formatNumber(value);
      return best.includes(index) ? <b key={index} class="best" title="best of these runs">{text}</b> : text;
    });
  };
  return (
    <tbody>
      <GroupHead title={name} span={summaries.length + 1} />
      <Row name="Final" cells={numbers((each) => each.last, true)} isNumber />
      <Row name="Min" cells={numbers((each) => each.min, better === "lower")} isNumber />
      <Row name="Max" cells={numbers((each) => each.max, better === "higher")} isNumber />
    </tbody>
  );
}

function GroupHead({ title, span }: { title: string; span: number }): JSX.Element {
  return (
    <tr class="group">
      <th scope="rowgroup" colspan={span}>{showHidden(title)}</th>
    </tr>
  );
}

function Row(
  { name, cells, isNumber = false }: {
    name: string;
    cells: (JSX.Element | string | null)[];
    isNumber?: boolean;
  },
): JSX.Element {
  return (
    <tr>
      <th scope="row">{showHidden(name)}</th>
      {cells.map((cell, index) => (
        <td key={index} class={isNumber ? "number" : undefined}>
          {cell ?? <span class="muted" title="not in this run">–</span>}
        </td>
      ))}
    </tr>
  );
}
