/**
 * A run as the API sends it becomes one of the model, so that a browser shows it with the components of the server. Pure.
 *
 * @module
 */
import type { MetricSummary, Progress, Run, RunOwner } from "../model.ts";
import type { WireProgress, WireRun, WireSummary } from "../wire.ts";

const timeOrNull = (time: string | null): number | null => time === null ? null : Date.parse(time);

/** How far a run has come. */
export function decodeProgress(
  { step, total, epoch, epoch_total, rate, seconds_left }: WireProgress,
): Progress {
  return { step, total, epoch, epochTotal: epoch_total, rate, secondsLeft: seconds_left };
}

function decodeSummary(name: string, summary: WireSummary): MetricSummary {
  const { kind, count, last, min, max, last_step, min_step, max_step, mean } = summary;
  return {
    name,
    kind,
    count,
    last: Number(last),
    lastStep: last_step,
    min: Number(min),
    max: Number(max),
    minStep: min_step ?? NaN,
    maxStep: max_step ?? NaN,
    mean: mean ?? NaN,
  };
}

function decodeOwner({ host, silent_since, not_stored_since }: NonNullable<WireRun["owner"]>): RunOwner {
  return { host, silentSince: timeOrNull(silent_since), notStoredSince: timeOrNull(not_stored_since) };
}

/** A run as far as the API sends it. */
export type ShownRun = Omit<Run, "markCount">;

/** The run. */
export function decodeWireRun(run: WireRun): ShownRun {
  const { id, name, status, reason, command, cwd, host, notes, tags, warnings, unread, settings, owner } = run;
  return {
    ...{ id, name, status, reason, command, cwd, host, notes, tags, warnings, unread, settings },
    experimentId: run.experiment_id,
    reasonLine: run.reason_line,
    segments: run.segments.map(({ line, started_at, command }) => ({
      line,
      startedAt: Date.parse(started_at),
      command,
    })),
    createdAt: Date.parse(run.created_at),
    startedAt: timeOrNull(run.started_at),
    endedAt: timeOrNull(run.ended_at),
    exitCode: run.exit_code,
    updatedAt: Date.parse(run.updated_at),
    lastOutputAt: timeOrNull(run.last_output_at),
    ...(run.imported ? { isImported: true } : {}),
    ...(run.log_deleted_at === undefined ? {} : { logDeletedAt: Date.parse(run.log_deleted_at) }),
    metrics: Object.entries(run.metrics).map(([metric, summary]) => decodeSummary(metric, summary)),
    progress: decodeProgress(run.progress),
    lastLine: run.last_line,
    logBytes: run.log_bytes,
    ...(owner ? { owner: decodeOwner(owner) } : {}),
  };
}
