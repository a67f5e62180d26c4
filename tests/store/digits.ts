/**
 * A run, points and flushes for the tests of the store.
 *
 * @module
 */
import type { Run } from "../../lib/model.ts";
import type { PointBatch } from "../../lib/store/flush/flush.ts";
import type { Owner } from "../../lib/store/runs/owner_record.ts";
import type { Store } from "../../lib/store/store.ts";

const encoder = new TextEncoder();

/** Creates a running run of the experiment "digits". */
export async function createDigitsRun(store: Store): Promise<Run> {
  const { id: experimentId } = await store.experiments.getOrCreate("digits");
  const input = { experimentId, command: ["python", "train.py"], cwd: "/", host: "here" };
  return await store.runs.create({ ...input, status: "running" });
}

/** Points with these values, at steps from `from` on. */
export const batchOf = (values: number[], from = 0): PointBatch => ({
  kind: "metric",
  step: values.map((_, i) => from + i),
  value: values,
  time: values.map((_, i) => 1000 + from + i),
  line: values.map((_, i) => 1 + from + i),
  epoch: values.map(() => NaN),
  globalStep: values.map(() => NaN),
});

/** A flush of this text, which begins at byte `from`, with these points. */
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

/** Creates a run with one line and one point that has ended. Returns its id. */
export async function createEndedRun(store: Store): Promise<string> {
  const { id } = await createDigitsRun(store);
  await store.ingest.begin(id, "me");
  await store.ingest.flush(id, "me", flushOf(0, "a\n", { loss: batchOf([1]) }));
  await store.runs.update(id, { status: "completed" });
  return id;
}

/** A process of this host that owns a run. */
export const ownerOf = (instance: string, at = 0): Owner => ({
  instance,
  host: "here",
  boot: null,
  uid: 1000,
  pid: 4711,
  pidMark: null,
  nonce: null,
  spools: null,
  at,
});

/** All entries of a KV but the counter of changes of the list of experiments, which nothing deletes. */
export const listKept = async (kv: Deno.Kv) =>
  (await Array.fromAsync(kv.list({ prefix: [] }))).filter(({ key }) => JSON.stringify(key) !== '["versions"]');

/** Folders of what is left of an experiment without runs. */
export const EMPTY_EXPERIMENT = ["experiments", "experiments_by_name", "next_styles", "versions"];
