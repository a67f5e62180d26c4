import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { isLocked, withLock } from "../../lib/store/commit.ts";
import { createLiveRun, inWorkspace, readLogText } from "../support/workspace.ts";

const batch = (from: number, text: string) => ({
  from,
  log: new TextEncoder().encode(text),
  time: 1,
  points: new Map(),
  lines: null,
  reader: null,
});

/** Resolves after some turns of the event loop. */
async function turn(turns: number): Promise<void> {
  for (let i = 0; i < turns; i++) await new Promise((resolve) => setTimeout(resolve));
}

Deno.test("ingest.flush() waits while another program holds the file's lock", () =>
  inWorkspace(async (place) => {
    const { store, kv } = place, runId = await createLiveRun(place);
    await store.ingest.begin(runId, "me");
    const other = new DatabaseSync(kv);
    let text = "";
    for (let round = 0; round < 5; round++) {
      const before = text;
      other.exec("BEGIN IMMEDIATE");
      const flushed = store.ingest.flush(runId, "me", batch(text.length, `line ${round}\n`));
      text += `line ${round}\n`;
      await turn(20);
      assert.equal(await readLogText(store, runId), before, "reading goes on, of what is stored");
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
