/**
 * A store with runs to damage, and the doctor's work on it, for the tests of the check.
 *
 * @module
 */
import assert from "node:assert/strict";
import { rereadRun } from "../../../lib/intake/reread.ts";
import { importLog } from "../../../lib/runs/import.ts";
import type { Finding } from "../../../lib/store/check/finding.ts";
import { decodeValue, encodeValue } from "../../../lib/store/kv/encoding.ts";
import { createStore, type Store } from "../../../lib/store/store.ts";
import { batchOf, createDigitsRun, flushOf } from "../digits.ts";

/** Lines of the first run's log, several chunks of them. */
export const LINES = 5_000;
const LOG = Array.from({ length: LINES }, (_, i) => `Step ${i + 1}: loss=${(1 / (i + 1)).toFixed(6)}, lr=1.00e-04\n`)
  .join("");

/** A store in memory with two experiments: a complete run of a long log, a short one, and a live run. */
export interface Patient extends Disposable {
  kv: Deno.Kv;
  store: Store;
  /** Id of the long run, of its experiment, and of the live run. */
  id: string;
  experimentId: string;
  liveId: string;
  /** Text of the long run's log as it is stored. */
  readLog(): Promise<string>;
  /** What a check finds. */
  check(): Promise<string[]>;
  /** Mends what can be mended, as the doctor does. Returns what a check finds then. */
  mend(): Promise<string[]>;
  /** Changes a record. */
  change(key: Deno.KvKey, change: Record<string, unknown>): Promise<void>;
  /** The stored chunks of a folder of the long run. */
  list(folder: string): Promise<Deno.KvEntry<Uint8Array>[]>;
}

async function importText(store: Store, text: string, name: string): Promise<{ id: string; experimentId: string }> {
  const { id: experimentId } = await store.experiments.getOrCreate(name);
  const pieces = ReadableStream.from([new TextEncoder().encode(text)]);
  const { id } = await importLog(store, pieces, { experimentId, name, instance: crypto.randomUUID() });
  return { id, experimentId };
}

async function mendAll(store: Store, findings: readonly Finding[]): Promise<void> {
  for (const { mend } of findings) if (typeof mend === "function") await mend();
  for (const { mend, runId } of findings) if (mend === "reread") await rereadRun(store, runId!);
}

/** Creates the store. */
export async function createPatient(): Promise<Patient> {
  const kv = await Deno.openKv(":memory:"), store = createStore(kv);
  const { id, experimentId } = await importText(store, LOG, "long");
  await importText(store, "Step 1: loss=1\nlast line", "short");
  const { id: liveId } = await createDigitsRun(store);
  await store.ingest.begin(liveId, "me");
  await store.ingest.flush(liveId, "me", flushOf(0, "loss=7\n", { loss: batchOf([7]) }));
  return {
    kv,
    store,
    id,
    experimentId,
    liveId,
    readLog: async () => await new Blob(await Array.fromAsync(store.logs.bytes(id)) as BlobPart[]).text(),
    check: async () => (await store.check()).findings.map(({ what }) => what),
    async mend() {
      for (let round = 0; round < 4; round++) await mendAll(store, (await store.check()).findings);
      return (await store.check()).findings.map(({ what }) => what);
    },
    async change(key, change) {
      const { value } = await kv.get<Uint8Array>(key);
      await kv.set(key, encodeValue({ ...decodeValue(value!) as Record<string, unknown>, ...change }));
    },
    list: (folder) => Array.fromAsync(kv.list<Uint8Array>({ prefix: [folder, id] })),
    [Symbol.dispose]: () => store.close(),
  };
}

/** Asserts that the long run has all its points and the whole log. */
export async function assertWhole({ store, id, readLog }: Patient): Promise<void> {
  assert.equal(await readLog(), LOG);
  const run = await store.runs.get(id), { columns } = await store.points.read(id);
  assert.deepEqual([run.lastLine, run.logBytes, run.metrics.map(({ name, count }) => [name, count])], [
    LINES,
    LOG.length,
    [["loss", LINES], ["learning_rate", LINES]],
  ]);
  assert.deepEqual([...columns.get("loss")!.line], Array.from({ length: LINES }, (_, i) => i + 1));
  assert.equal(columns.get("loss")!.value[999], 0.001);
}
