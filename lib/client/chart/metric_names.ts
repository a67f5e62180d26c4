/**
 * Which metrics a chart offers, and which of them it shows. Pure.
 *
 * @module
 */
import type { MetricKind } from "../../model.ts";
import { chooseMetric, type NamedMetric, orderMetrics } from "../../series/choose_metric.ts";
import type { ChartView } from "../../series/chart_view.ts";
import type { HeldRun } from "./held_run.ts";

/** What is known of runs and of their metrics. A feed is one. */
export interface KnownMetrics {
  runs: readonly HeldRun[];
  /** Metrics that the runs have, besides those that the page holds of them. */
  names: ReadonlySet<string>;
  kinds: ReadonlyMap<string, MetricKind>;
}

/** Metrics of which any run has points: `loss` first, the others in the order of first appearance. A kind that is unknown is `metric`. */
export function listMetrics({ runs, names, kinds }: KnownMetrics): NamedMetric[] {
  const held = runs.flatMap((run) => [
    ...[...run.totals].filter(([, total]) => total > 0).map(([name]) => name),
    ...[...run.metrics.keys()].filter((name) => run.metrics.get(name)!.step.length > 0),
  ]);
  return orderMetrics([...held, ...names]).map((name) => ({ name, kind: kinds.get(name) ?? "metric" }));
}

/** The metrics that the charts show: one or two, or none when none is offered. */
export function listShown(offered: readonly NamedMetric[], view: Pick<ChartView, "metric" | "beside">): string[] {
  const metric = chooseMetric(offered, view.metric);
  const beside = offered.find(({ name }) => name === view.beside && name !== metric)?.name;
  return [metric, beside ?? null].filter((name) => name !== null);
}
