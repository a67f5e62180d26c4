/**
 * Runs and experiments as JSON: what the API gives and `stdcurve ls --json` prints.
 *
 * @module
 */
import type { Experiment, MetricSummary, Progress, Run } from "../model.ts";
import { formatTime } from "../time.ts";
import type { WireExperiment, WireProgress, WireRun, WireSummary } from "../wire.ts";
import { writeValue } from "./wire.ts";

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

function writeSummary(summary: MetricSummary): WireSummary {
  return {
    count: summary.count,
    last: writeValue(summary.last),
    min: writeValue(summary.min),
    max: writeValue(summary.max),
    last_step: summary.lastStep,
    kind: summary.kind,
  };
}

function writeProgress(
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
    command: run.command,
    cwd: run.cwd,
    created_at: formatTime(run.createdAt),
    started_at: formatTime(run.startedAt),
    ended_at: formatTime(run.endedAt),
    exit_code: run.exitCode,
    updated_at: formatTime(run.updatedAt),
    last_output_at: formatTime(run.lastOutputAt),
    host: run.host,
    metrics: Object.fromEntries(
      run.metrics.map((summary) => [summary.name, writeSummary(summary)]),
    ),
    notes: run.notes,
    tags: run.tags,
    warnings: run.warnings,
    settings: run.settings,
    progress: writeProgress(run.progress),
    last_line: run.lastLine,
    log_bytes: run.logBytes,
  };
}
