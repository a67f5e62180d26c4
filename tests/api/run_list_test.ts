import assert from "node:assert/strict";
import type { WireRunPage } from "../../lib/wire.ts";
import { batchOf, flushOf } from "../store/digits.ts";
import { assertProblem, type Ground, inApi } from "./ground.ts";

/** Creates runs of an experiment, each with this learning rate and these losses. Gives the path of their list. */
async function createRuns({ store }: Ground, runs: [name: string, lr: string, loss: number[]][]): Promise<string> {
  const { id: experimentId } = await store.experiments.create({ name: "e" });
  for (const [name, lr, loss] of runs) {
    const { id } = await store.runs.create({ experimentId, name, command: [], cwd: "", host: "", status: "running" });
    await store.ingest.begin(id, "me");
    const extra = Object.fromEntries(["a", "b", "c", "d"].map((each, at) => [each, batchOf([at + loss[0]!])]));
    await store.ingest.flush(id, "me", { ...flushOf(0, "x\n", { loss: batchOf(loss), ...extra }), settings: { lr } });
    await store.runs.update(id, { status: name === "bad" ? "failed" : "completed" });
  }
  return `/api/experiments/${experimentId}/runs`;
}

const RUNS: [string, string, number[]][] = [["slow", "0.01", [5, 3]], ["good", "0.1", [4, 1]], ["bad", "1", [6, 2]]];

const names = async ({ get }: Ground, path: string) =>
  (await (await get(path)).json() as WireRunPage).runs.map(({ name }) => name);

Deno.test("list of runs is filtered in words, and sorted by any column, also one that rows don't have", () =>
  inApi(async (ground) => {
    const path = await createRuns(ground, RUNS);
    assert.deepEqual(await names(ground, path), ["bad", "good", "slow"]);
    assert.deepEqual(await names(ground, `${path}?q=lr%3C1&sort=best(loss)`), ["good", "slow"]);
    assert.deepEqual(await names(ground, `${path}?sort=-last(loss),name`), ["slow", "bad", "good"]);
    assert.deepEqual(await names(ground, `${path}?sort=-last(d)`), ["bad", "slow", "good"]);
    assert.deepEqual(await names(ground, `${path}?q=d%3C8`), ["good"]);
    assert.deepEqual(await names(ground, `${path}?status=failed&q=-tag:x`), ["bad"]);
  }));

Deno.test("list of runs answers 304 until a run changes", () =>
  inApi(async (ground) => {
    const path = await createRuns(ground, RUNS), first = await ground.get(path), etag = first.headers.get("etag")!;
    const { id } = (await first.json() as WireRunPage).runs[0]!;
    const again = await ground.get(path, { "if-none-match": etag });
    assert.deepEqual([again.status, await again.text()], [304, ""]);
    await ground.store.runs.update(id, { name: "renamed" });
    const changed = await ground.get(path, { "if-none-match": etag });
    assert.deepEqual([changed.status, (await changed.json() as WireRunPage).runs[0]!.name], [200, "renamed"]);
  }));

Deno.test("list of runs is read in pages in any order", () =>
  inApi(async (ground) => {
    const path = await createRuns(ground, RUNS), seen: string[] = [];
    for (let cursor: string | null = ""; cursor !== null;) {
      const page = await (await ground.get(`${path}?sort=name&limit=2${cursor && `&cursor=${cursor}`}`))
        .json() as WireRunPage;
      seen.push(...page.runs.map(({ name }) => name));
      cursor = page.cursor;
    }
    assert.deepEqual(seen, ["bad", "good", "slow"]);
  }));

Deno.test("list of runs goes on behind a run that was deleted meanwhile", () =>
  inApi(async (ground) => {
    const path = await createRuns(ground, RUNS);
    const first = await (await ground.get(`${path}?limit=1`)).json() as WireRunPage;
    await ground.store.runs.delete(first.runs[0]!.id);
    assert.deepEqual(await names(ground, `${path}?cursor=${first.cursor}`), ["good", "slow"]);
  }));

Deno.test("list of runs refuses what it can't read, and says where", () =>
  inApi(async (ground) => {
    const path = await createRuns(ground, RUNS);
    await assertProblem(await ground.get(`${path}?q=loss%3C`), 400, "q");
    await assertProblem(await ground.get(`${path}?sort=best(zorp)`), 400, "sort");
    assert.deepEqual(await names(ground, `${path}?sort=setting(learning_rate)`), ["slow", "good", "bad"]);
    await assertProblem(await ground.get(`${path}?cursor=x`), 400, "cursor");
    await assertProblem(await ground.get(`${path}?sort=name&cursor=${crypto.randomUUID()}`), 400, "cursor");
  }));

Deno.test("list of runs is filtered by settings that all runs share, and by other names of metrics", () =>
  inApi(async (ground) => {
    const path = await createRuns(ground, RUNS.map(([name, , loss]) => [name, "0.5", loss]));
    assert.deepEqual(await names(ground, `${path}?q=lr:0.5`), ["bad", "good", "slow"]);
    assert.deepEqual(await names(ground, `${path}?q=lr:0.4`), []);
  }));
