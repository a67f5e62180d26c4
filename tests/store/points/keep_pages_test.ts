import assert from "node:assert/strict";
import { keepPages } from "../../../lib/store/points/keep_pages.ts";
import { ingestKey } from "../../../lib/store/keys.ts";
import { encodeKv } from "../../../lib/store/kv/kv.ts";
import { measureStretch } from "../../../lib/store/points/stretch.ts";
import { PAGE_STRETCHES } from "../../../lib/store/points/stretch_pages.ts";
import { createPointColumns } from "../../../lib/store/points/columns.ts";
import { createStore } from "../../../lib/store/store.ts";
import { createDigitsRun, flushOf } from "../digits.ts";

const stretch = measureStretch(createPointColumns(1), { from: 0, end: 1, offset: 0 });
const PAGES = [{ level: 0, page: 0, stretches: Array(PAGE_STRETCHES).fill(stretch) }];

/** A store with one run. */
async function begin() {
  const opened = await Deno.openKv(":memory:"), store = createStore(opened), kv = encodeKv(opened);
  const { id } = await createDigitsRun(store);
  await store.ingest.begin(id, "me");
  await store.ingest.flush(id, "me", flushOf(0, "a\n"));
  const count = async () => (await Array.fromAsync(opened.list({ prefix: ["points", id] }))).length;
  return {
    store,
    kv,
    ref: { id, generation: 0, name: "loss", count: 20_000 },
    count,
    [Symbol.dispose]: () => store.close(),
  };
}

Deno.test("keepPages() stores pages of the visible generation", async () => {
  using run = await begin();
  await keepPages(run.kv, run.ref, PAGES);
  assert.equal(await run.count(), 1);
});

Deno.test("keepPages() stores nothing of a deleted run or of an earlier reading", async () => {
  using run = await begin();
  await keepPages(run.kv, { ...run.ref, generation: 1 }, PAGES);
  await run.kv.atomic().delete(ingestKey(run.ref.id)).commit();
  await keepPages(run.kv, run.ref, PAGES);
  assert.equal(await run.count(), 0);
});

Deno.test("keepPages() stores pages of a run that is deleted meanwhile nowhere, and tries again for one that is stored meanwhile", async () => {
  using run = await begin();
  const { store, kv, ref: { id } } = run;
  let offset = 2, meanwhile = async () => {};
  const get: typeof kv.get = async (key) => {
    const entry = await kv.get(key);
    await meanwhile();
    return entry as never;
  };
  meanwhile = async () => {
    meanwhile = async () => {};
    await store.ingest.flush(id, "me", flushOf(offset, "b\n"));
    offset += 2;
  };
  await keepPages({ ...kv, get }, run.ref, PAGES);
  assert.equal(await run.count(), 1);
  await store.runs.update(id, { status: "completed" });
  meanwhile = async () => {
    meanwhile = async () => {};
    await store.runs.delete(id);
  };
  await keepPages({ ...kv, get }, run.ref, PAGES);
  assert.equal(await run.count(), 0);
});

Deno.test("keepPages() never fails", async () => {
  using run = await begin();
  await keepPages({ ...run.kv, get: () => Promise.reject(new Error("disk full")) }, run.ref, PAGES);
  assert.equal(await run.count(), 0);
});
