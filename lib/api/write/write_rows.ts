/**
 * Turns rows of runs into the JSON of the API (`wire.ts`).
 *
 * @module
 */
import type { MetricSummary, RowMetric, RunRow } from "../../model.ts";
import { makeRowMetric } from "../../store/runs/run_row.ts";
import { ownStyle } from "../../series/run_styles.ts";
import { formatTime } from "../../time.ts";
import type { WireRow, WireRowMetric } from "../../wire.ts";
import { numberOrNull, writeValue } from "./write_metrics.ts";
import { writeProgress } from "./write_runs.ts";

const writeMetric = ([, last, lastStep, min, minStep, max, maxStep]: RowMetric): WireRowMetric => ({
  last: writeValue(last),
  last_step: numberOrNull(lastStep),
  min: writeValue(min),
  min_step: numberOrNull(minStep),
  max: writeValue(max),
  max_step: numberOrNull(maxStep),
});

/** A row as JSON, with these metrics besides its own and these settings. */
export function writeRow(
  row: RunRow,
  { columns, settings }: { columns: readonly MetricSummary[]; settings: readonly string[] },
): WireRow {
  const { id, name, status, reason, tags, isCut } = row;
  return {
    id,
    experiment_id: row.experimentId,
    name,
    status,
    reason,
    created_at: formatTime(row.createdAt),
    started_at: formatTime(row.startedAt),
    ended_at: formatTime(row.endedAt),
    last_output_at: formatTime(row.lastOutputAt),
    ...(row.isImported ? { imported: true } : {}),
    progress: writeProgress(row.progress),
    tags,
    style: ownStyle(row),
    metrics: Object.fromEntries(
      [...row.metrics, ...columns.map(makeRowMetric)].map((each) => [each[0], writeMetric(each)]),
    ),
    settings: Object.fromEntries(
      settings.filter((each) => Object.hasOwn(row.settings, each)).map((each) => [each, row.settings[each]!]),
    ),
    is_cut: isCut,
    is_older: row.isOlder,
  };
}

/** Names of the settings that are not the same in all runs, sorted. */
export function differingSettings(rows: readonly Pick<RunRow, "settings">[]): string[] {
  const first = new Map(Object.entries(rows[0]?.settings ?? {})), counts = new Map<string, number>();
  const differing = new Set<string>();
  for (const { settings } of rows) {
    for (const [name, value] of Object.entries(settings)) {
      counts.set(name, (counts.get(name) ?? 0) + 1);
      if (first.get(name) !== value) differing.add(name);
    }
  }
  for (const [name, count] of counts) if (count < rows.length) differing.add(name);
  return [...differing].sort();
}

/** The settings that all runs share: those of the first run that don't differ. */
export const sharedSettings = (
  rows: readonly Pick<RunRow, "settings">[],
  differing: readonly string[],
): Record<string, string> =>
  Object.fromEntries(Object.entries(rows[0]?.settings ?? {}).filter(([name]) => !differing.includes(name)));
