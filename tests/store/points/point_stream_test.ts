import assert from "node:assert/strict";
import { POINT_CHUNK_POINTS } from "../../../lib/limits/store.ts";
import { encodeKv } from "../../../lib/store/kv/kv.ts";
import { readTail } from "../../../lib/store/points/point_stream.ts";
import { createStore } from "../../../lib/store/store.ts";
import { createLiveRun } from "../../support/workspace.ts";

/** A run with one metric, flushed in batches of the given sizes. */
async function fill(sizes: number[]) {
  const kv = await Deno.openKv(":memory:"), store = createStore(kv);
  const { id: experimentId } = await store.experiments.create({ name: "e" });
  const runId = await createLiveRun({ store, experimentId });
  await store.ingest.begin(runId, "me");
  let count = 0;
  for (const size of sizes) {
    const column = (at: (i: number) => number) => Float64Array.from({ length: size }, (_, i) => at(count + i));
    const loss = {
      kind: "metric" as const,
      step: column((i) => i),
      value: column((i) => i % 700 === 350 ? i : Math.sin(i)),
      time: column(() => 1),
      line: column((i) => i + 1),
      epoch: column(() => NaN),
      globalStep: column(() => NaN),
    };
    const points = new Map([["loss", loss]]);
    await store.ingest.flush(runId, "me", {
      from: 0,
      log: new Uint8Array(0),
      time: 1,
      points,
      lines: null,
      reader: null,
    });
    count += size;
  }
  return { kv, store, place: { id: runId, generation: 0, name: "loss", count } };
}

Deno.test("readTail() reads back to the chunk that holds the first point of a later flush", async () => {
  const { kv, store, place } = await fill([3_000, 500, 20, 1]);
  for (const [rev, missing] of [[3, 1], [2, 21], [1, 521], [0, 3_521]] as const) {
    const tail = (await readTail(encodeKv(kv), place, rev))!;
    assert.equal([...tail.rev].filter((each) => each > rev).length, missing, `after ${rev}`);
    assert.ok(tail.step.length < missing + 2 * POINT_CHUNK_POINTS);
    assert.equal(tail.step.at(-1), 3_520);
  }
  store.close();
});

Deno.test("readTail() returns null for a tail of very many points", async () => {
  const { kv, store, place } = await fill([70 * POINT_CHUNK_POINTS]);
  assert.equal(await readTail(encodeKv(kv), place, 0), null);
  store.close();
});

Deno.test("points.read() returns the points after a rev without reading earlier chunks", async () => {
  const { kv, store, place } = await fill([5_000, 30]);
  let chunks = 0;
  const counting = new Proxy(kv, {
    get(target, name) {
      if (name !== "list") return Reflect.get(target, name).bind(target);
      return async function* (selector: Deno.KvListSelector, options: Deno.KvListOptions) {
        for await (const entry of target.list(selector, options)) {
          if (entry.key[0] === "points") chunks++;
          yield entry;
        }
      };
    },
  });
  const { columns } = await createStore(counting).points.read(place.id, { after: 1 });
  assert.deepEqual([...columns.get("loss")!.step], Array.from({ length: 30 }, (_, i) => 5_000 + i));
  assert.equal(chunks, 1);
  store.close();
});

Deno.test("readTail() returns null for a series that is being deleted", async () => {
  const { kv, store, place } = await fill([5_000]);
  await kv.delete(["points", place.id, 0, "loss", 2]);
  assert.equal(await readTail(encodeKv(kv), place, 0), null);
  store.close();
});
