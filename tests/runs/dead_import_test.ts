import assert from "node:assert/strict";
import { createApi } from "../../lib/api/app.ts";
import { endDeadImport, endDeadImports, storeLoss } from "../../lib/runs/dead_import.ts";
import { ingest } from "../../lib/intake/ingest.ts";
import { LEASE_MS } from "../../lib/limits.ts";
import { observeLeases } from "../../lib/runs/lease.ts";
import { describeOwner } from "../../lib/runs/owner.ts";
import { watchOwners } from "./orphans.ts";
import { inWorkspace, readColumn, type Workspace } from "../support/workspace.ts";

/** A run of another isolate, which last said at `at` that it is alive. Gives the run. */
async function makeRun({ store, experimentId }: Workspace, { at = 0, command = [] as string[] } = {}) {
  const run = await store.runs.create({ experimentId, command, cwd: "", host: "unknown", status: "running" });
  await store.runs.setOwner(run.id, { ...describeOwner("isolate"), host: "unknown", at });
  return run;
}

const describe = async ({ store }: Workspace, { id }: { id: string }) => {
  const { status, reason } = await store.runs.get(id);
  return `${status}: ${reason}`;
};

const LOST = "failed: lost: stdcurve ended before it had read the whole log; import it again";

const ender = async (workspace: Workspace) => ({ instance: "me", leases: await watchOwners(workspace) });

Deno.test("endDeadImport() ends an import whose owner is silent, from any process", () =>
  inWorkspace(async (workspace) => {
    const run = await makeRun(workspace), by = await ender(workspace);
    assert.equal(await endDeadImport(workspace.store, run, by), true);
    assert.equal(await describe(workspace, run), LOST);
    assert.equal(await endDeadImport(workspace.store, await workspace.store.runs.get(run.id), by), false);
  }));

Deno.test("endDeadImport() leaves a command of another machine, and an import that was renewed or not watched for long", () =>
  inWorkspace(async (workspace) => {
    const { store } = workspace, command = await makeRun(workspace, { command: ["python", "train.py"] });
    const renewed = await makeRun(workspace), by = await ender(workspace);
    await store.runs.renewOwner(renewed.id, "isolate");
    const young = { instance: "me", leases: observeLeases(describeOwner("me")) };
    const lately = await makeRun(workspace), short = { instance: "me", leases: await watchOwners(workspace, LEASE_MS) };
    const others = [[command, by], [renewed, by], [await makeRun(workspace), young], [lately, short]] as const;
    for (const [run, each] of others) {
      assert.equal(await endDeadImport(store, run, each), false);
      assert.equal(await describe(workspace, run), "running: ");
    }
  }));

Deno.test("endDeadImport() leaves an import that another process ends at the same time", () =>
  inWorkspace(async (workspace) => {
    const run = await makeRun(workspace), by = await ender(workspace), { getOwner } = workspace.store.runs;
    workspace.store.runs.getOwner = async (id) => {
      const owner = await getOwner(id);
      await workspace.store.runs.update(id, { status: "completed" });
      return owner;
    };
    assert.equal(await endDeadImport(workspace.store, run, by), false);
    assert.equal(await describe(workspace, run), "completed: ");
  }));

Deno.test("endDeadImports() ends those of one experiment, and a cancelled one counts as cancelled", () =>
  inWorkspace(async (workspace) => {
    const { store, experimentId } = workspace;
    const { id: elsewhere } = await store.experiments.create({ name: "elsewhere" });
    const ours = await makeRun(workspace), other = await makeRun({ ...workspace, experimentId: elsewhere });
    await store.runs.requestCancel(ours.id);
    const by = await ender(workspace);
    await endDeadImports(store, { ...by, experimentId });
    assert.deepEqual([await describe(workspace, ours), await describe(workspace, other)], [
      "cancelled: cancelled",
      "running: ",
    ]);
    await endDeadImports(store, by);
    assert.equal(await describe(workspace, other), LOST);
  }));

Deno.test("the API cancels and deletes an import whose isolate died, and its experiment; 409 for a living one", () =>
  inWorkspace(async (workspace) => {
    const { store, experimentId } = workspace, experiment = `/api/experiments/${experimentId}`;
    const cancelled = await makeRun(workspace),
      deleted = await makeRun(workspace),
      ofExperiment = await makeRun(workspace);
    const api = createApi({ store, launcher: null, ...await ender(workspace) });
    const send = async (method: string, path: string) => {
      const answer = await api.request(path, { method });
      await answer.body?.cancel();
      return answer.status;
    };
    assert.equal(await send("POST", `${experiment}/runs/${cancelled.id}/cancel`), 202);
    assert.equal(await describe(workspace, cancelled), LOST);
    assert.equal(await send("DELETE", `${experiment}/runs/${deleted.id}`), 204);
    const living = await makeRun(workspace, { at: Date.now() });
    assert.equal(await send("DELETE", `${experiment}/runs/${living.id}`), 409);
    assert.equal(await send("DELETE", experiment), 409);
    await store.runs.update(living.id, { status: "completed" });
    assert.equal(await describe(workspace, ofExperiment), LOST); // the deletion that was refused has ended it
    assert.equal(await send("DELETE", experiment), 204);
  }));

Deno.test("endDeadImport() reads the end of the stored log as its end: no point stays waiting for what would follow", () =>
  inWorkspace(async (workspace) => {
    const { store } = workspace, run = await makeRun(workspace), stopping = new AbortController();
    await ingest({
      store,
      runId: run.id,
      instance: "isolate",
      async *source() {
        yield new TextEncoder().encode("Step 1: loss=0.5\nStep 2: loss=0.4");
        stopping.abort(); // its process dies
      },
      signal: stopping.signal,
    });
    assert.deepEqual(await readColumn(store, run.id, "loss", "step"), [1]);
    const stored = (await store.runs.get(run.id)).logBytes;
    assert.equal(await endDeadImport(store, run, await ender(workspace)), true);
    assert.deepEqual(await readColumn(store, run.id, "loss", "step"), [1, 2]);
    assert.deepEqual([await describe(workspace, run), (await store.runs.get(run.id)).logBytes], [LOST, stored]);
  }));

Deno.test("storeLoss() ends a run whose log can't be read to its end, and says so", () =>
  inWorkspace(async (workspace) => {
    const { store } = workspace, run = await makeRun(workspace);
    store.ingest.read = () => Promise.reject(new Error("it is damaged"));
    assert.equal(await storeLoss(store, run.id, { status: "failed", reason: "lost" }), true);
    assert.equal(await describe(workspace, run), "failed: lost; its last line may not be read: it is damaged");
  }));
