/**
 * Reads the lines of a chart that leaves the app: one metric of some runs on an x axis, thinned. Draws nothing.
 *
 * @module
 */
import { MANY_RUNS_AT_ONCE } from "../limits.ts";
import { isComplete, type Run } from "../model.ts";
import type { Store } from "../store/store.ts";
import type { SheetLine } from "../ui/sheet/ChartSheet.tsx";
import { chooseStyles } from "../series/run_styles.ts";
import type { WireAxis } from "../wire.ts";
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
      value,
      last,
    };
    if (smoothing === 0) return [line];
    const smoothed = (await store.points.readSmooth(id, { ...asked, weight: smoothing })).get(metric);
    if (!smoothed) return [line];
    return [{ ...line, isFaint: true }, { ...line, x: writeX(run, x, smoothed), value: smoothed.value }];
  });
  return lines.flat();
}

/** True while one of the runs may get further points. */
export const isAnyLive = (runs: readonly Run[]): boolean => runs.some(({ status }) => !isComplete(status));
