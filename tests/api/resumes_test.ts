import assert from "node:assert/strict";
import { createApi } from "../../lib/api/app.ts";
import { KEY_HEADER } from "../../lib/api/frame/once.ts";
import { superviseRuns } from "../../lib/runs/supervise.ts";
import { waitFor } from "../support/wait.ts";
import { inWorkspace, launch, readLogText, sh, type Workspace } from "../support/workspace.ts";
import { assertProblem, importText, inApi } from "./ground.ts";

/** The API of a real server, and a run that has ended. */
async function inServer(
  test: (server: { id: string; post: (id: string, key?: string) => Promise<Response> } & Workspace) => Promise<void>,
): Promise<void> {
  await inWorkspace(async (workspace) => {
    const { store, spools, experimentId } = workspace;
    const { id } = (await (await launch(workspace, sh("echo 'step 1: loss=1'; exit 3"))).done)!;
    const supervisor = await superviseRuns(store, { canLaunch: true, spoolDirectory: spools, onError: assert.ifError });
    const { launcher, instance } = supervisor, api = createApi({ store, launcher, instance });
    const post = async (run: string, key?: string) =>
      await api.request(`/api/experiments/${experimentId}/runs/${run}/resume`, {
        method: "POST",
        headers: key === undefined ? {} : { [KEY_HEADER]: key },
      });
    await test({ ...workspace, id, post });
    await supervisor.stop();
  });
}

Deno.test("resume route runs a run's command again, once for a key", () =>
  inServer(async ({ store, id, post }) => {
    const hasEnded = async () => (await store.runs.get(id)).status === "failed";
    const answers = await Promise.all([post(id, "a"), post(id, "a")]);
    assert.deepEqual(answers.map(({ status }) => status), [200, 200]);
    const run = await answers[0]!.json();
    assert.deepEqual([run.id, run.segments.length], [id, 2]);
    await waitFor(hasEnded, { what: "the end of the second execution" });
    assert.equal((await (await post(id, "a")).json()).segments.length, 2, "sent again later, it starts nothing");
    assert.equal((await (await post(id, "b")).json()).segments.length, 3);
    await waitFor(hasEnded, { what: "the end of the third execution" });
    assert.equal(await readLogText(store, id), "step 1: loss=1\n".repeat(3));
  }));

Deno.test("resume route refuses a run that is live, that isn't there, and one of which nothing was kept", () =>
  inServer(async ({ store, spools, id, post, experimentId }) => {
    const live = await store.runs.create({ experimentId, command: ["x"], cwd: "/", host: "h", status: "running" });
    await assertProblem(await post(live.id), 409);
    await assertProblem(await post(crypto.randomUUID()), 404);
    await Deno.remove(`${spools}/${id}.command`);
    await assertProblem(await post(id, "key"), 409);
    assert.equal((await store.runs.get(id)).segments, undefined);
    await store.runs.update(live.id, { status: "failed" });
  }));

Deno.test("resume route answers 501 where commands can't be started", () =>
  inApi(async ({ store, send }) => {
    const { path } = await importText(store, "loss=1\n");
    await assertProblem(await send("POST", `${path}/resume`), 501);
  }));
