import assert from "node:assert/strict";
import { mapAtOnce } from "../../../lib/api/frame/at_once.ts";

Deno.test("mapAtOnce() gives the results in order and never works on more than so many", async () => {
  let working = 0, most = 0;
  const results = await mapAtOnce([5, 1, 3, 2, 4], 2, async (item) => {
    most = Math.max(most, ++working);
    for (let turn = 0; turn < item; turn++) await Promise.resolve();
    working--;
    return 10 * item;
  });
  assert.deepEqual(results, [50, 10, 30, 20, 40]);
  assert.equal(most, 2);
  assert.deepEqual(await mapAtOnce([], 2, () => Promise.reject(new Error("never"))), []);
});

Deno.test("mapAtOnce() begins nothing after a failure, and passes it on", async () => {
  const begun: number[] = [];
  const failing = mapAtOnce([1, 2, 3, 4], 1, async (item) => {
    begun.push(item);
    await Promise.resolve();
    if (item === 2) throw new Error("two");
  });
  await assert.rejects(failing, /two/);
  assert.deepEqual(begun, [1, 2]);
});
