import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { Conflict, NotFound } from "../../../lib/errors.ts";
import { COMMIT_TRIES } from "../../../lib/limits/store.ts";
import { commitChecked, commitInTurn, withLock } from "../../../lib/store/flush/commit.ts";
import { isLocked } from "../../../lib/store/kv/kv_trouble.ts";
import { encodeKv, type Kv } from "../../../lib/store/kv/kv.ts";
import { createLiveRun, inWorkspace, readLogText } from "../../support/workspace.ts";
import { flushOf } from "../digits.ts";

/** Resolves after some turns of the event loop. */
async function turn(turns: number): Promise<void> {
  for (let i = 0; i < turns; i++) await new Promise((resolve) => setTimeout(resolve));
}

Deno.test("ingest.flush() waits while another program holds the file's lock", () =>
  inWorkspace(async (workspace) => {
    const { store, kv } = workspace, runId = await createLiveRun(workspace);
    await store.ingest.begin(runId, "me");
    const other = new DatabaseSync(kv);
    let text = "";
    for (let round = 0; round < 5; round++) {
      const before = text;
      other.exec("BEGIN IMMEDIATE");
      const flushed = store.ingest.flush(runId, "me", flushOf(text.length, `line ${round}\n`));
      text += `line ${round}\n`;
      await turn(20);
      assert.equal(await readLogText(store, runId), before, "readers see what is stored so far");
      other.exec("COMMIT");
      await flushed;
    }
    other.close();
    assert.equal(await readLogText(store, runId), text);
  }));

Deno.test("withLock() tries again while the file is locked, and throws anything else at once", async () => {
  let calls = 0;
  const locked = () => ++calls < 4 ? Promise.reject(new TypeError("database is locked")) : Promise.resolve(calls);
  assert.equal(await withLock(locked), 4);
  await assert.rejects(withLock(() => Promise.reject(new Error("disk is full"))), /disk is full/);
  assert.equal(isLocked(new Error("database table is locked: data")), true);
  assert.equal(isLocked("database is locked"), false);
});

const KEY = ["runs", "a"];

Deno.test("commitChecked() reads again when another writer was faster, and keeps both changes", async () => {
  using kv = await Deno.openKv(":memory:");
  const encoded = encodeKv(kv);
  await encoded.set(KEY, 1);
  let builds = 0;
  const result = await commitChecked("the number", async () => {
    const entry = await encoded.get<number>(KEY);
    if (++builds === 1) await encoded.set(KEY, 10);
    const result = entry.value! + 1;
    return { operation: encoded.atomic().check(entry).set(KEY, result), result };
  });
  assert.deepEqual([result, (await encoded.get(KEY)).value, builds], [11, 11, 2]);
});

Deno.test("commitChecked() throws Conflict when other writers are always faster", async () => {
  using kv = await Deno.openKv(":memory:");
  const encoded = encodeKv(kv);
  let builds = 0;
  const change = commitChecked("the number", async () => {
    builds++;
    const entry = await encoded.get(KEY);
    await encoded.set(KEY, builds);
    return { operation: encoded.atomic().check(entry).set(KEY, -1), result: null };
  });
  await assert.rejects(
    change,
    (error) => error instanceof Conflict && /other processes changed the number/.test(error.message),
  );
  assert.deepEqual([builds, (await encoded.get(KEY)).value], [COMMIT_TRIES, COMMIT_TRIES]);
});

Deno.test("commitChecked() passes on what its caller throws, and doesn't try again", async () => {
  let builds = 0;
  const refuse = () => (builds++, Promise.reject(new NotFound("gone")));
  await assert.rejects(commitChecked("the number", refuse), NotFound);
  assert.equal(builds, 1);
});

Deno.test("commitInTurn() keeps its turn while the file is locked for a moment by somebody who takes no turns", async () => {
  using opened = await Deno.openKv(":memory:");
  const real = encodeKv(opened), key = ["runs", "a"];
  let turns = 0, tries = 0;
  const kv: Kv = {
    ...real,
    inTurn(action) {
      turns++;
      return real.inTurn(action);
    },
  };
  const result = await commitInTurn(kv, "it", (own) => {
    const operation = own.atomic().set(key, 1), commit = operation.commit.bind(operation);
    operation.commit = () => tries++ === 0 ? Promise.reject(new Error("database is locked")) : commit();
    return Promise.resolve({ operation, result: "done" });
  });
  assert.deepEqual([result, turns, tries, (await real.get(key)).value], ["done", 1, 2, 1]);
});
