import assert from "node:assert/strict";
import { notePath } from "../../lib/process/spool.ts";
import { inWorkspace, listSpooled, readLogText, type Workspace } from "../support/workspace.ts";
import { waitFor } from "../support/wait.ts";
import { describeRun, makeOrphan, recoverOwn, vouch, watchOwners } from "./orphans.ts";

const UNSEEN = "its command can't be seen from here; if it has ended on box, cancel the run";

/** A run of another machine that shares this directory. Gives its id and its note. */
async function makeUnseen(workspace: Workspace): Promise<{ id: string; note: string }> {
  const id = await makeOrphan(workspace, { host: "box", boot: "other" }), spool = vouch(workspace, id, { log: "a\n" });
  const note = notePath(spool);
  await Deno.writeTextFile(note, `nonce n\nhost box\nboot other\npid ${Deno.pid}\n`);
  return { id, note };
}

Deno.test("adoptRun() captures a command out of sight until its note has the exit code, and keeps the spool", () =>
  inWorkspace(async (workspace) => {
    const { id, note } = await makeUnseen(workspace);
    const [capture] = await recoverOwn(workspace, { leases: await watchOwners(workspace) });
    await waitFor(async () => await readLogText(workspace.store, id) === "a\n", { what: "the spool to be stored" });
    assert.equal(await describeRun(workspace, id), `running: ${UNSEEN}`);
    await Deno.writeTextFile(note, "exit 0\n", { append: true });
    assert.equal((await capture!.done)?.exitCode, 0);
    assert.equal(await describeRun(workspace, id), "completed: ");
    assert.equal((await listSpooled(workspace.spools)).length, 2); // something that it has started may still write
  }));

Deno.test("adoptRun() lets go of a command out of sight when its run is cancelled, and signals nothing", () =>
  inWorkspace(async (workspace) => {
    const { id } = await makeUnseen(workspace); // its note has the id of this very process
    const [capture] = await recoverOwn(workspace, { leases: await watchOwners(workspace) });
    await workspace.store.runs.requestCancel(id);
    await capture!.done;
    const words = "cancelled; its command can't be seen from here and may still run on box";
    assert.equal(await describeRun(workspace, id), `cancelled: ${words}`);
  }));

Deno.test("adoptRun() takes over nothing whose lease was renewed in the last moment", () =>
  inWorkspace(async (workspace) => {
    const { id } = await makeUnseen(workspace), leases = await watchOwners(workspace), { get } = workspace.store.runs;
    workspace.store.runs.get = async (each) => {
      await workspace.store.runs.renewOwner(id, "dead");
      return await get(each);
    };
    assert.deepEqual(await recoverOwn(workspace, { leases }), []);
    assert.equal((await workspace.store.runs.getOwner(id))?.instance, "dead");
  }));
