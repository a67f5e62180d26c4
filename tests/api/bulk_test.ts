import assert from "node:assert/strict";
import type { ReportedAct } from "../../lib/api/frame/acts.ts";
import { BULK_MAX_RUNS } from "../../lib/limits.ts";
import { importText, inApi, stepLines } from "./ground.ts";

const NOBODY = "01900000-0000-7000-8000-000000000000";

Deno.test("runs/bulk adds and removes tags of runs of any experiment, and says which are not there", () =>
  inApi(async ({ store, send }) => {
    const { id: first } = await importText(store, stepLines(1)), { id: second } = await importText(store, stepLines(1));
    const other = await store.experiments.create({ name: "other" });
    const third = await store.runs.create({ experimentId: other.id, command: ["a"], cwd: "/", host: "h" });
    await store.runs.update(first, { tags: ["old", "kept"] });
    const ids = [first, NOBODY, second, third.id, first.toUpperCase()];
    const answer = await send("POST", "/api/runs/bulk", { ids, act: "tag", add_tags: ["new"], remove_tags: ["old"] });
    assert.deepEqual(await answer.json(), {
      done: [first, second, third.id],
      failed: [{ run_id: NOBODY, status: 404, detail: `there is no run ${NOBODY}` }],
    });
    const tags = await Promise.all([first, second, third.id].map(async (id) => (await store.runs.get(id)).tags));
    assert.deepEqual(tags, [["kept", "new"], ["new"], ["new"]]);
  }));

Deno.test("runs/bulk deletes and restores, and reports each run", async () => {
  const acts: string[] = [];
  const onAct = ({ act, run_id }: ReportedAct) => void acts.push(`${act} ${run_id}`);
  await inApi(
    async ({ store, send }) => {
      const { id, experimentId } = await importText(store, stepLines(1));
      const live = await store.runs.create({ experimentId, command: ["a"], cwd: "/", host: "h", status: "running" });
      const ids = [id, live.id];
      const deleted = await (await send("POST", "/api/runs/bulk", { ids, act: "delete" })).json();
      assert.deepEqual(deleted.done, [id]);
      assert.deepEqual(deleted.failed.map(({ status }: { status: number }) => status), [409]);
      assert.deepEqual((await store.runs.list(experimentId)).items.map((run) => run.id), [live.id]);
      const restored = await (await send("POST", "/api/runs/bulk", { ids: [id, NOBODY], act: "restore" })).json();
      assert.deepEqual([restored.done, restored.failed[0].status], [[id], 404]);
      assert.equal((await store.runs.get(id)).status, "completed");
      assert.deepEqual(acts, [`delete ${id}`, `restore ${id}`]);
    },
    null,
    { onAct },
  );
});

Deno.test("runs/bulk changes all runs when its caller leaves meanwhile", async () => {
  const caller = new AbortController();
  await inApi(
    async ({ store, ask }) => {
      const { id: first, experimentId } = await importText(store, stepLines(1));
      const { id: second } = await importText(store, stepLines(1));
      await ask("/api/runs/bulk", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ ids: [first, second], act: "delete" }),
        signal: caller.signal,
      });
      assert.equal(caller.signal.aborted, true);
      assert.deepEqual((await store.runs.list(experimentId)).items, []);
    },
    null,
    { onAct: () => caller.abort() },
  );
});

Deno.test("runs/bulk cancels live runs and refuses complete ones", () =>
  inApi(async ({ store, send }) => {
    const { id, experimentId } = await importText(store, stepLines(1));
    const live = await store.runs.create({ experimentId, command: ["a"], cwd: "/", host: "h", status: "running" });
    const answer = await (await send("POST", "/api/runs/bulk", { ids: [id, live.id], act: "cancel" })).json();
    assert.deepEqual(answer.done, [live.id]);
    assert.deepEqual(answer.failed, [{ run_id: id, status: 409, detail: `run ${id} is completed already` }]);
    assert.equal(await store.runs.isCancelRequested(live.id), true);
  }));

Deno.test("runs/bulk refuses bodies that can't be meant", () =>
  inApi(async ({ send }) => {
    const ids = [NOBODY];
    const wrong: [unknown, string][] = [
      [{ ids: [], act: "delete" }, "ids"],
      [{ ids: ["x"], act: "delete" }, "ids"],
      [{ ids: Array(BULK_MAX_RUNS + 1).fill(NOBODY), act: "delete" }, "ids"],
      [{ ids, act: "explode" }, "act"],
      [{ ids, act: "tag" }, "act"],
      [{ ids, act: "delete", add_tags: ["a"] }, "act"],
      [{ ids, act: "tag", add_tags: [""] }, "add_tags"],
    ];
    for (const [body, parameter] of wrong) {
      const response = await send("POST", "/api/runs/bulk", body), problem = await response.json();
      assert.equal(response.status, 400, JSON.stringify(body));
      assert.match(problem.parameter, new RegExp(`^${parameter}`), JSON.stringify(body));
    }
  }));
