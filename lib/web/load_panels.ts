/**
 * Reads what a page brings of its grid of small charts: which panels there are, and the lines of the first ones. Changes nothing.
 *
 * @module
 */
import type { Run } from "../model.ts";
import { type NamedMetric, orderMetrics } from "../series/choose_metric.ts";
import { chooseStyles } from "../series/run_styles.ts";
import { groupPanels, type Panel, type PanelGroup } from "../series/panels/group_panels.ts";
import type { Store } from "../store/store.ts";
import type { PanelLine } from "../ui/PanelSvg.tsx";
import { runClass } from "../ui/RunKey.tsx";

/** Panels, and the lines of those that the page draws, by the panels' keys. */
export interface PagePanels {
  groups: PanelGroup[];
  drawn: Map<string, PanelLine[]>;
  /** Last values of a single run's metrics. */
  ends: Map<string, number>;
}

/** Panels in sight at first. */
const PANELS_DRAWN = 12;
/** Points of a line in a page. */
const LINE_POINTS = 120;
/**
 * Lines in a page, and stored points that are read for them. What goes beyond is drawn by the browser, which needs the board's script and
 * another answer for that: it takes longer in all, so the bound is high.
 */
const LINES_MAX = 300, READ_POINTS_MAX = 2_500_000;

/** Reads the panels of runs. `styles` are those of all runs that the page draws; by default of these. */
export async function loadPanels(
  store: Store,
  runs: readonly Run[],
  { signal, styles = chooseStyles(runs) }: {
    signal?: AbortSignal | undefined;
    styles?: ReadonlyMap<string, number>;
  } = {},
): Promise<PagePanels> {
  const groups = groupPanels(offer(runs)), drawn = new Map<string, PanelLine[]>();
  const first = groups.filter(({ isThroughput }) => !isThroughput).flatMap(({ panels }) => panels);
  const chosen = fitting(runs, first.slice(0, PANELS_DRAWN)), names = chosen.flatMap(({ metrics }) => metrics);
  for (const { key } of chosen) drawn.set(key, []);
  for (const run of names.length === 0 ? [] : runs) {
    const { columns } = await store.points.readThin(run.id, { metrics: names, most: LINE_POINTS, signal });
    for (const { key, metrics } of chosen) {
      for (const [place, metric] of metrics.entries()) {
        const points = columns.get(metric);
        if (!points || points.step.length === 0) continue;
        const name = metrics.length > 1 ? `${metric} of ${run.name}` : run.name;
        const line = { step: metrics.length > 1 ? trainingSteps(points) : points.step, value: points.value };
        drawn.get(key)!.push({ name, columns: line, look: runClass(styles.get(run.id)!), isSecond: place > 0 });
      }
    }
  }
  const ends = new Map(runs.length === 1 ? runs[0]!.metrics.map(({ name, last }) => [name, last]) : []);
  return { groups, drawn, ends };
}

/** Where training and validation stand on one axis: the training step, unless a point has none. */
function trainingSteps({ step, globalStep }: { step: Float64Array; globalStep: Float64Array }): Float64Array {
  return globalStep.every(Number.isFinite) ? globalStep : step;
}

/** The metrics of all runs, in the order in which the chart offers them. */
function offer(runs: readonly Run[]): NamedMetric[] {
  const kinds = new Map(runs.flatMap((run) => run.metrics).map(({ name, kind }) => [name, kind]));
  return orderMetrics(runs.flatMap(({ metrics }) => metrics.filter(({ count }) => count > 0).map(({ name }) => name)))
    .map((name) => ({ name, kind: kinds.get(name)! }));
}

/** The panels that are within the bounds, one after the other. */
function fitting(runs: readonly Run[], panels: readonly Panel[]): Panel[] {
  const counts = runs.map(({ metrics }) => new Map(metrics.map(({ name, count }) => [name, count])));
  let lines = 0, points = 0;
  return panels.filter(({ metrics }) => {
    const series = counts.flatMap((run) => metrics.map((name) => run.get(name) ?? 0)).filter((count) => count > 0);
    const sum = series.reduce((all, count) => all + count, 0);
    if (lines + series.length > LINES_MAX || points + sum > READ_POINTS_MAX) return false;
    lines += series.length;
    points += sum;
    return true;
  });
}
