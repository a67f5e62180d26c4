import assert from "node:assert/strict";
import { createApi } from "../../lib/api/app.ts";
import { Conflict } from "../../lib/errors.ts";
import { endByHand } from "../../lib/runs/end_by_hand.ts";
import { observeLeases } from "../../lib/runs/lease.ts";
import { describeOwner } from "../../lib/runs/owner.ts";
import { inWorkspace, readLogText } from "../support/workspace.ts";
import { describeRun, makeOrphan, vouch, watchOwners } from "./orphans.ts";

const STRANGER = { host: "box", boot: "other" };
const LOST = "lost: its owner on box is silent since 1970-01-01 00:00:00 UTC, ended by hand";

Deno.test("endByHand() ends the record of a run that no note vouches for: failed, or cancelled when that was requested", () =>
  inWorkspace(async (workspace) => {
    const { store, spools } = workspace, failed = await makeOrphan(workspace, STRANGER);
    const cancelled = await makeOrphan(workspace, STRANGER);
    await store.runs.requestCancel(cancelled);
    const options = { instance: "me", leases: await watchOwners(workspace), spoolDirectory: spools };
    for (const id of [failed, cancelled]) await (await endByHand(store, await store.runs.get(id), options)).done;
    assert.equal(await describeRun(workspace, failed), `failed: ${LOST}`);
    assert.equal(await describeRun(workspace, cancelled), `cancelled: ${LOST}`);
    await assert.rejects(endByHand(store, await store.runs.get(failed), options), /is failed already/);
  }));

Deno.test("endByHand() stores the output and the exit code that are here", () =>
  inWorkspace(async (workspace) => {
    const { store, spools } = workspace, ended = await makeOrphan(workspace, STRANGER);
    vouch(workspace, ended, { log: "a\n", more: "pid 4711\nexit 0\n" });
    const unseen = await makeOrphan(workspace, STRANGER), spool = vouch(workspace, unseen, { log: "b\n" });
    await Deno.writeTextFile(spool.replace(/log$/, "note"), "nonce n\nhost box\nboot other\npid 4711\n");
    const options = { instance: "me", leases: await watchOwners(workspace), spoolDirectory: spools };
    for (const id of [ended, unseen]) await (await endByHand(store, await store.runs.get(id), options)).done;
    assert.equal(await describeRun(workspace, ended), "completed: ");
    assert.equal(await describeRun(workspace, unseen), `failed: ${LOST}`);
    assert.deepEqual([await readLogText(store, ended), await readLogText(store, unseen)], ["a\n", "b\n"]);
    assert.equal(await Deno.readTextFile(spool), "b\n"); // its command may still write
  }));

Deno.test("endByHand() refuses a run whose owner lives, renewed its lease, or was not watched for long enough", () =>
  inWorkspace(async (workspace) => {
    const { store, spools } = workspace, me = describeOwner("living");
    const living = await makeOrphan(workspace, { ...me, nonce: "n" }), renewed = await makeOrphan(workspace, STRANGER);
    const leases = await watchOwners(workspace);
    await store.runs.renewOwner(renewed, "dead");
    const young = await makeOrphan(workspace, STRANGER), fresh = observeLeases(me);
    for (
      const [id, seen, words] of [[living, fresh, /is alive/], [renewed, leases, /may be alive|is alive/], [
        young,
        fresh,
        /try again in 15 s/,
      ]] as const
    ) {
      const ending = endByHand(store, await store.runs.get(id), {
        instance: "me",
        leases: seen,
        spoolDirectory: spools,
      });
      await assert.rejects(ending, (error) => error instanceof Conflict && words.test(error.message));
      assert.equal(await describeRun(workspace, id), "queued: ");
    }
  }));

Deno.test("the API ends a run that nobody owns with force, and shows its owner; 409 for one that has one", () =>
  inWorkspace(async (workspace) => {
    const { store, spools, experimentId } = workspace, me = describeOwner("living");
    const lost = await makeOrphan(workspace, STRANGER);
    const leases = await watchOwners(workspace), living = await makeOrphan(workspace, { ...me, at: Date.now() });
    const api = createApi({ store, launcher: null, instance: "me", leases, spoolDirectory: spools });
    const path = (id: string) => `/api/experiments/${experimentId}/runs/${id}`;
    const owners = await Promise.all(
      [lost, living].map(async (id) => (await (await api.request(path(id))).json()).owner),
    );
    const longAgo = "1970-01-01T00:00:00.000Z";
    assert.deepEqual(owners, [{ host: "box", silent_since: longAgo, not_stored_since: longAgo }, {
      host: me.host,
      silent_since: null,
      not_stored_since: null,
    }]);
    const force = (id: string) => api.request(`${path(id)}/cancel?force=true`, { method: "POST" });
    const refused = await force(living);
    assert.deepEqual([refused.status, (await refused.json()).detail], [
      409,
      `run ${living}: its owner on ${me.host} is alive; ask it to stop, without force`,
    ]);
    const ended = await force(lost);
    const { status, reason, owner } = await ended.json();
    assert.deepEqual([ended.status, status, reason, owner], [202, "failed", LOST, null]);
  }));
