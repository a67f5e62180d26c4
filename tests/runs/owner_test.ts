import assert from "node:assert/strict";
import { hostname } from "node:os";
import { readBoot } from "../../lib/host/boot.ts";
import { OWNER_SILENT_MS } from "../../lib/limits.ts";
import { isAlive } from "../../lib/process/alive.ts";
import { describeOwner, isAbandoned, isSilent } from "../../lib/runs/owner.ts";

Deno.test("describeOwner() describes this process, so that others see that it is alive", () => {
  const owner = describeOwner("me");
  assert.deepEqual([owner.instance, owner.host, owner.pid, owner.uid], ["me", hostname(), Deno.pid, Deno.uid()]);
  assert.equal(owner.boot, readBoot());
  assert.equal(isAlive(owner.pid, owner.pidMark), true);
});

Deno.test("describeOwner() has no command yet", () => {
  const { nonce, spools } = describeOwner("me");
  assert.deepEqual([nonce, spools], [null, null]);
});

Deno.test("isSilent() is true for a last sign of life that is long ago, or that is said to come", () => {
  assert.equal(isSilent({ at: Date.now() }), false);
  assert.equal(isSilent({ at: Date.now() - OWNER_SILENT_MS / 2 }), false);
  assert.equal(isSilent({ at: Date.now() - OWNER_SILENT_MS * 2 }), true);
  assert.equal(isSilent({ at: Date.now() + OWNER_SILENT_MS * 2 }), true);
  for (const at of [NaN, undefined as unknown as number, "now" as unknown as number]) {
    assert.equal(isSilent({ at }), true);
  }
});

Deno.test("isAbandoned() is true for a dead process of this machine, and for no other machine's", () => {
  const me = describeOwner("me"), alive = { ...me, instance: "other" }, dead = { ...alive, pid: 4_194_303 };
  assert.equal(isAbandoned(alive, me), false);
  assert.equal(isAbandoned(dead, me), true);
  assert.equal(isAbandoned({ ...dead, instance: "me" }, me), false);
  assert.equal(isAbandoned({ ...dead, host: "elsewhere.example", at: 0 }, me), false);
});

Deno.test("isAbandoned() goes by silence alone after a restart, in another container, and where machines have no name", () => {
  const me = describeOwner("me"), rebooted = { ...me, instance: "other", boot: "another start" };
  assert.equal(isAbandoned({ ...rebooted, pid: 4_194_303 }, me), false);
  assert.equal(isAbandoned({ ...rebooted, at: 0 }, me), true);
  const nameless = { ...me, host: "unknown" };
  assert.equal(isAbandoned({ ...nameless, instance: "other", pid: 4_194_303 }, nameless), false);
});
