import assert from "node:assert/strict";
import { LOOK_NOTE_MS } from "../../../lib/limits.ts";
import { looksKey } from "../../../lib/store/keys.ts";
import type { Kv } from "../../../lib/store/kv/kv.ts";
import { createLookNote } from "../../../lib/store/runs/looks.ts";
import { openStore } from "../../../lib/store/store.ts";

Deno.test("noteLook() leaves a mark that readWishes() sees, beside a request to cancel the run", async () => {
  using store = await openStore(":memory:");
  const { id: experimentId } = await store.experiments.getOrCreate("x");
  const { id } = await store.runs.create({ experimentId, command: [], cwd: "", host: "here", status: "running" });
  assert.deepEqual(await store.runs.readWishes(id), { isCancelRequested: false, lookedAt: null });
  await store.runs.noteLook();
  await store.runs.requestCancel(id);
  const { isCancelRequested, lookedAt } = await store.runs.readWishes(id);
  assert.equal(isCancelRequested, true);
  assert.ok(Math.abs(Date.now() - lookedAt!) < 60_000);
});

Deno.test("createLookNote() sets the mark once in a while, however often it is called, and never fails", async () => {
  const set: unknown[] = [];
  let now = 1000, isBroken = false;
  const kv = {
    set(key: Deno.KvKey, value: number) {
      set.push([key, value]);
      return isBroken ? Promise.reject(new Error("disk full")) : Promise.resolve();
    },
  } as unknown as Kv;
  const note = createLookNote(kv, () => now);
  await note();
  await note();
  now += LOOK_NOTE_MS;
  isBroken = true;
  await note();
  assert.deepEqual(set, [[looksKey, 1000], [looksKey, 1000 + LOOK_NOTE_MS]]);
});
