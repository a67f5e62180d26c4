import assert from "node:assert/strict";
import { growColumns } from "../../../lib/store/points/columns.ts";
import { packColumns, packedBytesMax } from "../../../lib/store/points/packing.ts";
import { batchOf, flushOf } from "../digits.ts";
import { createPatient } from "./damaged.ts";

Deno.test("store.check() finds no fault in what was written ahead of a commit", async () => {
  using patient = await createPatient();
  const { kv, liveId } = patient;
  await kv.set(["log", liveId, 2, 7], (await kv.get(["log", liveId, 1, 0])).value);
  const chunk = (await kv.get<Uint8Array>(["points", liveId, 0, "loss", 0])).value!;
  await kv.set(["points", liveId, 0, "loss", 1], chunk);
  const columns = growColumns(null, 1), room = new Uint8Array(packedBytesMax(1));
  columns.rev[0] = 2; // of the next flush
  await kv.set(["points", liveId, 0, "accuracy", 0], room.slice(0, packColumns(columns, 1, room)));
  assert.deepEqual(await patient.check(), []);
});

Deno.test("store.check() finds no fault in a run that another process writes to, but may say that it is written to too often", async () => {
  using patient = await createPatient();
  const { store, liveId } = patient;
  let offset = 7, isOver = false;
  const writing = (async () => {
    while (!isOver) {
      await store.ingest.flush(liveId, "me", flushOf(offset, "loss=8\n", { loss: batchOf([8], offset / 7) }));
      offset += 7;
      await new Promise((resolve) => setTimeout(resolve));
    }
  })();
  const found: string[] = [];
  for (let i = 0; i < 10; i++) found.push(...await patient.check());
  isOver = true;
  await writing;
  const restless = `run ${liveId}: it is written to so often that it can't be checked`;
  assert.deepEqual(found.filter((what) => what !== restless), []);
  assert.ok(offset > 70, "flushes came in between");
  assert.deepEqual(await patient.check(), []);
});

Deno.test("store.check() finds a reader's state of which a part is missing, and reading again mends it", async () => {
  using patient = await createPatient();
  const { kv, store, liveId, check, mend } = patient;
  const reader = { many: "x".repeat(100_000) };
  await store.ingest.flush(liveId, "me", { ...flushOf(7, "loss=8\n", { loss: batchOf([8], 1) }), reader });
  const parts = await Array.fromAsync(kv.list({ prefix: ["readers", liveId] }));
  assert.equal(parts.length, 2);
  assert.deepEqual(await check(), []);
  await kv.delete(parts[1]!.key);
  assert.deepEqual(await check(), [`run ${liveId}: the reader's state can't be decoded`]);
  assert.deepEqual(await mend(), []);
  assert.equal((await store.runs.get(liveId)).logBytes, 14);
});

Deno.test("store.check() ends in the middle of a run when its signal is aborted", async () => {
  using patient = await createPatient();
  const stopping = new AbortController();
  const check = patient.store.check({ onRun: () => stopping.abort(new Error("enough")), signal: stopping.signal });
  await assert.rejects(check, { message: "enough" });
});
