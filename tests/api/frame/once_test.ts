import assert from "node:assert/strict";
import type { LaunchInput } from "../../../lib/runs/launcher.ts";
import { launchRun } from "../../../lib/runs/launch.ts";
import { createApi } from "../../../lib/api/app.ts";
import { KEY_HEADER } from "../../../lib/api/frame/once.ts";
import { inWorkspace, launch, sh, type Workspace } from "../../support/workspace.ts";
import { assertProblem, inApi, resumesNothing } from "../ground.ts";

/** An API that really launches, counting the commands that have started by a file for each. */
function startApi(workspace: Workspace, options: { answerWithinMs?: number } = {}) {
  const { store, spools, directory, experimentId } = workspace, done: Promise<unknown>[] = [];
  const launcher = {
    ...resumesNothing,
    mayLaunch: true,
    lastLaunch: () => null,
    async launch(input: LaunchInput) {
      const launched = await launchRun(store, { ...input, cwd: directory, instance: "me", spoolDirectory: spools });
      done.push(launched.done);
      return launched.run;
    },
  };
  const api = createApi({ store, launcher, instance: "me", ...options });
  const path = `/api/experiments/${experimentId}/runs`;
  return {
    post: (command: string[], key?: string) =>
      api.request(path, {
        method: "POST",
        body: JSON.stringify({ command }),
        headers: { "content-type": "application/json", ...(key === undefined ? {} : { [KEY_HEADER]: key }) },
      }),
    countStarted: async () =>
      (await Array.fromAsync(Deno.readDir(directory))).filter(({ name }) => /^started/.test(name)).length,
    end: () => Promise.all(done),
  };
}

const START = sh("mktemp started-XXXXXX; sleep 0.05");

Deno.test("launch route starts one run for a key, however often and however simultaneously it is asked", () =>
  inWorkspace(async (workspace) => {
    const { post, end, countStarted } = startApi(workspace);
    const answers = await Promise.all([post(START, "key-1"), post(START, "key-1"), post(START, "key-1")]);
    const again = await post(START, "key-1"), other = await post(START, "key-2"), none = await post(START);
    const ids = await Promise.all([...answers, again, other, none].map(async (answer) => {
      assert.equal(answer.status, 201);
      return (await answer.json()).id;
    }));
    assert.deepEqual([new Set(ids.slice(0, 4)).size, new Set(ids).size], [1, 3]);
    await end();
    assert.equal(await countStarted(), 3);
    assert.equal((await (await post(START, "key-1")).json()).status, "completed", "the same run, as it is now");
    await assertProblem(await post(sh("echo other"), "key-1"), 409);
    await assertProblem(await post(START, "two words"), 400, KEY_HEADER);
  }));

Deno.test("launch route that has answered 503 starts nothing afterwards, and the same key starts it once", () =>
  inWorkspace(async (workspace) => {
    const { store, experimentId } = workspace, { create, delete: remove } = store.runs;
    const { post, end, countStarted } = startApi(workspace, { answerWithinMs: 50 });
    const gate = Promise.withResolvers<void>(), dropped = Promise.withResolvers<void>();
    store.runs.create = async (input) => {
      await gate.promise;
      return await create(input);
    };
    store.runs.delete = async (id) => {
      await remove(id);
      dropped.resolve();
    };
    await assertProblem(await post(START, "key"), 503);
    gate.resolve();
    await dropped.promise;
    assert.deepEqual((await store.runs.list(experimentId)).items, []);
    assert.equal(await countStarted(), 0);
    const slow = startApi(workspace);
    assert.equal((await slow.post(START, "key")).status, 201);
    await Promise.all([slow.end(), end()]);
    assert.equal(await countStarted(), 1);
  }));

Deno.test("launchRun() starts nothing when its signal was aborted before the store had the run", () =>
  inWorkspace(async (workspace) => {
    await assert.rejects(launch(workspace, START, { signal: AbortSignal.abort() }), /nothing was started/);
    assert.deepEqual((await workspace.store.runs.list(workspace.experimentId)).items, []);
  }));

Deno.test("import route makes one run for a key", () =>
  inApi(async ({ store, ask }) => {
    const { id } = await store.experiments.create({ name: "e" });
    const send = (name: string, body: string) =>
      ask(`/api/experiments/${id}/imports?name=${name}`, {
        method: "POST",
        body,
        headers: {
          "content-type": "application/octet-stream",
          "content-length": `${body.length}`,
          [KEY_HEADER]: "key",
        },
      });
    const first = await (await send("a", "loss=1\n")).json(), second = await (await send("a", "loss=1\n")).json();
    assert.equal(first.id, second.id);
    assert.equal((await store.runs.list(id)).items.length, 1);
    await assertProblem(await send("b", "loss=1\n"), 409);
  }));
