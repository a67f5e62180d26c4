import assert from "node:assert/strict";
import { describeOwner } from "../../lib/runs/owner.ts";
import { watchRun } from "../../lib/runs/watch.ts";
import { waitFor } from "../support/wait.ts";
import { createLiveRun, inWorkspace, type Workspace } from "../support/workspace.ts";

/** A watch on a new run that this process owns, with the events that it reported. */
async function watch(workspace: Workspace) {
  const { store } = workspace, runId = await createLiveRun(workspace);
  const owner = await describeOwner("me"), events: string[] = [];
  await store.runs.setOwner(runId, owner);
  const watching = watchRun(store, {
    runId,
    owner,
    onCancel: () => events.push("cancel"),
    onOvertaken: () => events.push("overtaken"),
    onError: (error) => events.push(String(error)),
  });
  return { runId, owner, events, watching };
}

Deno.test("watchRun() stores that this process is alive", () =>
  inWorkspace(async (workspace) => {
    const { runId, owner, events, watching } = await watch(workspace);
    await using _ = watching;
    await waitFor(async () => (await workspace.store.runs.getOwner(runId))!.at > owner.at, { what: "a renewal" });
    assert.deepEqual(events, []);
  }));

Deno.test("watchRun() notices a request to cancel the run, once", () =>
  inWorkspace(async (workspace) => {
    const { setInterval } = globalThis;
    let check = () => Promise.resolve();
    globalThis.setInterval = ((task: typeof check) => void (check = task)) as unknown as typeof setInterval;
    try {
      const { runId, events, watching } = await watch(workspace);
      await using _ = watching;
      await check();
      assert.deepEqual(events, []);
      await workspace.store.runs.requestCancel(runId);
      await check();
      await check();
      assert.deepEqual(events, ["cancel"]);
    } finally {
      globalThis.setInterval = setInterval;
    }
  }));

Deno.test("watchRun() notices that another process has taken the run over", () =>
  inWorkspace(async (workspace) => {
    const { runId, owner, events, watching } = await watch(workspace);
    await using _ = watching;
    await workspace.store.runs.setOwner(runId, { ...owner, instance: "other" });
    await waitFor(() => events.length > 0, { what: "the new owner" });
    assert.deepEqual(events, ["overtaken"]);
  }));

Deno.test("watchRun() reports an error of the store once, and again after it has answered", () =>
  inWorkspace(async (workspace) => {
    const { events, watching } = await watch(workspace);
    await using _ = watching;
    const answers = [false, false, true, false];
    let looks = 0;
    workspace.store.runs.readWishes = () => {
      const hasAnswer = answers[looks++] ?? true, wishes = { isCancelRequested: false, lookedAt: null };
      return hasAnswer ? Promise.resolve(wishes) : Promise.reject(new Error("no answer"));
    };
    await waitFor(() => looks > answers.length, { what: "five looks" });
    assert.deepEqual(events, ["Error: no answer", "Error: no answer"]);
  }));
