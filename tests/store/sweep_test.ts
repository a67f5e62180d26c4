import assert from "node:assert/strict";
import { encodeKv } from "../../lib/store/kv.ts";
import { sweep } from "../../lib/store/sweep.ts";

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

Deno.test("sweep() splits keys that are too long together for one commit", async () => {
  using kv = await fill(200, (index) => `${index} ${"損".repeat(400)}`);
  await sweep(encodeKv(kv), { prefix: ["points"] });
  assert.deepEqual(await listKeys(kv), [["runs", "a"]]);
});

Deno.test("sweep() does nothing when no key is selected", async () => {
  using kv = await fill(0, String);
  await sweep(encodeKv(kv), { prefix: ["points"] });
  assert.deepEqual(await listKeys(kv), [["runs", "a"]]);
});
