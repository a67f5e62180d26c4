import assert from "node:assert/strict";
import { hostname } from "node:os";
import { readBoot } from "../../lib/host/boot.ts";
import { LEASE_MS, OWNER_SILENT_MS } from "../../lib/limits.ts";
import { isAlive } from "../../lib/process/alive.ts";
import { describeOwner, isDead, isSilent, relateSystem } from "../../lib/runs/owner.ts";

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

Deno.test("relateSystem() goes by the start of the machine and the namespace of process ids, not by names", () => {
  const me = { host: "a", boot: "b1 pid:[1]" };
  const relate = (host: string, boot: string | null) => relateSystem({ host, boot }, me);
  assert.equal(relate("a", "b1 pid:[1]"), "same");
  assert.equal(relate("renamed", "b1 pid:[1]"), "same");
  assert.equal(relate("a", "b1 pid:[2]"), "container");
  assert.equal(relate("another container", "b1 pid:[2]"), "container");
  assert.equal(relate("a", "b0 pid:[1]"), "earlier");
  assert.equal(relate("elsewhere", "b0 pid:[1]"), "unknown");
  assert.equal(relate("a", null), "unknown");
});

Deno.test("relateSystem() goes by names where the system says nothing else, unless they are unknown too", () => {
  assert.equal(relateSystem({ host: "mac", boot: null }, { host: "mac", boot: null }), "same");
  assert.equal(relateSystem({ host: "mac", boot: null }, { host: "other", boot: null }), "unknown");
  assert.equal(relateSystem({ host: "unknown", boot: null }, { host: "unknown", boot: null }), "unknown");
});

Deno.test("isDead() is true for an ended process of this very system, whatever its name was", () => {
  const me = describeOwner("me"), ended = { ...me, instance: "other", pid: 4_194_303 };
  assert.equal(isDead({ ...me, instance: "other" }, me), false);
  assert.equal(isDead(ended, me), true);
  assert.equal(isDead({ ...ended, host: "before it was renamed" }, me), me.boot !== null);
  assert.equal(isDead({ ...ended, boot: "another start" }, me), false);
});

Deno.test("isSilent() gives an owner of another clock more time", () => {
  const me = describeOwner("me"),
    [start] = (me.boot ?? "b pid:[1]").split(" "),
    system = { ...me, boot: `${start} pid:[0]` };
  const container = { ...system, boot: `${start} pid:[1]` }, stranger = { ...system, host: "elsewhere", boot: "x" };
  const isSilentAt = (owner: typeof me, age: number) => isSilent({ ...owner, at: Date.now() - age }, system);
  assert.deepEqual([isSilentAt(container, 0), isSilentAt(container, 2 * LEASE_MS)], [false, true]);
  assert.deepEqual([isSilentAt(stranger, 2 * LEASE_MS), isSilentAt(stranger, 2 * OWNER_SILENT_MS)], [false, true]);
});

Deno.test("isSilent() is true for a last sign of life that is said to come, and for none", () => {
  const me = { ...describeOwner("me"), boot: "x" }, owner = { ...me, host: "elsewhere", boot: "y" };
  for (const at of [Date.now() + OWNER_SILENT_MS * 2, NaN, undefined as unknown as number]) {
    assert.equal(isSilent({ ...owner, at }, me), true);
  }
});
