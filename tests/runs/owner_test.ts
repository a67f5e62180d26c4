import assert from "node:assert/strict";
import { hostname } from "node:os";
import { isAlive } from "../../lib/process/alive.ts";
import { describeOwner } from "../../lib/runs/owner.ts";

Deno.test("describeOwner() describes this process, so that others see that it is alive", async () => {
  const owner = await describeOwner("me");
  assert.deepEqual([owner.instance, owner.host, owner.pid], ["me", hostname(), Deno.pid]);
  assert.equal(await isAlive(owner.pid, owner.pidMark), true);
});

Deno.test("describeOwner() has no command and no spool yet", async () => {
  const { childPid, childMark, spool } = await describeOwner("me");
  assert.deepEqual([childPid, childMark, spool], [null, null, null]);
});
