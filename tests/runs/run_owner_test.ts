import assert from "node:assert/strict";
import { UNSTORED_MS } from "../../lib/limits.ts";
import { observeLeases } from "../../lib/runs/lease.ts";
import { describeOwner } from "../../lib/runs/owner.ts";
import { prepareRecovery } from "../../lib/runs/recover.ts";
import { withOwner } from "../../lib/runs/run_owner.ts";
import { createLiveRun, inWorkspace } from "../support/workspace.ts";

Deno.test("withOwner() says since when nothing is stored of a run whose living owner has not renewed its lease", () =>
  inWorkspace(async (workspace) => {
    const { store } = workspace, id = await createLiveRun(workspace), me = describeOwner("x");
    for (const [age, isStored] of [[0, true], [UNSTORED_MS + 2_000, false]] as const) {
      const at = Date.now() - age;
      await store.runs.setOwner(id, { ...me, nonce: "n", at });
      const { owner } = await withOwner(store, await store.runs.get(id));
      assert.deepEqual(owner, { host: me.host, silentSince: null, notStoredSince: isStored ? null : at });
    }
  }));

Deno.test("withOwner() says so too of another machine's run when no owner can renew its lease, because the store takes no writes", () =>
  inWorkspace(async (workspace) => {
    const { store, spools } = workspace, id = await createLiveRun(workspace), me = describeOwner("me"), at = 5;
    await store.runs.setOwner(id, { ...me, instance: "x", host: "box", boot: "other", nonce: "n", at });
    let now = 0;
    const leases = observeLeases(me, { now: () => now });
    const look = prepareRecovery(store, { instance: "me", spoolDirectory: spools, leases });
    await look();
    store.runs.confirmOwner = () => Promise.reject(new Error("the store takes no writes"));
    for (now = 4_000; now < 60_000; now += 4_000) await look();
    const { owner } = await withOwner(store, await store.runs.get(id), leases);
    assert.deepEqual(owner, { host: "box", silentSince: null, notStoredSince: at });
  }));
