import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { backupKv } from "../../../lib/store/backup/backup.ts";
import { openStore } from "../../../lib/store/store.ts";
import { inDirectory } from "../../support/directory.ts";
import { checkWhole, createFlushedRun, IN_TIME, readLines, startFlushing } from "../flushing.ts";

const listNames = async (directory: string) =>
  (await Array.fromAsync(Deno.readDir(directory), ({ name }) => name)).filter((name) =>
    !/-(?:wal|shm|lock)$/.test(name)
  )
    .sort();

Deno.test("backupKv() makes a whole copy while another process captures a run", () =>
  inDirectory(async (directory) => {
    const path = `${directory}/kv.db`;
    let runId: string;
    {
      using store = await openStore(path);
      runId = await createFlushedRun(store);
      await store.experiments.create({ name: "beside", description: "as it was" });
    }
    const child = startFlushing(path, runId, "instance", 1_000_000);
    await child.stdin.close();
    let copies = 0, stored = 0;
    for await (const line of readLines(child)) {
      if (Number(line) < 2_000 * (copies + 1)) continue;
      if (copies === 3) {
        child.kill("SIGKILL");
        break;
      }
      const copy = `${directory}/copy-${++copies}.db`;
      const made = await backupKv(path, copy);
      assert.deepEqual([made.runs, made.liveRuns], [1, 1]);
      assert.equal((await Deno.stat(copy)).mode! & 0o777, 0o600);
      using restored = await openStore(copy);
      const count = await checkWhole(restored, runId);
      assert.ok(count >= Number(line) && count > stored, `${count} lines in copy ${copies}`);
      stored = count;
      assert.equal((await restored.experiments.getByName("beside"))?.description, "as it was");
    }
    assert.equal((await child.status).signal, "SIGKILL", IN_TIME);
    assert.equal(copies, 3);
    assert.deepEqual(await listNames(directory), ["copy-1.db", "copy-2.db", "copy-3.db", "kv.db"]);
  }));

Deno.test("backupKv() overwrites nothing, and leaves nothing behind when it fails", () =>
  inDirectory(async (directory) => {
    const path = `${directory}/kv.db`, there = `${directory}/there`;
    (await openStore(path)).close();
    await Deno.writeTextFile(there, "mine");
    await assert.rejects(backupKv(path, there), /there exists already; name a file that doesn't/);
    await Deno.symlink(`${directory}/nowhere`, `${directory}/link`);
    await assert.rejects(backupKv(path, `${directory}/link`), /link exists already/);
    await assert.rejects(backupKv(path, `${directory}/missing/copy.db`), /cannot write .*missing\/copy\.db/);
    await assert.rejects(backupKv(path, `${directory}/copy.db`, { signal: AbortSignal.abort(new Error("enough")) }), {
      message: "enough",
    });
    assert.equal(await Deno.readTextFile(there), "mine");
    assert.deepEqual(await listNames(directory), ["kv.db", "link", "there"]);
  }));

Deno.test("backupKv() says that the file is locked, and doesn't wait without end", () =>
  inDirectory(async (directory) => {
    const path = `${directory}/kv.db`;
    (await openStore(path)).close();
    const other = new DatabaseSync(path);
    try {
      other.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE");
      await assert.rejects(backupKv(path, `${directory}/copy.db`), /cannot copy .*locked.*; another program holds/);
    } finally {
      other.close();
    }
    assert.deepEqual(await listNames(directory), ["kv.db"]);
  }));
