/**
 * What to say about runs side by side: the settings in which they differ, the metrics they have.
 *
 * @module
 */
import type { MetricSummary, Run } from "../model.ts";

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

/** One metric over several runs; null where a run doesn't have it. */
export interface MetricRow {
  name: string;
  summaries: (MetricSummary | null)[];
}

/** Metrics of kind `metric` of any of the runs, in order of first appearance, `loss` first. */
export function listMetricRows(runs: readonly Run[]): MetricRow[] {
  const names = new Set(
    runs.flatMap((run) => run.metrics.filter((each) => each.kind === "metric"))
      .map((each) => each.name),
  );
  const ordered = names.has("loss") ? ["loss", ...[...names].filter((n) => n !== "loss")] : [...names];
  return ordered.map((name) => ({
    name,
    summaries: runs.map((run) => run.metrics.find((each) => each.name === name) ?? null),
  }));
}

/** The metric a page shows first: the one asked for where it exists, else `loss`, else one with "loss" in its name, else the first. */
export function chooseMetric(runs: readonly Run[], asked: string | null): string | null {
  const all = runs.flatMap((run) => run.metrics);
  const names = [
    ...all.filter((each) => each.kind === "metric"),
    ...all.filter((each) => each.kind !== "metric"),
  ].map((each) => each.name);
  if (asked !== null && names.includes(asked)) return asked;
  if (names.includes("loss")) return "loss";
  return names.find((name) => name.includes("loss")) ?? names[0] ?? null;
}
