import assert from "node:assert/strict";
import { POINT_CHUNK_POINTS } from "../../../lib/limits/store.ts";
import type { PointBatch } from "../../../lib/store/flush/flush.ts";
import { createStore, openStore, type Store } from "../../../lib/store/store.ts";
import { batchOf, createDigitsRun, flushOf } from "../digits.ts";

const FULL = POINT_CHUNK_POINTS;

/** Points whose values are 0, 1, 2… and which are on these lines. */
const onLines = (lines: number[]): PointBatch => ({ ...batchOf(lines.map((_, i) => i)), line: lines });

async function fill(store: Store, points: Record<string, PointBatch>): Promise<string> {
  const { id } = await createDigitsRun(store);
  await store.ingest.begin(id, "me");
  await store.ingest.flush(id, "me", flushOf(0, "x\n", points));
  return id;
}

async function valuesOn(store: Store, id: string, line: number, limit = 100): Promise<Record<string, number[]>> {
  const found = await store.points.readLine(id, { line, limit });
  return Object.fromEntries([...found].map(([name, { value }]) => [name, [...value]]));
}

Deno.test("points.readLine() returns each metric's points of the line, and no metric without one", async () => {
  using store = await openStore(":memory:");
  const id = await fill(store, { loss: onLines([1, 2, 2, 3]), acc: onLines([2]), lr: onLines([1, 3]) });
  assert.deepEqual(await valuesOn(store, id, 2), { loss: [1, 2], acc: [0] });
  assert.deepEqual(await valuesOn(store, id, 9), {});
});

Deno.test("points.readLine() returns the newest points when a line has more than the limit", async () => {
  using store = await openStore(":memory:");
  const id = await fill(store, { loss: onLines([4, 4, 4, 5]) });
  assert.deepEqual(await valuesOn(store, id, 4, 2), { loss: [1, 2] });
});

Deno.test("points.readLine() finds a line whose points fill more than one chunk", async () => {
  using store = await openStore(":memory:");
  const lines = [...Array(FULL - 2).fill(1), ...Array(FULL + 4).fill(2), 3];
  const id = await fill(store, { loss: onLines(lines) });
  const { loss } = await valuesOn(store, id, 2, 2 * FULL);
  assert.deepEqual([loss!.length, loss![0], loss!.at(-1)], [FULL + 4, FULL - 2, 2 * FULL + 1]);
});

Deno.test("points.readLine() finds a point that was stored after points of later lines", async () => {
  using store = await openStore(":memory:");
  const linesFrom1 = Array.from({ length: 2 * FULL }, (_, i) => i + 1);
  /** The lines in order, but for these two neighbours. */
  const swapAt = (index: number) => linesFrom1.with(index, linesFrom1[index + 1]!).with(index + 1, linesFrom1[index]!);
  const id = await fill(store, { across: onLines(swapAt(FULL - 1)), after: onLines(swapAt(FULL)) });
  assert.deepEqual(await valuesOn(store, id, FULL), { across: [FULL], after: [FULL - 1] });
  assert.deepEqual(await valuesOn(store, id, FULL + 1), { across: [FULL - 1], after: [FULL + 1] });
});

Deno.test("points.readLine() reads few of many chunks", async () => {
  const kv = await Deno.openKv(":memory:");
  using store = createStore(kv);
  const id = await fill(store, { loss: onLines(Array.from({ length: 64 * FULL }, (_, i) => i + 1)) });
  let chunks = 0;
  const counting = new Proxy(kv, {
    get(target, name) {
      if (name !== "get") return Reflect.get(target, name).bind(target);
      return (key: Deno.KvKey) => (chunks += key[0] === "points" ? 1 : 0, target.get(key));
    },
  });
  assert.deepEqual(await valuesOn(createStore(counting), id, 30_000), { loss: [29_999] });
  assert.ok(chunks <= 9, `${chunks} of 64 chunks were read`); // 6 to find the line, and its neighbours
});

Deno.test("points.readLine() and points.read() throw when points of the visible generation are missing", async () => {
  const kv = await Deno.openKv(":memory:");
  using store = createStore(kv);
  const id = await fill(store, { loss: onLines(Array.from({ length: 3 * FULL }, (_, i) => i + 1)) });
  await kv.delete(["points", id, 0, "loss", 2]);
  await assert.rejects(valuesOn(store, id, 3 * FULL), /points of run .*, generation 0, are missing/);
  await assert.rejects(store.points.read(id), /points of run .*, generation 0, are missing/);
});
