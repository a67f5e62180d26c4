/**
 * The metrics route on runs of 100 to 1,000,000 stored points, and of 24,000,000, cold and warm.
 *
 * @module
 */
import { createApi } from "../lib/api/app.ts";
import { openStore, type Store } from "../lib/store/store.ts";
import { type Row, time, whole } from "./measure.ts";
import { startRun, storeLoss } from "./runs.ts";

const SIZES = [[100, "≤ 2 ms"], [1_000, ""], [100_000, ""], [1_000_000, "≤ 30 ms warm"], [
  24_000_000,
  "≤ 100 ms",
]] as const;
const FLUSH_POINTS = 5_000, LONG_FLUSH_POINTS = 100_000, LONG_POINTS = 10_000_000, PASSES = 25;

async function fillRun(store: Store, experimentId: string, count: number): Promise<string> {
  const id = await startRun(store, experimentId, "here"), part = count > LONG_POINTS ? LONG_FLUSH_POINTS : FLUSH_POINTS;
  for (let from = 0; from < count; from += part) await storeLoss(store, id, from, Math.min(part, count - from));
  store.ingest.end(id);
  return id;
}

/** Milliseconds of an answer with at most 1,000 points, one row a size. */
export async function measureRoute(directory: string): Promise<Row[]> {
  using store = await openStore(`${directory}/route.db`);
  const { id } = await store.experiments.getOrCreate("bench");
  const api = createApi({ store, launcher: null, instance: "bench" });
  const rows: Row[] = [];
  for (const [count, target] of SIZES) {
    const runId = await fillRun(store, id, count);
    const request = async () => await (await api.request(`/api/experiments/${id}/runs/${runId}/metrics`)).text();
    const cold = await time(1, request), warm = await time(PASSES, request);
    const measured = `${warm.toFixed(1)} ms (first ${cold.toFixed(0)})`;
    rows.push({ what: `metrics route, ${whole(count)} stored points`, measured, target });
  }
  return rows;
}
