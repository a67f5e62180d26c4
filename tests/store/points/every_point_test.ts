import assert from "node:assert/strict";
import { Conflict } from "../../../lib/errors.ts";
import { POINT_CHUNK_POINTS } from "../../../lib/limits/store.ts";
import type { EveryPointQuery } from "../../../lib/store/points/every_point.ts";
import { createStore, type Store } from "../../../lib/store/store.ts";
import { batchOf, createDigitsRun, flushOf } from "../digits.ts";

const COUNT = 2 * POINT_CHUNK_POINTS + 500;

/** A run of two metrics, the first of three chunks in two flushes. */
async function fill() {
  const kv = await Deno.openKv(":memory:"), store = createStore(kv);
  const { id } = await createDigitsRun(store);
  await store.ingest.begin(id, "me");
  const numbers = (from: number, end: number) => Array.from({ length: end - from }, (_, i) => from + i);
  await store.ingest.flush(id, "me", flushOf(0, "", { loss: batchOf(numbers(0, 2_000)), lr: batchOf([7]) }));
  await store.ingest.flush(id, "me", flushOf(0, "", { loss: batchOf(numbers(2_000, COUNT), 2_000) }));
  return { kv, store, id };
}

async function readAll(store: Store, id: string, query?: EveryPointQuery) {
  const { parts } = await store.points.open(id, query);
  const found: Record<string, number[]> = {};
  for await (const { name, columns } of parts) (found[name] ??= []).push(...columns.value);
  return found;
}

Deno.test("points.open() gives every point, metric by metric, no part larger than a chunk", async () => {
  const { store, id } = await fill();
  const { parts, summaries, rev } = await store.points.open(id);
  const all = await Array.fromAsync(parts);
  assert.deepEqual(all.map(({ name, columns }) => [name, columns.step.length]), [
    ["loss", POINT_CHUNK_POINTS],
    ["loss", POINT_CHUNK_POINTS],
    ["loss", 500],
    ["lr", 1],
  ]);
  assert.deepEqual(all.flatMap(({ columns }) => [...columns.value]), [...Array(COUNT).keys(), 7]);
  assert.deepEqual([summaries.map(({ count }) => count), rev], [[COUNT, 1], 2]);
  store.close();
});

Deno.test("points.open() gives chosen metrics, a range, or what came after a rev", async () => {
  const { store, id } = await fill();
  assert.deepEqual(await readAll(store, id, { metrics: ["lr", "other"] }), { lr: [7] });
  assert.deepEqual(await readAll(store, id, { metrics: ["loss"], range: { step: [1022, 1025] } }), {
    loss: [1022, 1023, 1024, 1025],
  });
  const later = await readAll(store, id, { after: 1 });
  assert.deepEqual([Object.keys(later), later.loss!.length, later.loss![0]], [["loss"], COUNT - 2_000, 2_000]);
  store.close();
});

Deno.test("points.open() gives the points as they were when it was called", async () => {
  const { store, id } = await fill();
  const { parts } = await store.points.open(id, { metrics: ["lr"] });
  await store.ingest.flush(id, "me", flushOf(0, "", { lr: batchOf([8], 1) }));
  assert.deepEqual((await Array.fromAsync(parts)).flatMap(({ columns }) => [...columns.value]), [7]);
  store.close();
});

Deno.test("points.open() fails when points are deleted while they are read", async () => {
  const { kv, store, id } = await fill();
  await kv.delete(["points", id, 0, "loss", 2]);
  await assert.rejects(readAll(store, id), Conflict);
  store.close();
});

Deno.test("points.open() reads no further after the signal", async () => {
  const { store, id } = await fill();
  await assert.rejects(readAll(store, id, { signal: AbortSignal.abort() }), { name: "AbortError" });
  store.close();
});
