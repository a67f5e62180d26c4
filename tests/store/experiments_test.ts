import assert from "node:assert/strict";
import { Conflict, InvalidInput } from "../../lib/errors.ts";
import { openStore } from "../../lib/store/store.ts";
import { createDigitsRun } from "./digits.ts";

Deno.test("experiments.create() refuses a name that is taken or empty", async () => {
  using store = await openStore(":memory:");
  await store.experiments.create({ name: "digits" });
  await assert.rejects(store.experiments.create({ name: " digits " }), Conflict);
  await assert.rejects(store.experiments.create({ name: "  " }), InvalidInput);
});

Deno.test("experiments.getOrCreate() creates one experiment when eight callers ask at once", async () => {
  using store = await openStore(":memory:");
  const made = await Promise.all(
    Array.from({ length: 8 }, () => store.experiments.getOrCreate("same")),
  );
  assert.equal(new Set(made.map(({ id }) => id)).size, 1);
});

Deno.test("experiments.update() frees the old name and finds the experiment by the new one", async () => {
  using store = await openStore(":memory:");
  const { id } = await store.experiments.create({ name: "old" });
  await store.experiments.update(id, { name: "new" });
  assert.equal(await store.experiments.getByName("old"), null);
  assert.equal((await store.experiments.getByName("new"))?.id, id);
});

Deno.test("experiments.list() returns pages, newest first", async () => {
  using store = await openStore(":memory:");
  for (const name of ["a", "b", "c"]) await store.experiments.create({ name });
  const first = await store.experiments.list({ limit: 2 });
  assert.deepEqual(first.items.map(({ name }) => name), ["c", "b"]);
  const rest = await store.experiments.list({ limit: 2, cursor: first.cursor! });
  assert.deepEqual(rest.items.map(({ name }) => name), ["a"]);
  assert.equal(rest.cursor, null);
});

Deno.test("runs.list() and experiments.list() refuse a cursor that is not an id", async () => {
  using store = await openStore(":memory:");
  const { experimentId } = await createDigitsRun(store);
  await assert.rejects(store.runs.list(experimentId, { cursor: "?!" }), InvalidInput);
  await assert.rejects(store.experiments.list({ cursor: "?!" }), InvalidInput);
});
