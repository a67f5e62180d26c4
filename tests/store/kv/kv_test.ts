import assert from "node:assert/strict";
import { decodeValue } from "../../../lib/store/kv/encoding.ts";
import { factsKey, logKey, logPrefix, runKey, runsPrefix } from "../../../lib/store/keys.ts";
import { encodeKv } from "../../../lib/store/kv/kv.ts";
import { guardKv } from "../../../lib/store/kv/kv_guard.ts";
import { inDirectory } from "../../support/directory.ts";

Deno.test("encodeKv() stores log as raw bytes and other values encoded, and reads both back", async () => {
  using kv = await Deno.openKv(":memory:");
  const encoded = encodeKv(kv), log = Uint8Array.of(1, 2, 3), key = logKey("a", 1, 0);
  await encoded.atomic().set(key, log).set(runKey("a"), { name: "one" }).commit();
  assert.deepEqual((await kv.get<Uint8Array>(key)).value, log);
  assert.deepEqual(decodeValue((await kv.get<Uint8Array>(runKey("a"))).value!), { name: "one" });
  const [chunk, run] = await encoded.getMany<[Uint8Array, { name: string }]>([key, runKey("a")]);
  assert.deepEqual([chunk.value, run.value], [log, { name: "one" }]);
  const listed = [...await Array.fromAsync(encoded.list({ prefix: logPrefix("a") }))];
  listed.push(...await Array.fromAsync(encoded.list({ prefix: runsPrefix })));
  assert.deepEqual(listed.map(({ value }) => value), [log, { name: "one" }]);
});

Deno.test("encodeKv() reads null where there is no value", async () => {
  using kv = await Deno.openKv(":memory:");
  assert.equal((await encodeKv(kv).get(factsKey("a"))).value, null);
});

Deno.test("encodeKv() commits nothing when a check fails", async () => {
  using kv = await Deno.openKv(":memory:");
  const encoded = encodeKv(kv);
  await encoded.set(runKey("a"), 1);
  const operation = encoded.atomic().check({ key: runKey("a"), versionstamp: null }).set(runKey("a"), 2);
  assert.equal((await operation.commit()).ok, false);
  assert.equal((await encoded.get(runKey("a"))).value, 1);
  await encoded.atomic().delete(runKey("a")).commit();
  assert.equal((await encoded.get(runKey("a"))).value, null);
});

Deno.test("inTurn() lets nobody else commit between its reads and its commits", () =>
  inDirectory(async (directory) => {
    using guard = guardKv({ location: `${directory}/kv.db` }), kv = await Deno.openKv(`${directory}/kv.db`);
    const encoded = encodeKv(kv, guard), key = runKey("a");
    const { promise: hasRead, resolve: tell } = Promise.withResolvers<void>();
    const turn = encoded.inTurn(async (own) => {
      const entry = await own.get<number>(key);
      tell();
      for (let i = 0; i < 20; i++) await own.get(key); // time for the other writer
      return (await own.atomic().check(entry).set(key, 1).commit()).ok;
    });
    await hasRead;
    const other = encoded.set(key, 2);
    assert.equal(await turn, true);
    await other;
    assert.equal((await encoded.get(key)).value, 2);
  }));
