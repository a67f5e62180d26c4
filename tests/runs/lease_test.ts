import assert from "node:assert/strict";
import { LEASE_MS, RECOVER_INTERVAL_MS } from "../../lib/limits.ts";
import { observeLeases } from "../../lib/runs/lease.ts";
import { describeOwner } from "../../lib/runs/owner.ts";

/** Leases with a clock that the test sets, and an owner of another machine. */
function begin() {
  const me = describeOwner("me"), owner = { ...me, instance: "other", host: "elsewhere", boot: "another", at: 5 };
  let now = 1000;
  const leases = observeLeases(me, { now: () => now });
  /** Looks every `RECOVER_INTERVAL_MS`, for this time. Gives the last look. */
  const lookFor = (ms: number, each = owner) => {
    let seen = leases.look("run", each);
    for (const end = now + ms; now < end;) {
      now += Math.min(RECOVER_INTERVAL_MS, end - now);
      seen = leases.look("run", each);
    }
    return seen;
  };
  return { me, owner, leases, lookFor, pass: (ms: number) => void (now += ms) };
}

Deno.test("look() finds a lease over when it was not renewed for its length, and never before", () => {
  const { lookFor } = begin();
  assert.deepEqual(lookFor(LEASE_MS - 1), {
    silentMs: LEASE_MS - 1,
    unrenewedMs: LEASE_MS - 1,
    isDead: false,
    isOver: false,
  });
  assert.equal(lookFor(1).isOver, true);
});

Deno.test("look() begins anew when the lease was renewed or has another holder, whatever the other clock says", () => {
  const { owner, lookFor } = begin();
  lookFor(LEASE_MS - 1);
  assert.equal(lookFor(1, { ...owner, at: -1e15 }).isOver, false); // a clock that was set back
  lookFor(LEASE_MS - 2, { ...owner, at: -1e15 });
  assert.equal(lookFor(1, { ...owner, at: -1e15, instance: "third" }).silentMs, 1);
});

Deno.test("look() does not count the time in which nobody looked, as when the machine slept", () => {
  const { lookFor, pass } = begin();
  lookFor(1);
  pass(3_600_000);
  assert.equal(lookFor(0).isOver, false);
  assert.equal(lookFor(LEASE_MS).isOver, true);
});

Deno.test("look() needs no time for a process of this very system that has ended", () => {
  const { me, leases } = begin();
  assert.equal(leases.look("run", { ...me, pid: 4_194_303 }).isOver, true);
  assert.equal(leases.look("run", { ...me, instance: "alive" }).isOver, false);
});

Deno.test("look() waits for a run that nobody owns yet", () => {
  const { leases, lookFor } = begin();
  assert.equal(leases.look("new", null).isOver, false);
  assert.equal(lookFor(LEASE_MS, null as never).isOver, true);
});

Deno.test("forget() lets the lease begin anew, and the owner's renewals stay missing", () => {
  const { leases, lookFor } = begin();
  lookFor(LEASE_MS - 1);
  leases.forget("run");
  const { silentMs, unrenewedMs } = lookFor(3);
  assert.equal(silentMs, 3);
  assert.equal(unrenewedMs, LEASE_MS + 2);
});
