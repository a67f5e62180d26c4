/**
 * Which metric comes first: in a list of metrics, and on a page that names none.
 *
 * @module
 */
import type { MetricSummary } from "../model.ts";

/** A metric's name and kind; a summary is one. */
export type NamedMetric = Pick<MetricSummary, "name" | "kind">;

/**
 * The metric to show: `asked` if there is one of that name, else `loss`, else the first with "loss" in its name, else the first.
 * Throughput is chosen only when it is asked for or when there is nothing else. Null when there is no metric.
 *
 * @example
 * ```ts
 * import { chooseMetric } from "./choose_metric.ts";
 * const metrics = [{ name: "accuracy", kind: "metric" }, { name: "val_loss", kind: "metric" }] as const;
 * chooseMetric(metrics, null); // "val_loss"
 * chooseMetric(metrics, "accuracy"); // "accuracy"
 * ```
 */
export function chooseMetric(metrics: readonly NamedMetric[], asked: string | null): string | null {
  if (asked !== null && metrics.some(({ name }) => name === asked)) return asked;
  const learned = metrics.filter(({ kind }) => kind === "metric");
  const names = (learned.length > 0 ? learned : metrics).map(({ name }) => name);
  if (names.includes("loss")) return "loss";
  return names.find((name) => name.includes("loss")) ?? names[0] ?? null;
}

/** Each name once: `loss` first, the others in the order of first appearance. */
export function orderMetrics(names: Iterable<string>): string[] {
  const distinct = new Set(names);
  return distinct.delete("loss") ? ["loss", ...distinct] : [...distinct];
}
