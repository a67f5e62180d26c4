import assert from "node:assert/strict";
import { STRETCHES } from "../../../lib/store/keys.ts";
import { noise, storeLong } from "../long_series.ts";

/** A series of two pages. */
const storeTwo = () => storeLong(40_000, (i) => ({ step: i, value: noise(i) }));

const damages: Record<string, (page: Uint8Array) => Uint8Array> = {
  "a changed number": (page) => page.map((byte, at) => at === 8 + 8 * 200 + 6 ? byte ^ 1 : byte),
  "a missing end": (page) => page.slice(0, 1000),
};

for (const [what, damage] of Object.entries(damages)) {
  Deno.test(`store.check() finds a page of stretches with ${what}, and mending makes readers make it again`, async () => {
    using series = await storeTwo();
    const { opened, store, ref: { id } } = series, key = ["points", id, 0, "loss", STRETCHES, 0, 1];
    assert.deepEqual((await store.check()).findings, []);
    const { value } = await opened.get<Uint8Array>(key);
    await opened.set(key, damage(value!));
    const { findings } = await store.check();
    assert.deepEqual(findings.map(({ what }) => what), [
      `run ${id}: pages of stretches of loss don't agree with the points`,
    ]);
    const [{ mend }] = findings as [typeof findings[0]];
    assert.ok(typeof mend === "function");
    await mend();
    assert.deepEqual((await store.check()).findings, []);
    assert.equal((await opened.get(key)).versionstamp, null);
    assert.notEqual((await opened.get(["points", id, 0, "loss", STRETCHES, 0, 0])).versionstamp, null);
  });
}

Deno.test("store.check() finds no fault in a page that isn't stored, nor in one that was written ahead of its points", async () => {
  using series = await storeTwo();
  const { opened, store, ref: { id } } = series,
    keyOf = (page: number) => ["points", id, 0, "loss", STRETCHES, 0, page];
  await opened.set(keyOf(2), (await opened.get<Uint8Array>(keyOf(0))).value);
  await opened.delete(keyOf(1));
  assert.deepEqual((await store.check()).findings, []);
});
