import assert from "node:assert/strict";
import { InvalidInput } from "../../lib/errors.ts";
import { draftRun } from "../../lib/store/new_run.ts";
import { openStore } from "../../lib/store/store.ts";

const INPUT = {
  command: ["python", "train.py", "--token=abc123456"],
  cwd: "/",
  host: "here",
  status: "running" as const,
};
const ID = "01a21ff2-81b4-727a-8d9a-6dcd4a6fa026";

Deno.test("runs.create() makes one run of an id, however often it is tried", async () => {
  using store = await openStore(":memory:");
  const { id: experimentId } = await store.experiments.create({ name: "e" });
  const input = { ...INPUT, experimentId, id: ID, createdAt: 1_000 };
  const made = await store.runs.create(input);
  await store.runs.update(ID, { notes: "mine" });
  const again = await store.runs.create({ ...input, createdAt: 2_000 });
  assert.deepEqual([made.id, made.startedAt, again.createdAt, again.notes], [ID, 1_000, 1_000, "mine"]);
  assert.equal((await store.runs.list(experimentId)).items.length, 1);
});

Deno.test("runs.create() stores the owner in the same commit", async () => {
  using store = await openStore(":memory:");
  const { id: experimentId } = await store.experiments.create({ name: "e" });
  const owner = {
    instance: "i",
    host: "h",
    boot: null,
    uid: 1,
    pid: 2,
    pidMark: null,
    nonce: "n",
    spools: "/s",
    at: 3,
  };
  const { id } = await store.runs.create({ ...INPUT, experimentId, owner });
  assert.deepEqual(await store.runs.getOwner(id), owner);
});

Deno.test("draftRun() is the run as it will be stored", async () => {
  using store = await openStore(":memory:");
  const { id: experimentId } = await store.experiments.create({ name: "e" });
  const input = { ...INPUT, experimentId, id: ID, createdAt: 1_000 };
  assert.deepEqual(draftRun(input), await store.runs.create(input));
  assert.throws(() => draftRun({ ...input, name: "a\nb" }), InvalidInput);
  assert.throws(() => draftRun({ ...input, command: ["x".repeat(20_000)] }), InvalidInput);
});
