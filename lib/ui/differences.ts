/**
 * Compares runs: the settings in which they differ, the settings they share, and the best value of each metric. Pure.
 *
 * @module
 */
import type { MetricKind, MetricSummary, Run } from "../model.ts";
import { orderMetrics } from "../series/choose_metric.ts";

/** A setting of several runs; null where a run does not have it. */
export interface SettingRow {
  name: string;
  values: (string | null)[];
}

/**
 * The settings that are not the same in all runs, sorted by name. A single run has none.
 *
 * @example
 * ```ts
 * import { listDifferences } from "./differences.ts";
 * listDifferences([{ lr: "0.1", seed: "1" }, { lr: "0.2", seed: "1" }]); // [{ name: "lr", values: ["0.1", "0.2"] }]
 * ```
 */
export function listDifferences(settings: readonly Record<string, string>[]): SettingRow[] {
  const names = new Set(settings.flatMap((each) => Object.keys(each)));
  return [...names].sort()
    .map((name) => ({
      name,
      values: settings.map((each) => (Object.hasOwn(each, name) ? each[name]! : null)),
    }))
    .filter(({ values }) => values.some((value) => value !== values[0]));
}

/** The settings that have the same value in all runs, sorted by name. */
export function listShared(settings: readonly Record<string, string>[]): [name: string, value: string][] {
  const [first = {}, ...others] = settings;
  return Object.entries(first)
    .filter(([name, value]) => others.every((each) => Object.hasOwn(each, name) && each[name] === value))
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** A metric of several runs; null where a run does not have it. */
export interface MetricRow {
  name: string;
  summaries: (MetricSummary | null)[];
}

/** The metrics of one kind that any of the runs has: `loss` first, the others in the order of first appearance. */
export function listMetricRows(runs: readonly Pick<Run, "metrics">[], kind: MetricKind = "metric"): MetricRow[] {
  const summaries = runs.flatMap((run) => run.metrics.filter((each) => each.kind === kind));
  return orderMetrics(summaries.map((each) => each.name)).map((name) => ({
    name,
    summaries: runs.map((run) => run.metrics.find((each) => each.name === name) ?? null),
  }));
}

/** Indexes of the best values. Empty when all finite values are the same. */
export function findBest(better: "lower" | "higher", values: readonly (number | null)[]): number[] {
  const finite = values.filter((value) => value !== null && Number.isFinite(value)) as number[];
  if (new Set(finite).size < 2) return [];
  const best = better === "lower" ? Math.min(...finite) : Math.max(...finite);
  return values.flatMap((value, index) => (value === best ? [index] : []));
}
