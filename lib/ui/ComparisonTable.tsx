/**
 * Runs side by side: how they ended, the settings in which they differ, final, lowest and highest value of each metric.
 *
 * @module
 */
import type { JSX } from "preact";
import type { MetricSummary, Run } from "../model.ts";
import { formatDuration, formatNumber } from "../series/format.ts";
import { listDifferences, listMetricRows } from "./differences.ts";
import { RunKey } from "./RunKey.tsx";
import { StatusBadge } from "./StatusBadge.tsx";
import { runDuration, Time } from "./Time.tsx";

/** The table; a column a run, in the order given, with the line style that the chart gives it. */
export function ComparisonTable({ runs, now }: { runs: Run[]; now: number }): JSX.Element {
  return (
    <div class="table-scroll" role="region" aria-label="Comparison" tabindex={0}>
      <table class="table compare">
        <thead>
          <tr>
            <th scope="col">Run</th>
            {runs.map((run, index) => (
              <th key={run.id} scope="col">
                <span class="run-key">
                  <RunKey index={index} />
                  <a href={`/experiments/${run.experimentId}?run=${run.id}`} aria-current={false}>{run.name}</a>
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <OutcomeRows runs={runs} now={now} />
        <SettingRows runs={runs} />
        {listMetricRows(runs).map(({ name, summaries }) => <MetricRows key={name} name={name} summaries={summaries} />)}
      </table>
    </div>
  );
}

function OutcomeRows({ runs, now }: { runs: Run[]; now: number }): JSX.Element {
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
          return duration === null ? null : formatDuration(duration);
        })}
      />
    </tbody>
  );
}

function SettingRows({ runs }: { runs: Run[] }): JSX.Element {
  const rows = listDifferences(runs.map((run) => run.settings));
  const empty = runs.every((run) => Object.keys(run.settings).length === 0) ? "no run printed any" : "the same in all";
  return (
    <tbody>
      <GroupHead
        title={rows.length > 0 ? "Settings that differ" : `Settings: ${empty}`}
        span={runs.length + 1}
      />
      {rows.map(({ name, values }) => <Row key={name} name={name} cells={values} />)}
    </tbody>
  );
}

function MetricRows(
  { name, summaries }: { name: string; summaries: (MetricSummary | null)[] },
): JSX.Element {
  const numbers = (pick: (summary: MetricSummary) => number) =>
    summaries.map((summary) => (summary === null ? null : formatNumber(pick(summary))));
  return (
    <tbody>
      <GroupHead title={name} span={summaries.length + 1} />
      <Row name="Final" cells={numbers((each) => each.last)} isNumber />
      <Row name="Min" cells={numbers((each) => each.min)} isNumber />
      <Row name="Max" cells={numbers((each) => each.max)} isNumber />
    </tbody>
  );
}

function GroupHead({ title, span }: { title: string; span: number }): JSX.Element {
  return (
    <tr class="group">
      <th scope="rowgroup" colspan={span}>{title}</th>
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
      <th scope="row">{name}</th>
      {cells.map((cell, index) => (
        <td key={index} class={isNumber ? "number" : undefined}>
          {cell ?? <span class="muted" title="not in this run">–</span>}
        </td>
      ))}
    </tr>
  );
}
