/**
 * Which metrics a chart offers and which it shows first.
 *
 * @module
 */
import type { HeldRun } from "./held_run.ts";

/** Metrics that any of the runs has points of, `loss` first, the others in order of appearance. */
export function listMetrics(runs: readonly HeldRun[]): string[] {
  const names = new Set<string>();
  for (const run of runs) {
    for (const [name, total] of Object.entries(run.totals)) {
      if (total > 0) names.add(name);
    }
    for (const [name, columns] of run.metrics) {
      if (columns.step.length > 0) names.add(name);
    }
  }
  return names.delete("loss") ? ["loss", ...names] : [...names];
}

/**
 * The metric to show: the one asked for when there is one of that name, else `loss`, else one with "loss" in its name,
 * else the first; null when there is none.
 */
export function chooseMetric(names: readonly string[], asked: string | null): string | null {
  if (asked !== null && names.includes(asked)) return asked;
  return names.find((name) => name === "loss") ?? names.find((name) => name.includes("loss")) ??
    names[0] ?? null;
}
