import assert from "node:assert/strict";
import { createBucket } from "../../../lib/api/frame/flood.ts";
import { IMPORTS_PER_MINUTE, LAUNCHES_PER_MINUTE, WRITES_PER_MINUTE } from "../../../lib/limits.ts";
import { assertProblem, inApi } from "../ground.ts";

Deno.test("createBucket() gives so many at once, and as many again in a minute", () => {
  let now = 0;
  const take = createBucket(3, () => now);
  assert.deepEqual([take(), take(), take(), take()], [0, 0, 0, 20_000]);
  now = 20_000;
  assert.deepEqual([take(), take()], [0, 20_000]);
  now = 1_000_000;
  assert.deepEqual([take(), take(), take(), take()], [0, 0, 0, 20_000]);
  now = 0; // the clock was set back
  assert.equal(take(), 20_000);
});

Deno.test("API answers 429 with Retry-After to launches, imports and other changes in a flood, each apart", () => {
  let now = 0;
  return inApi(
    async ({ store, ask, send, get }) => {
      const { id } = await store.experiments.create({ name: "e" }), path = `/api/experiments/${id}`;
      const headers = { "content-type": "application/octet-stream" };
      const floods = [
        [LAUNCHES_PER_MINUTE, 501, () => send("POST", `${path}/runs`, { command: ["a"] })],
        [IMPORTS_PER_MINUTE, 400, () => ask(`${path}/imports`, { method: "POST", headers, body: "\0\x01\x02\x03" })],
        [WRITES_PER_MINUTE, 200, () => send("PATCH", path, { description: "a" })],
      ] as const;
      for (const [most, status, change] of floods) {
        for (let i = 0; i < most; i++) assert.equal((await change()).status, status);
        const refused = await change();
        assert.equal(refused.headers.get("retry-after"), String(Math.ceil(60 / most)));
        await assertProblem(refused, 429);
      }
      assert.equal((await get(path)).status, 200);
      now = 60_000;
      for (const [, status, change] of floods) assert.equal((await change()).status, status);
      assert.deepEqual((await store.runs.list(id)).items, []);
    },
    null,
    { clock: () => now },
  );
});
