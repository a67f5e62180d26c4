import assert from "node:assert/strict";
import { copyRecords } from "../../../lib/store/backup/copy_records.ts";
import { DERIVED_FOLDERS } from "../../../lib/store/keys.ts";
import { rawKv } from "../../../lib/store/kv/kv.ts";
import { createStore, openStore, type Store } from "../../../lib/store/store.ts";
import { inDirectory } from "../../support/directory.ts";
import { batchOf, createDigitsRun, flushOf } from "../digits.ts";
import { checkWhole, createFlushedRun, IN_TIME, readLines, startFlushing } from "../flushing.ts";

/** All that a copy must have: what is made again from the rest isn't copied. */
const listAll = async (kv: Deno.Kv) =>
  (await Array.fromAsync(kv.list({ prefix: [] }))).filter(({ key }) => !DERIVED_FOLDERS.includes(String(key[0])))
    .map(({ key, value }) => [key, value]);

Deno.test("copyRecords() copies every record of a KV that nobody writes to", async () => {
  const source = await Deno.openKv(":memory:"), target = await Deno.openKv(":memory:");
  using store = createStore(source);
  await source.set(["schema"], new Deno.KvU64(3n));
  for (let i = 0; i < 3; i++) {
    const { id } = await createDigitsRun(store);
    await store.ingest.begin(id, "me");
    await store.ingest.flush(id, "me", flushOf(0, "1\n2\n".repeat(30_000), { loss: batchOf([1, 2]) }));
    const reader = { many: "x".repeat(i * 70_000) }; // too much for one value
    await store.ingest.flush(id, "me", { ...flushOf(120_000, "3\n", { loss: batchOf([3], 2) }), reader });
    if (i > 0) await store.runs.update(id, { status: "completed", endedAt: 1 });
  }
  await copyRecords(rawKv(source), target);
  assert.deepEqual(await listAll(target), await listAll(source));
  using copy = createStore(target);
  const [experiment] = (await copy.experiments.list()).items;
  const rowsOf = async (kept: Store) => (await kept.runs.listRows(experiment!.id)).rows.map(({ row }) => row);
  assert.deepEqual(await rowsOf(copy), await rowsOf(store));
});

Deno.test("copyRecords() copies a run as it was at one moment while another process captures it", () =>
  inDirectory(async (directory) => {
    const path = `${directory}/kv.db`, copy = `${directory}/copy.db`;
    let runId: string;
    {
      using store = await openStore(path);
      runId = await createFlushedRun(store);
    }
    const child = startFlushing(path, runId, "instance", 1_000_000);
    await child.stdin.close();
    for await (const line of readLines(child)) {
      if (Number(line) < 4_000) continue;
      using source = await Deno.openKv(path);
      await Deno.writeFile(copy, new Uint8Array(0), { mode: 0o600 });
      using target = await Deno.openKv(copy);
      await copyRecords(rawKv(source), target);
      child.kill("SIGKILL");
      break;
    }
    assert.equal((await child.status).signal, "SIGKILL", IN_TIME);
    using restored = await openStore(copy);
    assert.ok(await checkWhole(restored, runId) >= 4_000);
  }));
