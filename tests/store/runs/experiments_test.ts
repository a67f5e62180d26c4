import assert from "node:assert/strict";
import { Conflict, InvalidInput, NotFound } from "../../../lib/errors.ts";
import { openStore } from "../../../lib/store/store.ts";
import { createDigitsRun } from "../digits.ts";

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

Deno.test("experiments.create() refuses names and descriptions that are too long, and control characters", async () => {
  using store = await openStore(":memory:");
  const isRefused = (input: { name: string; description?: string }, message: RegExp) =>
    assert.rejects(store.experiments.create(input), (error) => {
      assert.ok(error instanceof InvalidInput);
      assert.match(error.message, message);
      return true;
    });
  await isRefused({ name: "x".repeat(201) }, /name must have 1 to 200 characters, not 201/);
  await isRefused({ name: "a\nb" }, /name must not hold control characters: "a\\nb"/);
  await isRefused({ name: "a", description: "x".repeat(10_001) }, /description may have at most 10000 characters/);
  assert.deepEqual((await store.experiments.list()).items, []);
});

Deno.test("experiments.update() refuses a taken name and leaves the experiment as it was", async () => {
  using store = await openStore(":memory:");
  await store.experiments.create({ name: "one" });
  const { id } = await store.experiments.create({ name: "two", description: "second" });
  await assert.rejects(store.experiments.update(id, { name: "one", description: "changed" }), Conflict);
  const { name, description } = await store.experiments.get(id);
  assert.deepEqual([name, description], ["two", "second"]);
});

Deno.test("experiments.get() and update() throw NotFound for an unknown id", async () => {
  using store = await openStore(":memory:");
  await assert.rejects(store.experiments.get("none"), NotFound);
  await assert.rejects(store.experiments.update("none", { name: "a" }), NotFound);
});

Deno.test("experiments.getByName() ignores space around the name, and returns null for one that can't exist", async () => {
  using store = await openStore(":memory:");
  const { id } = await store.experiments.create({ name: "one" });
  assert.equal((await store.experiments.getByName(" one "))?.id, id);
  assert.equal(await store.experiments.getByName("x".repeat(201)), null);
});

Deno.test("experiments.list() with `q` keeps names that contain it in upper or lower case", async () => {
  using store = await openStore(":memory:");
  for (const name of ["Digits", "words", "more digits"]) await store.experiments.create({ name });
  const { items } = await store.experiments.list({ q: "DIGIT" });
  assert.deepEqual(items.map(({ name }) => name), ["more digits", "Digits"]);
});
