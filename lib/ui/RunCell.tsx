/**
 * One cell of the table of runs.
 *
 * @module
 */
import type { JSX } from "preact";
import { durationOf, metricOf, shareOf, type TableColumn } from "../series/table/table_columns.ts";
import { formatDuration, formatNumber } from "../text/format.ts";
import { showHidden } from "../text/visible.ts";
import type { WireRow } from "../wire.ts";
import { Sparkline } from "./Sparkline.tsx";
import { StatusBadge } from "./StatusBadge.tsx";
import { Time } from "./Time.tsx";

/** The run, the column, and what its value is compared with. */
export interface RunCellProps {
  row: WireRow;
  column: TableColumn;
  /** The best value of the column. */
  best: number | undefined;
  baseline: WireRow | null;
  /** Values of the run's small curve, and their metric. None before they are known. */
  curve?: SmallCurve | undefined;
  /** The run's style on the chart; undefined for a run that isn't drawn. */
  style?: number | undefined;
  now: number;
}

/** A small curve of a run. */
export interface SmallCurve {
  metric: string;
  values: readonly number[];
}

/** A difference with its sign, absolute and as a share of the baseline. */
export function describeDifference(value: number, baseline: number): string {
  const difference = value - baseline;
  if (!Number.isFinite(difference)) return "";
  const sign = difference > 0 ? "+" : difference < 0 ? "−" : "±", share = Math.abs(difference / baseline) * 100;
  const percent = Number.isFinite(share) ? ` (${sign}${share < 10 ? share.toFixed(1) : Math.round(share)} %)` : "";
  return `${sign}${formatNumber(Math.abs(difference))}${percent}`;
}

const CLASSES: Partial<Record<TableColumn["kind"], string>> = {
  metric: "number",
  duration: "of-duration",
  curve: "of-curve",
};

/** The cell. */
export function RunCell(props: RunCellProps): JSX.Element {
  const { column: { kind, title, stat } } = props, label = showHidden(title), shown = renderCell(props);
  return (
    <td
      class={CLASSES[kind]}
      data-label={stat === null ? label : `${label}, ${stat}`}
      data-lacks={shown === null ? "" : undefined}
    >
      {shown ?? <span class="muted" title="not in this run">–</span>}
    </td>
  );
}

function renderCell(props: RunCellProps): JSX.Element | string | null {
  const { row, column, now } = props;
  switch (column.kind) {
    case "curve":
      return <Curve name={row.name} style={props.style} {...props.curve ?? { metric: "", values: [] }} />;
    case "status":
      return <Status row={row} />;
    case "time":
      return <Time ms={Date.parse(row.started_at ?? row.created_at)} now={now} />;
    case "duration": {
      if (row.imported) return <span class="muted">imported</span>;
      const duration = durationOf(row, now);
      return duration === null ? null : formatDuration(duration);
    }
    case "progress": {
      const share = shareOf(row);
      return share === null ? null : <Progress row={row} share={share} now={now} />;
    }
    case "tags":
      return row.tags.length === 0 ? null : <Tags tags={row.tags} />;
    case "setting":
      return Object.hasOwn(row.settings, column.name) ? showHidden(row.settings[column.name]!) : null;
    case "metric":
      return renderMetric(props);
  }
}

function Curve(
  { name, style, metric, values }: SmallCurve & { name: string; style: number | undefined },
): JSX.Element {
  const label = values.length === 0 ? `no curve of ${name} yet` : `${metric} of ${name}`;
  return <Sparkline values={values} label={showHidden(label)} style={style} />;
}

function Status({ row: { status, reason } }: { row: WireRow }): JSX.Element {
  return (
    <>
      <StatusBadge status={status} />
      {reason !== "" && <span class="muted detail" title={showHidden(reason)}>{showHidden(reason)}</span>}
    </>
  );
}

/** How far a run has come, and how long a live one needs for the rest if it goes on like this. */
function Progress({ row, share, now }: { row: WireRow; share: number; now: number }): JSX.Element {
  const duration = row.ended_at === null ? durationOf(row, now) : null;
  const printed = row.progress.seconds_left, left = duration !== null && share > 0 ? duration * (1 / share - 1) : null;
  return (
    <>
      {`${Math.floor(100 * share)} %`}
      {row.ended_at === null && left !== null && share < 1 && (
        <span class="muted detail">
          {`${formatDuration(printed === null ? left : Math.max(left, 1000 * printed))} left`}
        </span>
      )}
    </>
  );
}

function Tags({ tags }: { tags: readonly string[] }): JSX.Element {
  return <span class="tags">{tags.map((tag) => <span key={tag} class="tag">{showHidden(tag)}</span>)}</span>;
}

function renderMetric({ row, column, best, baseline }: RunCellProps): JSX.Element | null {
  const found = metricOf(row, column);
  if (!found) return null;
  const { value, step } = found, text = formatNumber(value), compared = baseline && metricOf(baseline, column);
  const difference = compared && baseline.id !== row.id ? describeDifference(value, compared.value) : "";
  const title = step === null ? undefined : `at step ${formatNumber(step)}`;
  return (
    <>
      {best === value
        ? <b class="best" title={`best of these runs, ${title ?? ""}`}>{text}</b>
        : <span title={title}>{text}</span>}
      {difference !== "" && <span class="muted detail">{difference}</span>}
    </>
  );
}
