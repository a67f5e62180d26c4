import assert from "node:assert/strict";
import { Conflict } from "../../../lib/errors.ts";
import { describeOwner } from "../../../lib/runs/owner.ts";
import { createLiveRun, inWorkspace } from "../../support/workspace.ts";

const resuming = {
  command: ["python", "train.py", "--api-key", "sk-abcdefghijklmnopqrstuvwx"],
  owner: describeOwner("me"),
};

Deno.test("runs.resume() makes a complete run live again, with an owner and without what said how it ended", () =>
  inWorkspace(async (workspace) => {
    const { store } = workspace, id = await createLiveRun(workspace);
    await store.runs.update(id, { status: "failed", reason: "exit code 1", reasonLine: 7, exitCode: 1, endedAt: 5 });
    await store.runs.resume(id, resuming);
    const run = await store.runs.get(id);
    const ended = [run.status, run.reason, run.reasonLine, run.exitCode, run.endedAt];
    assert.deepEqual(ended, ["running", "", null, null, null]);
    assert.deepEqual((await store.runs.listLive()).map((each) => each.id), [id]);
    assert.equal((await store.runs.getOwner(id))?.instance, "me");
    assert.deepEqual(run.segments?.map(({ command }) => command[0]), ["x", "python"]);
    assert.doesNotMatch(JSON.stringify(run.segments), /abcdefgh/);
  }));

Deno.test("runs.resume() refuses a live run and an imported log", () =>
  inWorkspace(async (workspace) => {
    const { store, experimentId } = workspace, live = await createLiveRun(workspace);
    await assert.rejects(store.runs.resume(live, resuming), Conflict);
    const { id } = await store.runs.create({ experimentId, command: [], cwd: "/", host: "h", status: "completed" });
    await assert.rejects(store.runs.resume(id, resuming), /imported log/);
  }));
