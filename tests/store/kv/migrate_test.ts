import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { rereadRun } from "../../../lib/intake/reread.ts";
import type { Run } from "../../../lib/model.ts";
import { openStore, type Store } from "../../../lib/store/store.ts";
import { inDirectory } from "../../support/directory.ts";
import { fromFileUrl } from "../../support/paths.ts";

const STORES = fromFileUrl(new URL("../../fixtures/stores/", import.meta.url));
const OPEN_STORE = new URL("../../../lib/store/store.ts", import.meta.url).href;
const lossAt = (step: number) => (3 / (1 + step / 100)).toFixed(4);
const STEADY = Array.from({ length: 2500 }, (_, i) => `Step ${i + 1}: loss=${lossAt(i + 1)}, lr=1.00e-04\n`).join("");
const REDRAWN = Array.from({ length: 40 }, (_, i) => `train: ${i + 1}/40 loss=${(2 - i / 40).toFixed(3)}`).join("\r");

/** A copy of a kept store, private as a KV is. */
async function copyStore(directory: string, layout: number): Promise<string> {
  const path = `${directory}/kv.db`;
  await Deno.copyFile(`${STORES}layout_${layout}.db`, path);
  await Deno.chmod(path, 0o600);
  return path;
}

async function findRuns(store: Store): Promise<Record<string, Run>> {
  const { items } = await store.experiments.list();
  assert.deepEqual(items.map(({ name, description }) => [name, description]), [["Größe/λ", ""], [
    "tiny-gpt",
    "the first one",
  ]]);
  assert.deepEqual(items[1]!.patterns.map(({ metric, pattern }) => [metric, pattern]), [[
    "gnorm",
    "g=(?<value>[0-9.]+)",
  ]]);
  const pages = await Promise.all(items.map(({ id }) => store.runs.list(id)));
  return Object.fromEntries(pages.flatMap(({ items }) => items).map((run) => [run.name, run]));
}

async function readLog(store: Store, { id }: Run): Promise<string> {
  return await new Blob(await Array.fromAsync(store.logs.bytes(id)) as BlobPart[]).text();
}

/** Asserts that all records and every byte of the logs are there. */
async function checkRecords(store: Store): Promise<Record<string, Run>> {
  const runs = await findRuns(store), { steady, redrawn, live } = runs as Record<string, Run>;
  assert.deepEqual(Object.keys(runs).sort(), ["live", "redrawn", "steady"]);
  assert.deepEqual(
    [steady!.status, steady!.exitCode, steady!.notes, steady!.tags, steady!.command, steady!.host],
    ["completed", 0, "as planned", ["good", "first"], ["python", "train.py", "--lr", "1e-4"], "trainer"],
  );
  assert.deepEqual([redrawn!.status, redrawn!.reason, live!.status], ["failed", "exit code 1", "running"]);
  assert.equal((await store.runs.getOwner(live!.id))?.pid, 4242);
  assert.deepEqual((await store.runs.listLive()).map(({ name }) => name), ["live"]);
  assert.equal(await readLog(store, steady!), STEADY);
  assert.equal(await readLog(store, redrawn!), REDRAWN);
  assert.equal(await readLog(store, live!), STEADY.slice(0, 3000));
  assert.deepEqual([steady!.lastLine, redrawn!.lastLine], [2500, 1]);
  return runs;
}

async function checkPoints(store: Store, { steady, redrawn }: Record<string, Run>): Promise<void> {
  const { columns } = await store.points.read(steady!.id);
  const steps = Array.from({ length: 2500 }, (_, i) => i + 1);
  assert.deepEqual([...columns.get("loss")!.value], steps.map((step) => Number(lossAt(step))));
  assert.deepEqual([...columns.get("loss")!.step], steps);
  assert.deepEqual([...columns.get("learning_rate")!.line], steps);
  assert.equal((await store.points.read(redrawn!.id)).columns.get("loss")!.value.length, 40);
}

