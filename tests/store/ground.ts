import type { PointBatch } from "../../lib/store/flush.ts";
import type { Store } from "../../lib/store/store.ts";

const encoder = new TextEncoder();

export async function makeRun(store: Store) {
  const experiment = await store.experiments.getOrCreate("digits");
  const run = await store.runs.create({
    experimentId: experiment.id,
    command: ["python", "train.py"],
    cwd: "/",
    host: "here",
    status: "running",
  });
  return { experiment, run };
}

export const batchOf = (values: number[], from = 0): PointBatch => ({
  kind: "metric",
  step: values.map((_, i) => from + i),
  value: values,
  time: values.map((_, i) => 1000 + from + i),
  line: values.map((_, i) => 1 + from + i),
  epoch: values.map(() => NaN),
});

export const flushOf = (
  from: number,
  text: string | Uint8Array,
  points: Record<string, PointBatch> = {},
  time = 1,
) => ({
  from,
  log: typeof text === "string" ? encoder.encode(text) : text,
  time,
  points: new Map(Object.entries(points)),
  lines: null,
  reader: null,
});

export async function readLog(store: Store, id: string): Promise<Uint8Array> {
  return new Uint8Array(
    await new Blob(await Array.fromAsync(store.logs.bytes(id)) as Uint8Array<ArrayBuffer>[])
      .arrayBuffer(),
  );
}
