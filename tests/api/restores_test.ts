import assert from "node:assert/strict";
import type { ReportedAct } from "../../lib/api/frame/acts.ts";
import { assertProblem, importText, inApi, stepLines } from "./ground.ts";

Deno.test("a run that was deleted is gone from every address, and is back after restore", async () => {
  const acts: string[] = [];
  const onAct = ({ act }: ReportedAct) => void acts.push(act);
  await inApi(
    async ({ store, get, send }) => {
      const { path, experimentId } = await importText(store, stepLines(3)),
        list = `/api/experiments/${experimentId}/runs`;
      const before = await (await get(path)).json();
      assert.equal((await send("DELETE", path)).status, 204);
      for (const address of [path, `${path}/metrics`, `${path}/logs`, path.replace("/api", "") + "/metrics"]) {
        await assertProblem(await get(address), 404);
      }
      await assertProblem(await send("DELETE", path), 404);
      await assertProblem(await send("PATCH", path, { name: "x" }), 404);
      assert.deepEqual((await (await get(list)).json()).runs, []);
      const restored = await send("POST", `${path}/restore`);
      assert.equal(restored.status, 200);
      assert.deepEqual(await restored.json(), before);
      assert.deepEqual((await (await get(list)).json()).runs, [before]);
      assert.equal((await (await get(`${path}/metrics`)).json()).metrics.loss.length, 3);
    },
    null,
    { onAct },
  );
  assert.deepEqual(acts, ["delete", "restore"]);
});

Deno.test("a run that was deleted forever can't be restored, and one that was never there neither", async () => {
  await inApi(async ({ store, send }) => {
    const { path, experimentId } = await importText(store, stepLines(3));
    await assertProblem(await send("DELETE", `${path}?forever=perhaps`), 400, "forever");
    assert.equal((await send("DELETE", `${path}?forever=true`)).status, 204);
    await assertProblem(await send("POST", `${path}/restore`), 404);
    await assertProblem(
      await send("POST", `/api/experiments/${experimentId}/runs/${crypto.randomUUID()}/restore`),
      404,
    );
  });
});

Deno.test("an experiment that was deleted takes its runs away and brings them back", async () => {
  await inApi(async ({ store, get, send }) => {
    const { path, id, experimentId } = await importText(store, stepLines(3)), own = `/api/experiments/${experimentId}`;
    assert.equal((await send("DELETE", own)).status, 204);
    for (const address of [own, `${own}/runs`, path, `${path}/metrics`]) await assertProblem(await get(address), 404);
    assert.equal((await send("POST", "/api/experiments", { name: "e" })).status, 201);
    await assertProblem(await send("POST", `${own}/restore`), 409);
    const [second] = (await (await get("/api/experiments")).json()).experiments;
    assert.equal((await send("DELETE", `/api/experiments/${second.id}?forever=true`)).status, 204);
    const restored = await (await send("POST", `${own}/restore`)).json();
    assert.deepEqual([restored.id, restored.name], [experimentId, "e"]);
    assert.equal((await (await get(path)).json()).id, id);
  });
});

Deno.test("rows, exports and points of many runs leave out what was deleted, and have it again after restore", () =>
  inApi(async ({ store, get, send }) => {
    const { path, id, experimentId } = await importText(store, stepLines(3)), own = `/api/experiments/${experimentId}`;
    const ask = async (address: string) => await (await get(address)).json();
    const count = async () => [
      (await ask(`/api/rows?runs=${id}`)).rows.length,
      (await ask(`/api/metrics?runs=${id}`)).runs.length,
      (await get(`/api/export.csv?runs=${id}`)).status,
    ];
    assert.deepEqual(await count(), [1, 1, 200]);
    const { metadata } = await ask(`${own}/rows`);
    for (const each of [path, own]) {
      await send("DELETE", each);
      assert.deepEqual(await count(), [0, 0, 404], each);
      if (each === path) assert.deepEqual((await ask(`${own}/rows`)).metadata.total, 0);
      await send("POST", `${each}/restore`);
      assert.deepEqual(await count(), [1, 1, 200], each);
    }
    assert.equal((await ask(`${own}/rows?after=${metadata.next}`)).rows.length, 1);
  }));