for (const layout of [1, 2, 3]) {
  Deno.test(`openStore() reads a store of layout ${layout}, and its logs can be read again`, () =>
    inDirectory(async (directory) => {
      using store = await openStore(await copyStore(directory, layout));
      const runs = await checkRecords(store);
      if (layout > 1) await checkPoints(store, runs);
      else assert.deepEqual(runs.steady!.metrics, []);
      for (const { id } of Object.values(runs)) await rereadRun(store, id);
      await checkPoints(store, runs);
    }));
}

Deno.test("migrateKvFile() keeps the old file beside the new one, for this user alone, and migrates once", () =>
  inDirectory(async (directory) => {
    const path = await copyStore(directory, 2), kept = `${path}.layout-2`;
    await Deno.writeTextFile(kept, "somebody's");
    (await openStore(path)).close();
    (await openStore(path)).close();
    const names = await Array.fromAsync(Deno.readDir(directory), ({ name }) => name);
    assert.deepEqual(names.sort(), ["kv.db", "kv.db.layout-2", "kv.db.layout-2-2"]);
    assert.equal(await Deno.readTextFile(kept), "somebody's");
    assert.equal((await Deno.stat(`${kept}-2`)).mode! & 0o777, 0o600);
    const old = new DatabaseSync(`${kept}-2`), original = new DatabaseSync(`${STORES}layout_2.db`, { readOnly: true });
    const read = (database: DatabaseSync) => database.prepare("SELECT k, v, v_encoding FROM kv ORDER BY k").all();
    assert.deepEqual(read(old), read(original));
    old.close();
    original.close();
  }));

Deno.test("migrateKvFile() leaves the file as it was when a record can't be converted", () =>
  inDirectory(async (directory) => {
    const path = await copyStore(directory, 2);
    const damaged = new DatabaseSync(path);
    damaged.exec(
      "UPDATE kv SET v = x'ff0fff' WHERE k IN (SELECT k FROM kv WHERE v_encoding = 1 ORDER BY k LIMIT 1 OFFSET 15)",
    );
    const before = damaged.prepare("SELECT k, v, v_encoding FROM kv ORDER BY k").all();
    damaged.close();
    await assert.rejects(openStore(path), /cannot bring .*kv\.db to layout 3: .*; it is as it was/);
    const after = new DatabaseSync(path);
    assert.deepEqual(after.prepare("SELECT k, v, v_encoding FROM kv ORDER BY k").all(), before);
    after.close();
  }));

Deno.test("openStore() migrates a file after a process was killed while it migrated it", () =>
  inDirectory(async (directory) => {
    const path = await copyStore(directory, 2);
    const child = new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--unstable-kv", "-q", "-"],
      cwd: STORES,
      stdin: "piped",
      stderr: "piped",
    }).spawn();
    const writer = child.stdin.getWriter();
    await writer.write(new TextEncoder().encode(
      `const { openStore } = await import(${JSON.stringify(OPEN_STORE)}); (await openStore(${
        JSON.stringify(path)
      })).close();`,
    ));
    await writer.close();
    const reader = child.stderr.getReader();
    await reader.read(); // the word about the copy comes before the conversion
    child.kill("SIGKILL");
    await child.status;
    await reader.cancel();
    using store = await openStore(path);
    await checkPoints(store, await checkRecords(store));
  }));

Deno.test("openStore() doesn't migrate a file that another program has open, and says so", () =>
  inDirectory(async (directory) => {
    const path = await copyStore(directory, 2);
    const other = new DatabaseSync(path);
    other.exec("PRAGMA journal_mode = WAL; SELECT count(*) FROM kv");
    try {
      await assert.rejects(openStore(path), /layout 2.*but another program has it open; stop every stdcurve/);
    } finally {
      other.close();
    }
    using store = await openStore(path);
    await checkRecords(store);
  }));
