import assert from "node:assert/strict";
import { awaitStoredEnd } from "../../lib/runs/taken_over.ts";
import { createLiveRun, inWorkspace } from "../support/workspace.ts";

Deno.test("awaitStoredEnd() gives the run when another process has stored its end, and null when none does", () =>
  inWorkspace(async (workspace) => {
    const { store } = workspace, id = await createLiveRun(workspace);
    assert.equal(await awaitStoredEnd(store, id, 1), null);
    const waiting = awaitStoredEnd(store, id);
    await store.runs.update(id, { status: "completed" });
    assert.equal((await waiting)?.status, "completed");
  }));
