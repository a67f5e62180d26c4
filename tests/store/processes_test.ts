import assert from "node:assert/strict";
import { openStore } from "../../lib/store/store.ts";
import { checkWhole, createFlushedRun as makeRun, IN_TIME, readLines, startFlushing } from "./flushing.ts";
import { LINE_BYTES } from "../support/flush_program.ts";

Deno.test("ingest.flush() loses nothing and stores nothing twice when its process is killed again and again", async () => {
  const directory = await Deno.makeTempDir();
  try {
    const location = `${directory}/kv.db`;
    let runId: string;
    {
      using store = await openStore(location);
      runId = await makeRun(store);
    }
    for (let round = 0, before = 0; round < 4; round++) {
      const child = startFlushing(location, runId, `instance ${round}`, 1_000_000);
      let acknowledged = 0, flushes = 0;
      await child.stdin.close();
      for await (const line of readLines(child)) {
        acknowledged = Number(line);
        if (++flushes === 10 + 7 * round) child.kill("SIGKILL");
      }
      assert.equal((await child.status).signal, "SIGKILL", IN_TIME);
      using store = await openStore(location);
      const count = await checkWhole(store, runId);
      assert.ok(count >= acknowledged && count > before);
      before = count;
    }
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
});

Deno.test("openStore() works in several processes on one file while runs are listed and changed", async () => {
  const directory = await Deno.makeTempDir();
  try {
    const location = `${directory}/kv.db`;
    using store = await openStore(location);
    const ids = [await makeRun(store), await makeRun(store)];
    const children = ids.map((id) => startFlushing(location, id, "other", 4_000));
    let running = children.length, changes = 0;
    const ends = children.map(async (child) => {
      await child.stdin.close();
      for await (const _ of readLines(child));
      running--;
      return await child.status;
    });
    while (running > 0) {
      const id = ids[changes % 2]!;
      await store.runs.update(id, { notes: String(++changes) });
      const { experimentId } = await store.runs.get(id);
      assert.equal((await store.runs.list(experimentId)).items.length, 2);
      assert.equal((await store.runs.get(id)).notes, String(changes));
    }
    assert.deepEqual((await Promise.all(ends)).map(({ signal, code }) => signal ?? code), [0, 0], IN_TIME);
    for (const id of ids) assert.equal(await checkWhole(store, id), 4_000);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
});

Deno.test("openStore() creates one file when it is opened four times at once", async () => {
  const directory = await Deno.makeTempDir();
  try {
    const location = `${directory}/deep/kv.db`;
    const stores = await Promise.all([0, 1, 2, 3].map(() => openStore(location)));
    const made = await Promise.all(stores.map((store) => store.experiments.getOrCreate("same")));
    assert.equal(new Set(made.map(({ id }) => id)).size, 1);
    for (const store of stores) store.close();
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
});

Deno.test("ingest.begin() takes a run over from another process, whose next flush fails", async () => {
  const directory = await Deno.makeTempDir();
  try {
    const location = `${directory}/kv.db`;
    using store = await openStore(location);
    const id = await makeRun(store);
    const child = startFlushing(location, id, "first", 400, 80);
    const lines = readLines(child)[Symbol.asyncIterator]();
    assert.deepEqual([(await lines.next()).value, (await lines.next()).value], ["40", "80"], IN_TIME);
    const { offset } = await store.ingest.begin(id, "second");
    await new Blob(["\n"]).stream().pipeTo(child.stdin);
    assert.equal((await lines.next()).done, true);
    const { code, signal } = await child.status;
    assert.deepEqual([code, signal], [1, null], IN_TIME);
    assert.equal(offset, 80 * LINE_BYTES);
    assert.equal(await checkWhole(store, id), 80);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
});
