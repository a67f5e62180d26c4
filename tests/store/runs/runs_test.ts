import assert from "node:assert/strict";
import { Conflict, InvalidInput, NotFound } from "../../../lib/errors.ts";
import { METRIC_NAMES_MAX, RUNS_PAGE_METRICS } from "../../../lib/limits.ts";
import { openStore } from "../../../lib/store/store.ts";
import { createDigitsRun } from "../digits.ts";

Deno.test("runs.getOf() throws NotFound for a run of another experiment", async () => {
  using store = await openStore(":memory:");
  const run = await createDigitsRun(store);
  const other = await store.experiments.create({ name: "other" });
  await assert.rejects(store.runs.getOf(other.id, run.id), NotFound);
});

Deno.test("runs.update() refuses to make a complete run live again", async () => {
  using store = await openStore(":memory:");
  const run = await createDigitsRun(store);
  assert.equal((await store.runs.listLive()).length, 1);
  await store.runs.update(run.id, { status: "completed", exitCode: 0 });
  await assert.rejects(store.runs.update(run.id, { status: "running" }), Conflict);
  assert.equal((await store.runs.listLive()).length, 0);
});

Deno.test("runs.update() keeps all changes that are made at once", async () => {
  using store = await openStore(":memory:");
  const run = await createDigitsRun(store);
  await Promise.all([
    store.runs.update(run.id, { notes: "n" }),
    store.runs.update(run.id, { tags: ["t"] }),
    store.runs.update(run.id, { name: "named" }),
  ]);
  const { notes, tags, name } = await store.runs.get(run.id);
  assert.deepEqual({ notes, tags, name }, { notes: "n", tags: ["t"], name: "named" });
});

Deno.test("runs.update() accepts the longest command, tags and notes, and refuses longer ones", async () => {
  using store = await openStore(":memory:");
  const { id: experimentId } = await store.experiments.getOrCreate("digits");
  const input = { experimentId, cwd: `/${"損".repeat(1_300)}`, host: "here" };
  const command = ["損".repeat(4_600)], tags = Array(69).fill("損".repeat(66)), notes = "損".repeat(10_000);
  const { id } = await store.runs.create({ ...input, command, name: "損".repeat(200) });
  const run = await store.runs.update(id, { tags, notes, reason: "exit code 1" });
  assert.deepEqual([run.command, run.tags, run.notes], [command, tags, notes]);
  await assert.rejects(
    store.runs.create({ ...input, command: ["損".repeat(4_700)] }),
    /command may have at most 14000 bytes/,
  );
  await assert.rejects(
    store.runs.update(id, { tags: [...tags, "損".repeat(66)] }),
    /tags may have at most 14000 bytes/,
  );
});

Deno.test("runs.requestCancel() is seen by isCancelRequested(), and throws for a complete run", async () => {
  using store = await openStore(":memory:");
  const run = await createDigitsRun(store);
  assert.equal(await store.runs.isCancelRequested(run.id), false);
  await store.runs.requestCancel(run.id);
  assert.equal(await store.runs.isCancelRequested(run.id), true);
  await store.runs.update(run.id, { status: "cancelled" });
  await assert.rejects(store.runs.requestCancel(run.id), Conflict);
});

Deno.test("runs.list() returns no cursor when its last page is full", async () => {
  using store = await openStore(":memory:");
  const { experimentId } = await createDigitsRun(store);
  await createDigitsRun(store);
  assert.equal((await store.runs.list(experimentId, { limit: 2 })).cursor, null);
});

Deno.test("runs.create() refuses a command that doesn't fit into a record", async () => {
  using store = await openStore(":memory:");
  const { id: experimentId } = await store.experiments.getOrCreate("digits");
  const input = { experimentId, cwd: "/", host: "here" };
  await assert.rejects(
    store.runs.create({ ...input, command: ["x".repeat(100_000)] }),
    InvalidInput,
  );
});

Deno.test("runs.update() refuses a tag with a control character, and stores nothing of the change then", async () => {
  using store = await openStore(":memory:");
  const { id: experimentId } = await store.experiments.create({ name: "e" });
  const { id } = await store.runs.create({ experimentId, command: ["a"], cwd: "/", host: "box" });
  await assert.rejects(
    store.runs.update(id, { notes: "n", tags: ["ok", "a\x1b[2J"] }),
    /tags must not hold control characters/,
  );
  const { notes, tags } = await store.runs.get(id);
  assert.deepEqual([notes, tags], ["", []]);
});

Deno.test("runs.list() gives fewer runs on a page when they have very many metrics, and the rest by the cursor", async () => {
  using store = await openStore(":memory:");
  const { id: experimentId } = await store.experiments.create({ name: "e" });
  const one = Float64Array.of(1),
    point = { kind: "metric" as const, step: one, value: one, time: one, line: one, epoch: one, globalStep: one };
  const points = new Map(Array.from({ length: METRIC_NAMES_MAX }, (_, i) => [`m${i}`, point]));
  const full = RUNS_PAGE_METRICS / METRIC_NAMES_MAX;
  for (let i = 0; i < full + 2; i++) {
    const { id } = await store.runs.create({ experimentId, command: [], cwd: "", host: "h", status: "running" });
    await store.ingest.begin(id, "me");
    await store.ingest.flush(id, "me", { from: 0, log: new Uint8Array(0), time: 1, points, lines: null, reader: null });
  }
  const { items, cursor } = await store.runs.list(experimentId, { limit: 1000 });
  assert.equal(items.length, full);
  assert.equal((await store.runs.list(experimentId, { limit: 1000, cursor: cursor! })).items.length, 2);
});
