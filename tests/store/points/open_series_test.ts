import assert from "node:assert/strict";
import fc from "fast-check";
import { POINT_CHUNK_POINTS } from "../../../lib/limits/store.ts";
import { STRETCHES } from "../../../lib/store/keys.ts";
import { countPages } from "../../../lib/store/points/stretch_pages.ts";
import { createStore, type Store } from "../../../lib/store/store.ts";
import { batchOf, createDigitsRun, flushOf } from "../digits.ts";
import { noise } from "../long_series.ts";

const PAGE_POINTS = 16 * POINT_CHUNK_POINTS;

/** Flushes points to a run; `begin` is a new process that captures it. */
async function flushAll(store: Store, id: string, { count, sizes, begin }: Filling): Promise<void> {
  for (let from = 0, flush = 0; from < count; flush++) {
    if (begin(flush)) await store.ingest.begin(id, `process ${flush}`);
    const size = Math.min(count - from, sizes[flush % sizes.length]!);
    const values = Array.from({ length: size }, (_, i) => noise(from + i));
    const owner = `process ${[...Array(flush + 1).keys()].findLast(begin)}`;
    await store.ingest.flush(id, owner, flushOf(0, "", { loss: batchOf(values, from) }));
    from += size;
  }
}

interface Filling {
  count: number;
  sizes: readonly number[];
  begin: (flush: number) => boolean;
}

/** Levels and numbers of the stored pages. */
async function listPages(kv: Deno.Kv, id: string): Promise<number[][]> {
  const entries = await Array.fromAsync(kv.list({ prefix: ["points", id, 0, "loss", STRETCHES] }));
  return entries.map(({ key }) => key.slice(5) as number[]);
}

async function checkPages(filling: Filling): Promise<void> {
  const kv = await Deno.openKv(":memory:"), store = createStore(kv), { id } = await createDigitsRun(store);
  try {
    await flushAll(store, id, filling);
    assert.deepEqual((await store.check()).findings.map(({ what }) => what), []);
    const expected = countPages(Math.floor(filling.count / POINT_CHUNK_POINTS)).flatMap((count, level) =>
      Array.from({ length: count }, (_, page) => [level, page])
    );
    assert.deepEqual(await listPages(kv, id), expected);
  } finally {
    store.close();
  }
}

Deno.test("ingest.flush() stores the pages of stretches, wherever points are cut and however often another process goes on", async () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 5_000 }), { minLength: 3, maxLength: 20 });
  const filling = fc.record({
    sizes,
    every: fc.integer({ min: 1, max: 7 }),
    count: fc.integer({ min: 0, max: 40_000 }),
  })
    .filter(({ sizes, count }) => sizes.reduce((sum, size) => sum + size, 0) / sizes.length > count / 60);
  await fc.assert(
    fc.asyncProperty(filling, ({ every, ...rest }) => checkPages({ ...rest, begin: (flush) => flush % every === 0 })),
    { numRuns: 25 },
  );
});

Deno.test("ingest.flush() stores pages above pages across processes", () =>
  checkPages({ count: 17 * PAGE_POINTS, sizes: [20_000], begin: (flush) => flush % 3 === 0 }));

Deno.test("a page that was written ahead of a commit that never happened is written again with what is stored then", async () => {
  const kv = await Deno.openKv(":memory:"),
    { id } = await (async () => {
      const store = createStore(kv);
      const run = await createDigitsRun(store);
      await flushAll(store, run.id, { count: 10_000, sizes: [10_000], begin: () => true });
      return run;
    })();
  const dying = createStore(failAtSummaries(kv)), lost = Array.from({ length: 120_000 }, (_, i) => -noise(i));
  await dying.ingest.begin(id, "dying");
  await assert.rejects(dying.ingest.flush(id, "dying", flushOf(0, "", { loss: batchOf(lost, 10_000) })), /power cut/);
  assert.equal((await listPages(kv, id)).length, 7, "pages were written ahead");
  const store = createStore(kv);
  assert.deepEqual((await store.check()).findings, []);
  await store.ingest.begin(id, "heir");
  for (let from = 10_000; from < 60_000; from += 7_000) {
    await store.ingest.flush(
      id,
      "heir",
      flushOf(0, "", { loss: batchOf(Array.from({ length: 7_000 }, (_, i) => i), from) }),
    );
    assert.deepEqual((await store.check()).findings.map(({ what }) => what), []);
  }
  store.close();
});

/** A KV whose commits fail that would make points visible, as if the power went then. */
function failAtSummaries(kv: Deno.Kv): Deno.Kv {
  const atomic = () => {
    const operation = kv.atomic();
    let isLast = false;
    const set = operation.set.bind(operation), commit = operation.commit.bind(operation);
    operation.set = (key, value, options) => {
      isLast ||= key[0] === "metrics";
      return set(key, value, options) && operation;
    };
    operation.commit = () => isLast ? Promise.reject(new Error("power cut")) : commit();
    return operation;
  };
  const get = (target: Deno.Kv, name: keyof Deno.Kv) => {
    if (name === "atomic") return atomic;
    const value = target[name];
    return typeof value === "function" ? value.bind(target) : value;
  };
  return new Proxy(kv, { get } as ProxyHandler<Deno.Kv>);
}
