import assert from "node:assert/strict";
import { RUN_MARKS_MAX } from "../../../lib/limits.ts";
import type { RunMark } from "../../../lib/model.ts";
import { createStore, openStore } from "../../../lib/store/store.ts";
import { createDigitsRun, flushOf } from "../digits.ts";

const marksOf = (count: number, from = 0): RunMark[] =>
  Array.from({ length: count }, (_, at) => ({
    kind: "checkpoint",
    line: from + at + 1,
    step: from + at,
    time: 1_000 + at,
    text: `saved ${from + at}`,
  }));

Deno.test("marks.read() gives the marks of all flushes in order, over several pages", async () => {
  using store = await openStore(":memory:");
  const { id } = await createDigitsRun(store);
  assert.deepEqual(await store.marks.read(id), []);
  await store.ingest.begin(id, "me");
  const all = marksOf(250);
  for (const [from, to] of [[0, 1], [1, 99], [99, 101], [101, 250]] as const) {
    await store.ingest.flush(id, "me", { ...flushOf(from, "x".repeat(to - from)), marks: all.slice(from, to) });
    assert.deepEqual(await store.marks.read(id), all.slice(0, to));
  }
  assert.equal((await store.runs.get(id)).markCount, 250);
});

Deno.test("marks.read() doesn't see marks whose flush was never committed, and the next flush overwrites them", async () => {
  const kv = await Deno.openKv(":memory:");
  using store = createStore(kv);
  const begun = async (count: number) => {
    const { id } = await createDigitsRun(store);
    await store.ingest.begin(id, "me");
    await store.ingest.flush(id, "me", { ...flushOf(0, "a"), marks: marksOf(count) });
    return id;
  };
  const id = await begun(2), longer = await begun(5);
  const page = await kv.get(["marks", longer, 0, 0]);
  await kv.set(["marks", id, 0, 0], page.value); // a page that was written ahead of a commit that failed
  assert.deepEqual(await store.marks.read(id), marksOf(2));
  store.ingest.end(id);
  await store.ingest.begin(id, "me");
  await store.ingest.flush(id, "me", { ...flushOf(1, "b"), marks: marksOf(1, 70) });
  assert.deepEqual(await store.marks.read(id), [...marksOf(2), ...marksOf(1, 70)]);
});

Deno.test("marks beyond the limit are not kept", async () => {
  using store = await openStore(":memory:");
  const { id } = await createDigitsRun(store);
  await store.ingest.begin(id, "me");
  await store.ingest.flush(id, "me", { ...flushOf(0, "a"), marks: marksOf(RUN_MARKS_MAX - 1) });
  await store.ingest.flush(id, "me", { ...flushOf(1, "b"), marks: marksOf(5, RUN_MARKS_MAX - 1) });
  const marks = await store.marks.read(id);
  assert.deepEqual([marks.length, marks.at(-1)!.line], [RUN_MARKS_MAX, RUN_MARKS_MAX]);
});

Deno.test("a draft's marks take the place of the old ones at the switch, and go with the run", async () => {
  const kv = await Deno.openKv(":memory:");
  using store = createStore(kv);
  const { id } = await createDigitsRun(store);
  await store.ingest.begin(id, "me");
  await store.ingest.flush(id, "me", { ...flushOf(0, "ab", {}), marks: marksOf(3) });
  const draft = await store.generation.begin(id);
  await store.generation.append(id, draft, { points: new Map(), marks: marksOf(1, 7) });
  assert.deepEqual(await store.marks.read(id), marksOf(3));
  const { progress } = await store.runs.get(id);
  const end = { finished: false, lines: null, reader: null, settings: {}, progress, warnings: [] };
  assert.equal(await store.generation.switch(id, draft, { offset: 2, end }), true);
  assert.deepEqual(await store.marks.read(id), marksOf(1, 7));
  const keys = () => Array.fromAsync(kv.list({ prefix: ["marks"] }), ({ key }) => key);
  assert.equal((await keys()).length, 1);
  await store.runs.update(id, { status: "completed" });
  await store.runs.delete(id);
  assert.deepEqual(await keys(), []);
});
