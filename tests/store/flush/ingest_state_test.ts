import assert from "node:assert/strict";
import { NotFound } from "../../../lib/errors.ts";
import { openStore } from "../../../lib/store/store.ts";
import { createDigitsRun, flushOf } from "../digits.ts";

Deno.test("ingest.read() returns null before capture begins", async () => {
  using store = await openStore(":memory:");
  const { id } = await createDigitsRun(store);
  assert.equal(await store.ingest.read(id), null);
});

Deno.test("ingest.begin() creates a state at byte 0, and throws for an unknown run", async () => {
  using store = await openStore(":memory:");
  const { id } = await createDigitsRun(store);
  const { instance, offset, rev, finished, open, reader } = await store.ingest.begin(id, "me");
  assert.deepEqual({ instance, offset, rev, finished, open, reader }, {
    instance: "me",
    offset: 0,
    rev: 0,
    finished: false,
    open: { firstLine: 1, offset: 0 },
    reader: null,
  });
  await assert.rejects(store.ingest.begin("none", "me"), NotFound);
});

Deno.test("ingest.begin() takes over with the states of splitter and reader that the last flush stored", async () => {
  using store = await openStore(":memory:");
  const { id } = await createDigitsRun(store);
  await store.ingest.begin(id, "first");
  const states = { lines: { rest: "ab" }, reader: new Map([["loss", [1, 2]]]) };
  await store.ingest.flush(id, "first", { ...flushOf(0, "one\ntwo"), ...states });
  const { instance, offset, lines, reader } = await store.ingest.begin(id, "second");
  assert.deepEqual({ instance, offset, lines, reader }, { instance: "second", offset: 7, ...states });
});
