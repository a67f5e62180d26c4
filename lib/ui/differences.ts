/**
 * What to say about runs side by side: the settings in which they differ, the metrics they have.
 *
 * @module
 */
import type { MetricKind, MetricSummary, Run } from "../model.ts";
import { orderMetrics } from "../series/choose_metric.ts";

/** One setting over several runs; null where a run doesn't have it. */
export interface SettingRow {
  name: string;
  values: (string | null)[];
}

/**
 * Settings whose value isn't the same in all runs, by name. One run alone differs in nothing.
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

/** Settings that all of the runs have with one value, by name. */
export function listShared(settings: readonly Record<string, string>[]): [name: string, value: string][] {
  const [first = {}, ...others] = settings;
  return Object.entries(first)
    .filter(([name, value]) => others.every((each) => Object.hasOwn(each, name) && each[name] === value))
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** One metric over several runs; null where a run doesn't have it. */
export interface MetricRow {
  name: string;
  summaries: (MetricSummary | null)[];
}

/** Metrics of a kind of any of the runs, in order of first appearance, `loss` first. */
export function listMetricRows(runs: readonly Run[], kind: MetricKind = "metric"): MetricRow[] {
  const summaries = runs.flatMap((run) => run.metrics.filter((each) => each.kind === kind));
  return orderMetrics(summaries.map((each) => each.name)).map((name) => ({
    name,
    summaries: runs.map((run) => run.metrics.find((each) => each.name === name) ?? null),
  }));
}

const LOWER_IS_BETTER = /loss|perplexity|ppl|err|wer|cer|mae|mse|nll|bpb|bpc|fid/;
const HIGHER_IS_BETTER = /acc|f1|auc|bleu|rouge|precision|recall|map|reward|return|score|dice|iou|r2/;

/**
 * What is better of a metric, by its name; null where that says nothing.
 *
 * @example
 * ```ts
 * import { betterOf } from "./differences.ts";
 * betterOf("val/accuracy"); // "higher"
 * ```
 */
export function betterOf(name: string): "lower" | "higher" | null {
  const isLower = LOWER_IS_BETTER.test(name);
  if (isLower === HIGHER_IS_BETTER.test(name)) return null;
  return isLower ? "lower" : "higher";
}

/** Places of the best values; none when all are the same. */
export function placesOfBest(better: "lower" | "higher", values: readonly (number | null)[]): number[] {
  const finite = values.filter((value) => value !== null && Number.isFinite(value)) as number[];
  if (new Set(finite).size < 2) return [];
  const best = better === "lower" ? Math.min(...finite) : Math.max(...finite);
  return values.flatMap((value, place) => (value === best ? [place] : []));
}
