/**
 * Live runs that measurements and tests fill with points: no log.
 *
 * @module
 */
import type { Store } from "../lib/store/store.ts";

/** Creates a run that is running; its id. No server touches a run of a host that is another machine. */
export async function startRun(store: Store, experimentId: string, host: string): Promise<string> {
  const { id } = await store.runs.create({ experimentId, command: [], cwd: "", host, status: "running" });
  await store.ingest.begin(id, "bench");
  return id;
}

/** Says that the runs' owner, on another machine, is alive: a server ends runs without one after a minute. */
export async function renewOwners(store: Store, ids: readonly string[]): Promise<void> {
  const nobody = { boot: null, uid: null, pid: 1, pidMark: null, nonce: null, spools: null };
  for (const id of ids) {
    await store.runs.setOwner(id, { instance: "bench", host: "elsewhere", ...nobody, at: Date.now() });
  }
}

/** Which points: so many of each metric, from a step on. */
export interface FilledPoints {
  names: readonly string[];
  from?: number;
  count: number;
  /** The value of the metric with this index at a step; by default a noisy curve. */
  valueAt?: (step: number, metric: number) => number;
  /** Points of a metric in one flush. */
  atOnce?: number;
}

const AT_ONCE = 1_000;

const noisyCurve = (step: number, metric: number) => Math.exp(-step / 3_000) + metric + Math.random() / 10;

/** Stores points of these metrics. */
export async function storeMetrics(
  store: Store,
  id: string,
  { names, from = 0, count, valueAt = noisyCurve, atOnce = AT_ONCE }: FilledPoints,
): Promise<void> {
  for (let first = from; first < from + count; first += atOnce) {
    const size = Math.min(atOnce, from + count - first);
    const column = (at: (step: number) => number) =>
      Float64Array.from({ length: size }, (_, index) => at(first + index));
    const points = new Map(names.map((name, metric) => [name, {
      kind: "metric" as const,
      step: column((step) => step),
      value: column((step) => valueAt(step, metric)),
      time: column((step) => 1e12 + 100 * step),
      line: column((step) => step + 1),
      epoch: column(() => NaN),
      globalStep: column((step) => step),
    }]));
    const batch = { from: 0, log: new Uint8Array(0), time: first, points, lines: null, reader: null };
    await store.ingest.flush(id, "bench", batch);
  }
}

/** Stores `count` points of one loss from step `from` on, in one flush. */
export async function storeLoss(store: Store, id: string, from: number, count: number): Promise<void> {
  const valueAt = (step: number) => Math.sin(step / 1e4) + Math.random();
  await storeMetrics(store, id, { names: ["loss"], from, count, valueAt, atOnce: count });
}

/** Creates an experiment with so many runs of these metrics; its id, and theirs in the order of their age. */
export async function fillRuns(
  store: Store,
  { runs, ...points }: FilledPoints & { runs: number },
): Promise<{ experimentId: string; ids: string[] }> {
  const { id: experimentId } = await store.experiments.create({
      name: `${runs} runs with ${points.count} points of ${points.names.length} metrics`,
    }),
    ids: string[] = [];
  for (let run = 0; run < runs; run++) {
    ids.push(await startRun(store, experimentId, "elsewhere"));
    await storeMetrics(store, ids.at(-1)!, points);
  }
  return { experimentId, ids };
}
