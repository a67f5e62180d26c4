/**
 * Reads the lines of a chart that leaves the app: one metric of some runs on an x axis, thinned. Draws nothing.
 *
 * @module
 */
import { MANY_RUNS_AT_ONCE } from "../limits.ts";
import { type Columns, isComplete, type Run } from "../model.ts";
import { MARKED_RUNS_MAX, type PlacedMark, placeMarks } from "../series/mark_places.ts";
import { mergeColumns } from "../series/merge_columns.ts";
import type { Store } from "../store/store.ts";
import type { SheetLine } from "../ui/sheet/ChartSheet.tsx";
import { chooseStyles } from "../series/run_styles.ts";
import type { WireAxis } from "../wire/points.ts";
import { writeBlankMarks } from "./marks.ts";
import { mapAtOnce } from "./frame/at_once.ts";
import { rangeOnAxis, writeX } from "./write/write_many_metrics.ts";

/** What to read. */
export interface ChartReading {
  metric: string;
  x: WireAxis;
  bounds: { low: number; high: number };
  /** Points a line, at most. */
  most: number;
  /** Weight of earlier values, 0 to below 1; above 0, a smoothed line lies over the pale one of the points. */
  smoothing: number;
  signal?: AbortSignal | undefined;
}

/** Reads one line for each run that has the metric, in the order of the runs. */
export async function readChartLines(store: Store, runs: readonly Run[], reading: ChartReading): Promise<SheetLine[]> {
  const { metric, x, bounds, most, smoothing, signal } = reading;
  const styles = chooseStyles(runs), having = runs.filter(({ metrics }) => metrics.some(({ name }) => name === metric));
  const lines = await mapAtOnce(having, MANY_RUNS_AT_ONCE, async (run) => {
    const asked = { metrics: [metric], range: rangeOnAxis(run, x, bounds), most, signal }, { id, name } = run;
    const style = styles.get(id)!;
    const columns = (await store.points.readThin(id, asked)).columns.get(metric), value = columns?.value ?? [];
    const last = value.length > 0 ? value[value.length - 1]! : null;
    const numbers = (await store.points.measure(id, asked)).get(metric), { count: of = 0, finite = 0 } = numbers ?? {};
    const line = {
      id,
      name,
      style,
      infinite: { count: of - finite, of },
      x: columns ? writeX(run, x, columns) : [],
      step: columns?.step ?? [],
      value,
      last,
    };
    const isMarked = columns !== undefined && runs.length <= MARKED_RUNS_MAX;
    const marks = isMarked ? await readPlacedMarks(store, run, { columns, reading }) : [];
    if (smoothing === 0) return [{ ...line, marks }];
    const smoothed = (await store.points.readSmooth(id, { ...asked, weight: smoothing })).get(metric);
    if (!smoothed) return [{ ...line, marks }];
    const { step, value: average } = smoothed;
    return [{ ...line, isFaint: true }, { ...line, x: writeX(run, x, smoothed), step, value: average, marks }];
  });
  return lines.flat();
}

/**
 * The marks of a run beside the points of a chart. Of a range's points it can't be seen whether a mark stands behind them, so those of the
 * whole metric are asked, too. The file may be given to others: its texts have no secrets.
 */
async function readPlacedMarks(
  store: Store,
  run: Run,
  { columns, reading: { metric, x, bounds, most, signal } }: { columns: Columns; reading: ChartReading },
): Promise<PlacedMark[]> {
  const marks = writeBlankMarks(run, await store.marks.read(run.id));
  if (marks.length === 0) return [];
  const isWhole = bounds.low === -Infinity && bounds.high === Infinity;
  const whole = isWhole
    ? undefined
    : (await store.points.readThin(run.id, { metrics: [metric], most, signal })).columns.get(metric);
  const known = whole ? mergeColumns(columns, whole) : columns;
  return placeMarks(marks, { columns: known, positions: writeX(run, x, known) });
}

/** True while one of the runs may get further points. */
export const isAnyLive = (runs: readonly Run[]): boolean => runs.some(({ status }) => !isComplete(status));
