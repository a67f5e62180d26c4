import assert from "node:assert/strict";
import { Conflict } from "../../../lib/errors.ts";
import { REQUEST_KEPT_MS } from "../../../lib/limits.ts";
import { requestKey } from "../../../lib/store/keys.ts";
import { encodeKv } from "../../../lib/store/kv/kv.ts";
import { claimRequest } from "../../../lib/store/runs/requests.ts";

Deno.test("claimRequest() gives one id for a key, for a day, and refuses another request with it", async () => {
  using opened = await Deno.openKv(":memory:");
  const kv = encodeKv(opened);
  const first = await claimRequest(kv, "key", "digest");
  assert.equal(first.isNew, true);
  assert.deepEqual(await claimRequest(kv, "key", "digest"), { runId: first.runId, isNew: false });
  await assert.rejects(claimRequest(kv, "key", "other"), Conflict);
  assert.notEqual((await claimRequest(kv, "key 2", "digest")).runId, first.runId);
  await kv.set(requestKey("key"), { digest: "digest", runId: first.runId, at: Date.now() - REQUEST_KEPT_MS });
  const later = await claimRequest(kv, "key", "other");
  assert.deepEqual([later.isNew, later.runId === first.runId], [true, false]);
});

Deno.test("claimRequest() gives one id to those who ask at the same time", async () => {
  using opened = await Deno.openKv(":memory:");
  const kv = encodeKv(opened);
  const claims = await Promise.all([1, 2, 3].map(() => claimRequest(kv, "key", "digest")));
  assert.deepEqual([new Set(claims.map(({ runId }) => runId)).size, claims.filter(({ isNew }) => isNew).length], [
    1,
    1,
  ]);
});
