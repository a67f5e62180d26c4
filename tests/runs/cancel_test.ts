import assert from "node:assert/strict";
import { cancelAndWait, type CancelOptions } from "../../lib/runs/cancel.ts";
import { observeLeases } from "../../lib/runs/lease.ts";
import { describeOwner } from "../../lib/runs/owner.ts";
import type { Store } from "../../lib/store/store.ts";
import { waitFor } from "../support/wait.ts";
import { inWorkspace, type Workspace } from "../support/workspace.ts";

const LEASE_MS = 1_000;

/** A live run whose owner is on another machine, with a clock of its own, and renews nothing. */
async function makeStranger({ store, experimentId }: Workspace, at = 0): Promise<string> {
  const { id } = await store.runs.create({ experimentId, command: ["x"], cwd: "/", host: "box", status: "running" });
  await store.runs.setOwner(id, { ...describeOwner("stranger"), host: "box", boot: "other", nonce: "n", at });
  return id;
}

const cancel = async (store: Store, id: string, options: Partial<CancelOptions> = {}) =>
  await cancelAndWait(store, await store.runs.get(id), {
    force: false,
    instance: "me",
    leases: observeLeases(describeOwner("me"), { leaseMs: LEASE_MS }),
    spoolDirectory: null,
    onWait: () => {},
    ...options,
  });

Deno.test("cancelAndWait() gives up a run that nobody owns once it was silent for longer than a lease, and names --force", () =>
  inWorkspace(async (workspace) => {
    const { store } = workspace, id = await makeStranger(workspace), waits: string[] = [];
    const { end, message } = await cancel(store, id, { onWait: (each) => void waits.push(each) });
    assert.equal(end, "unowned");
    assert.match(message, /its owner on box is silent since 1970.*; end it by hand: stdcurve cancel \S+ --force$/);
    assert.equal(waits.length, 1);
    assert.equal((await store.runs.get(id)).status, "running");
    await store.runs.update(id, { status: "failed" });
  }));

Deno.test("cancelAndWait() with force only asks an owner that renews its lease, whatever its clock says", () =>
  inWorkspace(async (workspace) => {
    const { store } = workspace, id = await makeStranger(workspace), owner = (await store.runs.getOwner(id))!;
    const began = performance.now();
    let at = 0, isOver = false;
    const renewing = (async () => {
      while (!isOver) await store.runs.setOwner(id, { ...owner, at: ++at }); // its clock is at 1970
    })();
    const cancelling = cancel(store, id, { force: true });
    await waitFor(() => performance.now() - began > 3 * LEASE_MS, { what: "three leases" });
    assert.deepEqual([(await store.runs.get(id)).status, await store.runs.isCancelRequested(id)], ["running", true]);
    await store.runs.update(id, { status: "cancelled" });
    isOver = true;
    assert.equal((await cancelling).end, "ended");
    await renewing.catch(() => {}); // the run has ended
  }));
