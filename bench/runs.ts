/**
 * Live runs that measurements fill with one loss: points only, no log.
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

/** Stores `count` points from step `from` on, in one flush. */
export async function storeLoss(store: Store, id: string, from: number, count: number): Promise<void> {
  const column = (at: (step: number) => number) => Float64Array.from({ length: count }, (_, index) => at(from + index));
  const loss = {
    kind: "metric" as const,
    step: column((step) => step),
    value: column((step) => Math.sin(step / 1e4) + Math.random()),
    time: column(() => from),
    line: column((step) => step + 1),
    epoch: column(() => NaN),
    globalStep: column(() => NaN),
  };
  const batch = { from: 0, log: new Uint8Array(0), time: from, points: new Map([["loss", loss]]) };
  await store.ingest.flush(id, "bench", { ...batch, lines: null, reader: null });
}
