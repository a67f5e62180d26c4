/**
 * Runs and experiments as JSON: what the API gives and `stdcurve ls --json` prints.
 *
 * @module
 */
import type { Experiment, MetricKind, MetricSummary, Pattern, Progress, Run, RunStatus } from "../model.ts";
import { formatTime } from "../time.ts";
import { type WireValue, writeValue } from "./wire.ts";

/** A run as JSON. */
export interface WireRun {
  id: string;
  experiment_id: string;
  name: string;
  status: RunStatus;
  reason: string;
  command: string[];
  cwd: string;
  created_at: string;
  started_at: string | null;
  ended_at: string | null;
  exit_code: number | null;
  updated_at: string;
  last_output_at: string | null;
  host: string;
  metrics: Record<string, WireSummary>;
  notes: string;
  tags: string[];
  warnings: string[];
  settings: Record<string, string>;
  progress: WireProgress;
  last_line: number;
  log_bytes: number;
}

/** A metric's summary as JSON. */
export interface WireSummary {
  count: number;
  last: WireValue;
  min: WireValue;
  max: WireValue;
  last_step: number;
  kind: MetricKind;
}

/** Where a run stands, as JSON. */
export interface WireProgress {
  step: number | null;
  total: number | null;
  epoch: number | null;
  epoch_total: number | null;
  /** Steps a second. */
  rate: number | null;
  seconds_left: number | null;
}

/** An experiment as JSON. */
export interface WireExperiment {
  id: string;
  name: string;
  description: string;
  created_at: string;
  updated_at: string;
  patterns: Pattern[];
}

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
