import assert from "node:assert/strict";
import { Conflict } from "../../../lib/errors.ts";
import type { PointBatch } from "../../../lib/store/flush/flush.ts";
import { createStore, type Store } from "../../../lib/store/store.ts";
import { readColumn, readLogBytes } from "../../support/workspace.ts";
import { createDigitsRun } from "../digits.ts";

/** A flush with so many metrics and points, so many bytes of log and of the reader's state. */
interface Size {
  metrics: number;
  /** Characters of a name, ASCII or of three bytes each. */
  name: number;
  character: string;
  points: number;
  log: number;
  reader: number;
}

/** Flushes that KV refused when only the bytes of values were counted, or that are larger still. */
const LARGE: Size[] = [
  { metrics: 700, name: 6, character: "x", points: 19, log: 0, reader: 64_000 },
  { metrics: 700, name: 6, character: "x", points: 12, log: 200_000, reader: 64_000 },
  { metrics: 1000, name: 200, character: "x", points: 5, log: 500_000, reader: 64_000 },
  { metrics: 1000, name: 200, character: "統", points: 1, log: 100, reader: 64_000 },
  { metrics: 10, name: 6, character: "x", points: 1, log: 10, reader: 65_600 },
  { metrics: 1000, name: 200, character: "統", points: 5, log: 500_000, reader: 250_000 },
];

const nameOf = (index: number, { name, character }: Size) => `${index}_`.padEnd(name, character);
/** Bytes that no encoding makes shorter. */
const noise = (length: number) => Uint8Array.from({ length }, (_, i) => (i * 2_654_435_761) >>> 13);

function batchOf(size: Size, { from, round }: { from: number; round: number }) {
  const column = Array.from({ length: size.points }, (_, i) => Math.sin(round + i * 7.3));
  const points: PointBatch = {
    kind: "metric",
    step: column,
    value: column,
    time: column.map(() => 1),
    line: column,
    epoch: column,
    globalStep: column,
  };
  return {
    from,
    log: noise(size.log),
    time: 1,
    points: new Map(Array.from({ length: size.metrics }, (_, index) => [nameOf(index, size), points])),
    lines: null,
    reader: { round, noise: noise(size.reader) },
  };
}

/** The keys below a prefix, as text. */
const keysBelow = async (
  kv: Deno.Kv,
  ...prefix: string[]
) => (await Array.fromAsync(kv.list({ prefix }), ({ key }) => JSON.stringify(key)));

async function checkStored(store: Store, id: string, { size, rounds }: { size: Size; rounds: number }): Promise<void> {
  const { metrics, logBytes } = await store.runs.get(id);
  assert.deepEqual([metrics.length, logBytes], [size.metrics, rounds * size.log]);
  for (const { count } of metrics) assert.equal(count, rounds * size.points);
  const last = await readColumn(store, id, nameOf(size.metrics - 1, size));
  assert.deepEqual(
    last,
    Array.from({ length: rounds }, (_, round) => [...batchOf(size, { from: 0, round }).points.values()][0]!.value)
      .flatMap((each) => [...Array.from(each)]),
  );
  assert.equal((await readLogBytes(store, id)).length, rounds * size.log);
}

for (const size of LARGE) {
  Deno.test(`ingest.flush() stores what KV takes in no single commit: ${JSON.stringify(size)}`, async () => {
    const kv = await Deno.openKv(":memory:");
    using store = createStore(kv);
    const { id } = await createDigitsRun(store);
    await store.ingest.begin(id, "me");
    for (let round = 0; round < 3; round++) {
      await store.ingest.flush(id, "me", batchOf(size, { from: round * size.log, round }));
      await checkStored(store, id, { size, rounds: round + 1 });
    }
    const { reader } = await store.ingest.begin(id, "another process");
    assert.deepEqual(reader, { round: 2, noise: noise(size.reader) });
    await assert.rejects(store.ingest.flush(id, "me", batchOf(size, { from: 3 * size.log, round: 3 })), Conflict);
    await checkStored(store, id, { size, rounds: 3 });
  });
}

Deno.test("ingest.flush() keeps no parts of an earlier reader's state", async () => {
  const kv = await Deno.openKv(":memory:");
  using store = createStore(kv);
  const { id } = await createDigitsRun(store), small = { ...LARGE[4]!, reader: 10 };
  await store.ingest.begin(id, "me");
  const flush = (size: Size, round: number) =>
    store.ingest.flush(id, "me", batchOf(size, { from: round * size.log, round }));
  await flush({ ...small, reader: 200_000 }, 0);
  assert.equal((await keysBelow(kv, "readers", id)).length, 4);
  await flush({ ...small, reader: 100_000 }, 1);
  assert.equal((await keysBelow(kv, "readers", id)).length, 2);
  await flush(small, 2);
  assert.deepEqual(await keysBelow(kv, "readers", id), []);
  assert.deepEqual((await store.ingest.read(id))!.reader, { round: 2, noise: noise(10) });
});

Deno.test("runs.delete() leaves nothing of a reader's state in parts", async () => {
  const kv = await Deno.openKv(":memory:");
  using store = createStore(kv);
  const { id } = await createDigitsRun(store);
  await store.ingest.begin(id, "me");
  await store.ingest.flush(id, "me", batchOf(LARGE.at(-1)!, { from: 0, round: 0 }));
  await store.runs.update(id, { status: "completed" });
  await store.runs.delete(id);
  assert.deepEqual(await keysBelow(kv, "readers"), []);
  assert.deepEqual((await keysBelow(kv)).filter((key) => key.includes(id)), []);
});

Deno.test("generation.switch() stores a reader's state that is too large for one value", async () => {
  using store = createStore(await Deno.openKv(":memory:"));
  const { id } = await createDigitsRun(store);
  await store.ingest.begin(id, "me");
  const draft = await store.generation.begin(id), reader = { noise: noise(150_000) };
  const progress = (await store.runs.get(id)).progress;
  const end = { finished: false, lines: null, reader, settings: {}, progress, warnings: [] };
  assert.equal(await store.generation.switch(id, draft, { offset: 0, end }), true);
  assert.deepEqual((await store.ingest.read(id))!.reader, reader);
});
