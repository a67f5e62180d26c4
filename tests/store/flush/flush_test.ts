import assert from "node:assert/strict";
import fc from "fast-check";
import { Conflict } from "../../../lib/errors.ts";
import { METRIC_NAMES_MAX } from "../../../lib/limits.ts";
import { createStore, openStore } from "../../../lib/store/store.ts";
import { readLogText } from "../../support/workspace.ts";
import { batchOf, createDigitsRun, flushOf, listKept } from "../digits.ts";

/** 990 metrics of 40 equal points. */
const many = (value: number) =>
  Object.fromEntries(
    Array.from({ length: 990 }, (_, i) => [`m${i}`, batchOf(Array(40).fill(value))]),
  );

Deno.test("ingest.flush() stores the same log, points and summaries for any split into flushes", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.double(), { minLength: 1, maxLength: 1500 }),
      fc.array(fc.integer({ min: 1, max: 600 }), { minLength: 1, maxLength: 12 }),
      async (values, sizes) => {
        using store = await openStore(":memory:");
        const run = await createDigitsRun(store);
        await store.ingest.begin(run.id, "me");
        let at = 0, offset = 0;
        for (let i = 0; at < values.length; i++) {
          const part = values.slice(at, at + sizes[i % sizes.length]!);
          const text = part.map((value) => `loss=${value}\n`).join("");
          await store.ingest.flush(
            run.id,
            "me",
            flushOf(offset, text, { loss: batchOf(part, at) }, i),
          );
          offset += text.length;
          if (i % 3 === 2) store.ingest.end(run.id);
          at += part.length;
        }
        const { columns } = await store.points.read(run.id);
        assert.deepEqual([...columns.get("loss")!.value], values);
        assert.deepEqual([...columns.get("loss")!.step], values.map((_, i) => i));
        const text = await readLogText(store, run.id);
        assert.equal(text, values.map((value) => `loss=${value}\n`).join(""));
        const { metrics, lastLine } = await store.runs.get(run.id);
        const numbers = values.filter((value) => !Number.isNaN(value));
        const [summary] = metrics;
        assert.equal(summary!.count, values.length);
        assert.ok(Object.is(summary!.last, values.at(-1)));
        if (numbers.length > 0) {
          assert.equal(summary!.min, numbers.reduce((a, b) => Math.min(a, b)));
          assert.equal(summary!.max, numbers.reduce((a, b) => Math.max(a, b)));
        }
        assert.equal(lastLine, values.length);
      },
    ),
    { numRuns: 25 },
  );
});

Deno.test("ingest.flush() refuses a process that no longer captures the run", async () => {
  using store = await openStore(":memory:");
  const run = await createDigitsRun(store);
  await store.ingest.begin(run.id, "first");
  await store.ingest.flush(run.id, "first", flushOf(0, "a\n", { loss: batchOf([1]) }));
  await store.ingest.begin(run.id, "second");
  await assert.rejects(
    store.ingest.flush(run.id, "first", flushOf(2, "b\n", { loss: batchOf([2], 1) })),
    Conflict,
  );
  await store.ingest.flush(run.id, "second", flushOf(2, "b\n", { loss: batchOf([2], 1) }));
  assert.deepEqual([...(await store.points.read(run.id)).columns.get("loss")!.value], [1, 2]);
  assert.equal(await readLogText(store, run.id), "a\nb\n");
});

Deno.test("ingest.flush() stores a batch of more metrics than one commit holds", async () => {
  using store = await openStore(":memory:");
  const run = await createDigitsRun(store);
  await store.ingest.begin(run.id, "me");
  const many = (from: number) =>
    Object.fromEntries(
      Array.from({ length: 990 }, (_, i) => [`m${i}`, batchOf(Array(40).fill(from + i), from)]),
    );
  await store.ingest.flush(run.id, "me", flushOf(0, "x\n", many(0)));
  await store.ingest.flush(run.id, "me", flushOf(2, "y\n", many(40)));
  const { columns } = await store.points.read(run.id);
  assert.equal(columns.size, 990);
  assert.deepEqual([...columns.get("m7")!.value], [...Array(40).fill(7), ...Array(40).fill(47)]);
});

Deno.test("ingest.flush() counts the points of metrics that are too many", async () => {
  using store = await openStore(":memory:");
  const run = await createDigitsRun(store);
  await store.ingest.begin(run.id, "me");
  const names = Array.from(
    { length: METRIC_NAMES_MAX + 5 },
    (_, i) => [`m${i}`, batchOf([i])] as const,
  );
  await store.ingest.flush(run.id, "me", flushOf(0, "x\n", Object.fromEntries(names)));
  const { metrics, warnings } = await store.runs.get(run.id);
  assert.equal(metrics.length, METRIC_NAMES_MAX);
  assert.match(warnings[0]!, /^5 points of metric names beyond the first 1000/);
});

Deno.test("ingest.flush() stores 1,000 metrics with the longest names at once, and they can be deleted", async () => {
  const kv = await Deno.openKv(":memory:");
  using store = createStore(kv);
  const run = await createDigitsRun(store);
  await store.ingest.begin(run.id, "me");
  const names = Array.from({ length: METRIC_NAMES_MAX }, (_, index) => `${"損".repeat(196)}${1000 + index}`);
  const points = Object.fromEntries(names.map((name) => [name, { ...batchOf([1]), kind: "throughput" as const }]));
  await store.ingest.flush(run.id, "me", flushOf(0, "", points));
  assert.deepEqual((await store.runs.get(run.id)).metrics.map(({ name }) => name), names);
  assert.equal((await store.points.read(run.id)).columns.get(names[999]!)!.value[0], 1);
  await store.runs.update(run.id, { status: "completed" });
  await store.experiments.delete(run.experimentId);
  assert.deepEqual(await listKept(kv), []);
});

Deno.test("ingest.flush() of a process that was replaced overwrites no point, however large its batch", async () => {
  const kv = await Deno.openKv(":memory:");
  using store = createStore(kv);
  const overtaken = createStore(kv);
  const { id } = await createDigitsRun(store);
  await overtaken.ingest.begin(id, "first");
  await overtaken.ingest.flush(id, "first", flushOf(0, "a\n", many(1)));
  await store.ingest.begin(id, "second");
  await store.ingest.flush(id, "second", flushOf(2, "b\n", many(2)));
  await store.ingest.flush(id, "second", flushOf(4, "c\n", many(3)));
  await assert.rejects(overtaken.ingest.flush(id, "first", flushOf(2, "x\n", many(9))), Conflict);
  const { columns } = await store.points.read(id);
  const expected = [1, 2, 3].flatMap((value) => Array(40).fill(value));
  assert.deepEqual([...columns.get("m989")!.value], expected);
});

Deno.test("ingest.flush() stores the end of a log once when it is called twice", async () => {
  using store = await openStore(":memory:");
  const { id } = await createDigitsRun(store);
  await store.ingest.begin(id, "me");
  const end = { ...flushOf(0, "", { loss: batchOf([7]) }), finished: true };
  await store.ingest.flush(id, "me", end);
  await store.ingest.flush(id, "me", end);
  assert.deepEqual([...(await store.points.read(id)).columns.get("loss")!.value], [7]);
});
