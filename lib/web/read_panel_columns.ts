/**
 * Reads the points of a run that the small charts of a page draw, in the view of its address. Chooses no panels.
 *
 * @module
 */
import { rangeOnAxis } from "../api/write/write_many_metrics.ts";
import type { Columns, Run } from "../model.ts";
import type { ChartView } from "../series/chart_view.ts";
import type { Panel } from "../series/panels/group_panels.ts";
import type { PointRange } from "../store/points/point_range.ts";
import type { Store } from "../store/store.ts";
import type { WireAxis } from "../wire/points.ts";

/** Points of a run by metric. A metric without any in the range is missing. */
export interface PanelColumns {
  points: ReadonlyMap<string, Columns>;
  /** The same smoothed; null for a view that is not smoothed. */
  smoothed: ReadonlyMap<string, Columns> | null;
  /** Points of the whole metrics, by which marks are placed; null where `points` are whole, and without marks. */
  whole: ReadonlyMap<string, Columns> | null;
}

/** What to read. */
export interface PanelRead {
  panels: readonly Panel[];
  view: ChartView;
  /** True for a run whose marks are shown. */
  isMarked: boolean;
  signal?: AbortSignal | undefined;
}

/** Points of a line in a page. */
const LINE_POINTS = 120;

/** Reads the points of one of the runs. */
export async function readPanelColumns(store: Store, run: Run, reading: PanelRead): Promise<PanelColumns> {
  const { view, isMarked, signal } = reading, { smoothing: weight } = view;
  const isRange = view.minX !== null || view.maxX !== null, metrics = reading.panels.flatMap((each) => each.metrics);
  const readPoints = async (metrics: readonly string[], range: PointRange) =>
    (await store.points.readThin(run.id, { metrics, range, most: LINE_POINTS, signal })).columns;
  const readSmooth = (metrics: readonly string[], range: PointRange) =>
    store.points.readSmooth(run.id, { metrics, range, weight, most: LINE_POINTS, signal });
  return {
    points: await readOnAxis(run, reading, readPoints),
    smoothed: weight > 0 ? await readOnAxis(run, reading, readSmooth) : null,
    whole: isRange && isMarked ? await readPoints(metrics, {}) : null,
  };
}

type Read = (metrics: readonly string[], range: PointRange) => Promise<ReadonlyMap<string, Columns>>;

/** Reads a range of an axis. Where training and validation share a chart of steps, theirs is one of training steps. */
async function readOnAxis(run: Run, { panels, view }: PanelRead, read: Read): Promise<ReadonlyMap<string, Columns>> {
  const { minX, maxX } = view, metrics = panels.flatMap((each) => each.metrics);
  const rangeOf = (x: WireAxis) => rangeOnAxis(run, x, { low: minX ?? -Infinity, high: maxX ?? Infinity });
  const found = await read(metrics, rangeOf(view.x));
  if (view.x !== "step" || (minX === null && maxX === null)) return found;
  const paired = panels.filter((each) => each.metrics.length > 1).flatMap((each) => each.metrics);
  return paired.length === 0 ? found : new Map([...found, ...await read(paired, rangeOf("global_step"))]);
}
