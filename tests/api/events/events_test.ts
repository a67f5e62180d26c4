import assert from "node:assert/strict";
import { createApi } from "../../../lib/api/app.ts";
import { openStore, type Store } from "../../../lib/store/store.ts";
import { createLiveRun } from "../../support/workspace.ts";
import { batchOf, flushOf } from "../../store/digits.ts";
import { checkWhole, createFlushedRun, readLines, startFlushing } from "../../store/flushing.ts";
import { readEvents } from "../event_stream.ts";
import { assertProblem, type Ground, inApi } from "../ground.ts";

/** A live run of an experiment of its own. */
async function startRun({ store }: { store: Store }, name = "e") {
  const { id: experimentId } = await store.experiments.getOrCreate(name);
  const id = await createLiveRun({ store, experimentId });
  await store.ingest.begin(id, "me");
  let stored = 0;
  return {
    id,
    experimentId,
    /** Stores a line with a point of a metric. */
    async print(metric: string) {
      await store.ingest.flush(id, "me", flushOf(stored, "x\n", { [metric]: batchOf([1], stored) }));
      stored += 2;
    },
  };
}

const follow = async ({ get }: Ground, query = "", headers: HeadersInit = {}) =>
  readEvents(await get(`/api/events${query}`, headers));

Deno.test("events route says hello, then which run and which of its metrics changed", () =>
  inApi(async (ground) => {
    const run = await startRun(ground);
    await run.print("loss");
    const events = await follow(ground, `?runs=${run.id}`);
    const hello = await events.next();
    assert.deepEqual([hello?.event, hello?.data.trouble], ["hello", null]);
    await run.print("acc");
    const { data, id } = await events.nextOf("change");
    assert.deepEqual(data, {
      list: false,
      experiments: { [run.experimentId]: [run.id] },
      metrics: { [run.id]: ["acc"] },
    });
    assert.ok(id !== null && id !== hello?.id);
    await events.leave();
  }));

Deno.test("events route is silent about experiments that are not named, and names no runs without names", () =>
  inApi(async (ground) => {
    const mine = await startRun(ground), other = await startRun(ground, "other");
    const narrow = await follow(ground, `?experiments=${mine.experimentId}`), all = await follow(ground);
    await narrow.next();
    await all.next();
    await other.print("loss");
    assert.deepEqual((await all.nextOf("change")).data.experiments, { [other.experimentId]: null });
    await mine.print("loss");
    const { data } = await narrow.nextOf("change");
    assert.deepEqual(data, { list: false, experiments: { [mine.experimentId]: [mine.id] }, metrics: {} });
    await narrow.leave();
    await all.leave();
  }));

Deno.test("events route says that the list changed when a run begins, ends or is deleted", () =>
  inApi(async (ground) => {
    const { store } = ground, run = await startRun(ground);
    const events = await follow(ground, `?experiments=${run.experimentId}`);
    await events.next();
    const second = await createLiveRun({ store, experimentId: run.experimentId });
    /** Reads on: what is stored in several commits may come as several events. */
    const ofRun = async (id: string) => {
      for (;;) {
        const { list, experiments } = (await events.nextOf("change")).data;
        assert.deepEqual(Object.keys(experiments), [run.experimentId]);
        if (list && experiments[run.experimentId].includes(id)) return;
      }
    };
    await ofRun(second);
    await store.runs.update(second, { status: "failed", reason: "exit code 1" });
    await ofRun(second);
    await store.runs.delete(second);
    await ofRun(second);
    await events.leave();
  }));

Deno.test("events route sends what was missed between two streams, and nothing when nothing was", () =>
  inApi(async (ground) => {
    const run = await startRun(ground), query = `?experiments=${run.experimentId}`;
    const first = await follow(ground, query), { id } = (await first.next())!;
    await first.leave();
    const second = await follow(ground, query, { "last-event-id": id! });
    assert.equal((await second.next())?.id, id);
    await run.print("loss");
    assert.deepEqual((await second.nextOf("change")).data.experiments, { [run.experimentId]: [run.id] });
    await second.leave();
    const third = await follow(ground, `${query}&after=${id}`);
    assert.equal((await third.next())?.event, "hello");
    const missed = await third.next();
    assert.deepEqual([missed?.event, missed?.data.experiments], ["change", { [run.experimentId]: null }]);
    await third.leave();
  }));

Deno.test("events route marks that somebody looks, and answers HEAD without a stream", () =>
  inApi(async (ground) => {
    const run = await startRun(ground);
    const head = await ground.ask("/api/events", { method: "HEAD" });
    assert.deepEqual([head.status, head.body], [200, null]);
    assert.equal((await ground.store.runs.readWishes(run.id)).lookedAt, null);
    const events = await follow(ground);
    await run.print("loss");
    await events.nextOf("change");
    assert.notEqual((await ground.store.runs.readWishes(run.id)).lookedAt, null);
    await events.leave();
  }));

Deno.test("events route has a bound of open streams, and one that is left makes room", () =>
  inApi(
    async (ground) => {
      const one = await follow(ground), other = await follow(ground);
      const refused = await ground.get("/api/events");
      assert.equal(refused.headers.get("retry-after"), "10");
      await assertProblem(refused, 503);
      await one.leave();
      const third = await follow(ground);
      assert.equal((await third.next())?.event, "hello");
      await third.leave();
      await other.leave();
    },
    null,
    { maxEventStreams: 2 },
  ));

Deno.test("events route refuses malformed ids and unknown runs, and keeps no stream for them", () =>
  inApi(
    async ({ get }) => {
      await assertProblem(await get("/api/events?experiments=x"), 400, "experiments");
      await assertProblem(await get("/api/events?runs=1,2"), 400, "runs");
      for (let times = 0; times < 2; times++) {
        await assertProblem(await get(`/api/events?runs=${crypto.randomUUID()}`), 404);
      }
      await readEvents(await get("/api/events")).leave();
    },
    null,
    { maxEventStreams: 1 },
  ));

Deno.test("events route ends its streams when the server stops", async () => {
  const stopping = new AbortController();
  await inApi(
    async (ground) => {
      const events = await follow(ground);
      await events.next();
      stopping.abort("the server was stopped");
      assert.equal(await events.next(), null);
    },
    null,
    { signal: stopping.signal },
  );
});

Deno.test("events route reports what another process stores in the same file", async () => {
  const directory = await Deno.makeTempDir();
  try {
    using store = await openStore(`${directory}/kv.db`);
    const id = await createFlushedRun(store), { experimentId } = await store.runs.get(id);
    const api = createApi({ store, launcher: null, instance: crypto.randomUUID() });
    const events = readEvents(await api.request(`/api/events?runs=${id}`));
    await events.next();
    const child = startFlushing(`${directory}/kv.db`, id, "other", 40);
    await child.stdin.close();
    const { data } = await events.nextOf("change");
    assert.ok(Object.hasOwn(data.experiments, experimentId), JSON.stringify(data));
    for await (const _ of readLines(child));
    assert.ok((await child.status).success);
    assert.equal(await checkWhole(store, id), 40);
    await events.leave();
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
});
