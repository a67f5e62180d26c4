/**
 * Lists the metrics that a chart offers.
 *
 * @module
 */
import type { MetricKind } from "../../model.ts";
import { type NamedMetric, orderMetrics } from "../../series/choose_metric.ts";
import type { HeldRun } from "./held_run.ts";

/** Metrics of which any run has points: `loss` first, the others in the order of first appearance. A kind that is unknown is `metric`. */
export function listMetrics(runs: readonly HeldRun[], kinds: ReadonlyMap<string, MetricKind>): NamedMetric[] {
  const names = runs.flatMap((run) => [
    ...Object.keys(run.totals).filter((name) => run.totals[name]! > 0),
    ...[...run.metrics.keys()].filter((name) => run.metrics.get(name)!.step.length > 0),
  ]);
  return orderMetrics(names).map((name) => ({ name, kind: kinds.get(name) ?? "metric" }));
}
