/**
 * Turns experiments, runs and lines of a log into the JSON of the API (`wire.ts`). `stdcurve ls --json` prints the same.
 *
 * @module
 */
import { takeTurns } from "../../intake/turns.ts";
import {
  type Experiment,
  isComplete,
  type MetricSummary,
  type Progress,
  type Run,
  type RunOwner,
} from "../../model.ts";
import type { StoredLine } from "../../store/log/log_lines.ts";
import { blankLine } from "../../text/secrets.ts";
import { ownStyle } from "../../series/run_styles.ts";
import { formatTime } from "../../time.ts";
import type { WireExperiment, WireLogs, WireProgress, WireRun, WireSummary } from "../../wire.ts";
import { numberOrNull, writeValue } from "./write_metrics.ts";

/** An experiment as JSON. */
export function writeExperiment(experiment: Experiment): WireExperiment {
  const { id, name, description, patterns } = experiment;
  return {
    id,
    name,
    description,
    created_at: formatTime(experiment.createdAt),
    updated_at: formatTime(experiment.updatedAt),
    patterns,
  };
}

function writeOwner({ host, silentSince, notStoredSince }: RunOwner): NonNullable<WireRun["owner"]> {
  return { host, silent_since: formatTime(silentSince), not_stored_since: formatTime(notStoredSince) };
}

function writeSummary(summary: MetricSummary): WireSummary {
  return {
    count: summary.count,
    last: writeValue(summary.last),
    min: writeValue(summary.min),
    max: writeValue(summary.max),
    last_step: summary.lastStep,
    min_step: numberOrNull(summary.minStep),
    max_step: numberOrNull(summary.maxStep),
    mean: numberOrNull(summary.mean),
    kind: summary.kind,
  };
}

/** How far a run has come, as JSON. */
export function writeProgress(
  { step, total, epoch, epochTotal, rate, secondsLeft }: Progress,
): WireProgress {
  return { step, total, epoch, epoch_total: epochTotal, rate, seconds_left: secondsLeft };
}

/** A run as JSON. */
export function writeRun(run: Run): WireRun {
  return {
    id: run.id,
    experiment_id: run.experimentId,
    name: run.name,
    status: run.status,
    reason: run.reason,
    reason_line: run.reasonLine ?? null,
    command: run.command,
    cwd: run.cwd,
    segments: (run.segments ?? []).map(({ line, startedAt, command }) => ({
      line,
      started_at: formatTime(startedAt),
      command,
    })),
    created_at: formatTime(run.createdAt),
    started_at: formatTime(run.startedAt),
    ended_at: formatTime(run.endedAt),
    exit_code: run.exitCode,
    updated_at: formatTime(run.updatedAt),
    last_output_at: formatTime(run.lastOutputAt),
    ...(run.isImported ? { imported: true } : {}),
    ...(run.logDeletedAt === undefined ? {} : { log_deleted_at: formatTime(run.logDeletedAt) }),
    owner: run.owner ? writeOwner(run.owner) : null,
    host: run.host,
    metrics: Object.fromEntries(
      run.metrics.map((summary) => [summary.name, writeSummary(summary)]),
    ),
    notes: run.notes,
    tags: run.tags,
    style: ownStyle(run),
    warnings: run.warnings,
    unread: run.unread,
    settings: run.settings,
    progress: writeProgress(run.progress),
    last_line: run.lastLine,
    log_bytes: run.logBytes,
  };
}

/** Lines of a log without the secrets in them, for people who may only read. Long logs take long, so other requests get turns. */
export async function blankLines<Found extends { lines: StoredLine[] }>(found: Found): Promise<Found> {
  const endTurn = takeTurns(), lines: StoredLine[] = [];
  for (const each of found.lines) {
    lines.push({ ...each, text: blankLine(each.text) });
    await endTurn(each.text.length);
  }
  return { ...found, lines };
}

/** Lines of a log as JSON. */
export function writeLogs(
  run: Run,
  { lines, lastLine }: { lines: StoredLine[]; lastLine: number },
): WireLogs {
  return {
    lines: lines.map(({ line, timestamp, text }) => ({
      line,
      timestamp: formatTime(timestamp),
      text,
    })),
    last_line: lastLine,
    is_complete: isComplete(run.status),
  };
}
