import assert from "node:assert/strict";
import { encodeKv, type Kv } from "../../../lib/store/kv/kv.ts";
import { createStore } from "../../../lib/store/store.ts";
import { sweep } from "../../../lib/store/runs/sweep.ts";
import { createEndedRun, EMPTY_EXPERIMENT, listKept } from "../digits.ts";

/** A KV with `count` keys, named by `nameOf`, and one other key. */
async function fill(count: number, nameOf: (index: number) => string): Promise<Deno.Kv> {
  const kv = await Deno.openKv(":memory:");
  for (let from = 0; from < count; from += 50) {
    const operation = kv.atomic();
    for (let i = from; i < Math.min(from + 50, count); i++) operation.set(["points", nameOf(i)], 1);
    await operation.commit();
  }
  await kv.set(["runs", "a"], 1);
  return kv;
}

const listKeys = (kv: Deno.Kv) => Array.fromAsync(kv.list({ prefix: [] }), ({ key }) => key);

Deno.test("sweep() deletes every selected key and no other, when they don't fit into one commit", async () => {
  using kv = await fill(1_201, String);
  await sweep(encodeKv(kv), { prefix: ["points"] });
  assert.deepEqual(await listKeys(kv), [["runs", "a"]]);
});

Deno.test("sweep() deletes no more bytes of keys in one commit than KV may accept", async () => {
  using kv = await fill(200, (index) => `${index} ${"損".repeat(400)}`);
  const encoded = encodeKv(kv), commits: number[] = [];
  const counting: Kv = {
    ...encoded,
    atomic() {
      const operation = encoded.atomic(), index = commits.push(0) - 1;
      const { delete: remove } = operation;
      operation.delete = (key) => {
        commits[index]! += new TextEncoder().encode(key.join("")).length;
        return remove(key);
      };
      return operation;
    },
  };
  await sweep(counting, { prefix: ["points"] });
  assert.deepEqual(await listKeys(kv), [["runs", "a"]]);
  assert.ok(commits.length > 1 && Math.max(...commits) <= 81_920, `bytes of keys: ${commits}`);
});

Deno.test("sweep() does nothing when no key is selected", async () => {
  using kv = await fill(0, String);
  await sweep(encodeKv(kv), { prefix: ["points"] });
  assert.deepEqual(await listKeys(kv), [["runs", "a"]]);
});

Deno.test("runs.delete() deletes a run with a record that can't be decoded", async () => {
  const kv = await Deno.openKv(":memory:");
  using store = createStore(kv);
  const id = await createEndedRun(store);
  await kv.set(["metrics", id, 0, 0], new Uint8Array([0xc1]));
  await store.runs.delete(id);
  const left = (await listKept(kv)).map(({ key }) => key[0]);
  assert.deepEqual(left.sort(), EMPTY_EXPERIMENT);
});
