import assert from "node:assert/strict";
import { Conflict, InvalidInput } from "../../../lib/errors.ts";
import { COMMIT_TRIES } from "../../../lib/limits/store.ts";
import { deleteExperiment } from "../../../lib/store/runs/delete.ts";
import { encodeKv, type Kv } from "../../../lib/store/kv/kv.ts";
import { createRun, draftRun } from "../../../lib/store/runs/new_run.ts";
import { RUN_STYLES } from "../../../lib/series/run_styles.ts";
import { createStore, openStore } from "../../../lib/store/store.ts";
import { hideExperiment } from "../../../lib/store/runs/tombstones.ts";
import { inDirectory } from "../../support/directory.ts";

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

Deno.test("runs.create() by many processes of one file takes one commit each", () =>
  inDirectory(async (directory) => {
    using first = await openStore(`${directory}/kv.db`);
    const { id: experimentId } = await first.experiments.create({ name: "e" });
    using others = new DisposableStack();
    const stores = await Promise.all(Array.from({ length: 8 }, () => openStore(`${directory}/kv.db`)));
    for (const store of stores) others.use(store);
    const before = stores.map(({ writeCount }) => writeCount);
    const runs = await Promise.all(stores.map((store) => store.runs.create({ ...INPUT, experimentId })));
    assert.deepEqual(stores.map(({ writeCount }, at) => writeCount - before[at]!), stores.map(() => 1));
    assert.equal(new Set(runs.map(({ style }) => style)).size, stores.length);
  }));

Deno.test("draftRun() is the run as it will be stored", async () => {
  using store = await openStore(":memory:");
  const { id: experimentId } = await store.experiments.create({ name: "e" });
  const input = { ...INPUT, experimentId, id: ID, createdAt: 1_000 };
  assert.deepEqual({ ...draftRun(input), style: 1 }, await store.runs.create(input));
  assert.throws(() => draftRun({ ...input, name: "a\nb" }), InvalidInput);
  assert.throws(() => draftRun({ ...input, command: ["x".repeat(20_000)] }), InvalidInput);
});

Deno.test("runs.create() gives each new run of an experiment the next style, which it keeps", async () => {
  using store = await openStore(":memory:");
  const [{ id: experimentId }, other] = [
    await store.experiments.create({ name: "e" }),
    await store.experiments.create({ name: "f" }),
  ];
  const made = [];
  for (let at = 0; at < RUN_STYLES + 2; at++) made.push(await store.runs.create({ ...INPUT, experimentId }));
  assert.deepEqual(made.map(({ style }) => style), [...Array.from({ length: RUN_STYLES }, (_, at) => at + 1), 1, 2]);
  assert.equal((await store.runs.create({ ...INPUT, experimentId: other.id })).style, 1);
  await store.runs.update(made[3]!.id, { name: "renamed" });
  assert.equal((await store.runs.get(made[3]!.id)).style, 4);
});

Deno.test("runs.create() gives runs that begin at once different styles", async () => {
  using store = await openStore(":memory:");
  const { id: experimentId } = await store.experiments.create({ name: "e" });
  const made = await Promise.all(Array.from({ length: 12 }, () => store.runs.create({ ...INPUT, experimentId })));
  assert.equal(new Set(made.map(({ style }) => style)).size, 12);
});

/** The same KV. Before each of its first commits something else is done, as if by another process. */
function interruptCommits(kv: Kv, times: number, action: () => Promise<unknown>): Kv {
  let left = times;
  const atomic: Kv["atomic"] = () => {
    const operation = kv.atomic(), { commit } = operation;
    operation.commit = async () => {
      if (left-- > 0) await action();
      return await commit();
    };
    return operation;
  };
  return { ...kv, atomic };
}

Deno.test("createRun() ends, whatever other runs are made in the same experiment meanwhile", async () => {
  const opened = await Deno.openKv(":memory:");
  using store = createStore(opened);
  const { id: experimentId } = await store.experiments.create({ name: "e" }), input = { ...INPUT, experimentId };
  const kv = interruptCommits(encodeKv(opened), COMMIT_TRIES + 1, () => store.runs.create(input));
  const { id } = await createRun(kv, input);
  assert.ok((await store.runs.list(experimentId, { limit: 100 })).items.some((run) => run.id === id));
});

for (const remove of [hideExperiment, deleteExperiment]) {
  Deno.test(`${remove.name}() misses no run that is made while it looks for live runs`, async () => {
    const opened = await Deno.openKv(":memory:");
    using store = createStore(opened);
    const { id: experimentId } = await store.experiments.create({ name: "e" });
    const kv = interruptCommits(encodeKv(opened), 1, () => store.runs.create({ ...INPUT, experimentId, id: ID }));
    await assert.rejects(remove(kv, experimentId), Conflict);
    assert.equal((await store.runs.get(ID)).status, "running");
  });

  Deno.test(`${remove.name}() misses no run that is resumed while it looks for live runs`, async () => {
    const opened = await Deno.openKv(":memory:");
    using store = createStore(opened);
    const { id: experimentId } = await store.experiments.create({ name: "e" });
    await store.runs.create({ ...INPUT, experimentId, id: ID, status: "completed" });
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
    const kv = interruptCommits(encodeKv(opened), 1, () => store.runs.resume(ID, { command: ["sh"], owner }));
    await assert.rejects(remove(kv, experimentId), Conflict);
    assert.equal((await store.runs.get(ID)).status, "running");
  });
}
