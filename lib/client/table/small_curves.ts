/**
 * The small curves of a table of runs: requests them for the rows in sight, a hundred at a time, and those of live runs again after a while.
 *
 * @module
 */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { DRAWN_RUNS_MAX } from "../../limits.ts";
import { isComplete } from "../../model.ts";
import type { SmallCurve } from "../../ui/RunCell.tsx";
import type { WireRow } from "../../wire.ts";

/** Points of a small curve, and how often that of a live run is requested. */
const POINTS = 24, AGAIN_MS = 30_000;

/** A curve, and when it was requested: milliseconds since the epoch. */
export interface KnownCurve extends SmallCurve {
  at: number;
}

/** The runs whose curve isn't known, or is old while the run is live. */
export function findUnknown(
  rows: readonly WireRow[],
  known: ReadonlyMap<string, Pick<KnownCurve, "metric" | "at">>,
  { metric, now }: { metric: string; now: number },
): string[] {
  const isOld = ({ id, status }: WireRow) => {
    const curve = known.get(id);
    return !curve || curve.metric !== metric || !isComplete(status) && now - curve.at >= AGAIN_MS;
  };
  return rows.filter(isOld).slice(0, DRAWN_RUNS_MAX).map(({ id }) => id);
}

async function request(ids: readonly string[], metric: string, signal: AbortSignal): Promise<Map<string, number[]>> {
  const { requestMetric } = await import("../chart/many_metrics.ts");
  const found = await requestMetric(ids, { metric, maxPoints: POINTS }, { origin: "", signal });
  return new Map([...found].map(([id, { value }]) => [id, [...value]]));
}

/** The curves of the rows, of the metric that comes first. None while `metric` is undefined. */
export function useSmallCurves(rows: readonly WireRow[], metric: string | undefined): ReadonlyMap<string, SmallCurve> {
  const known = useSignal<ReadonlyMap<string, KnownCurve>>(new Map());
  const unknown = metric === undefined ? [] : findUnknown(rows, known.value, { metric, now: Date.now() });
  useEffect(() => {
    if (metric === undefined || unknown.length === 0) return;
    const abort = new AbortController(), at = Date.now();
    request(unknown, metric, abort.signal).then((found) => {
      const curves = unknown.map((id): [string, KnownCurve] => [id, { metric, values: found.get(id) ?? [], at }]);
      known.value = new Map([...known.peek(), ...curves]);
    }, () => {}); // the next change of the rows asks again
    return () => abort.abort();
  }, [metric, unknown.join()]);
  return known.value;
}
