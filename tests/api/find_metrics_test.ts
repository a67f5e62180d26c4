import assert from "node:assert/strict";
import { fillRuns, startRun, storeMetrics } from "../../bench/runs.ts";
import { assertProblem, inApi } from "./ground.ts";

Deno.test("search for metrics gives the names of all runs that an expression of RE2 finds, in any case", () =>
  inApi(async ({ store, get }) => {
    const { experimentId, ids } = await fillRuns(store, { runs: 1, names: ["Loss/a", "acc", "layer_1"], count: 1 });
    const other = await startRun(store, experimentId, "elsewhere"), gone = crypto.randomUUID();
    await storeMetrics(store, other, { names: ["layer_2", "acc"], count: 1 });
    const find = async (q: string) =>
      (await (await get(`/api/metrics/names?runs=${ids[0]},${other},${gone}&q=${encodeURIComponent(q)}`)).json()).names;
    assert.deepEqual(await find("^LAYER_\\d$|/"), ["Loss/a", "layer_1", "layer_2"]);
    assert.deepEqual(await find("zorp"), []);
    const { kinds } = await (await get(`/api/metrics/names?runs=${ids[0]}&q=.`)).json();
    assert.deepEqual(kinds, { "Loss/a": "metric", acc: "metric", layer_1: "metric" });
    assert.deepEqual(await find("(a+)+$"), ["Loss/a"], "an expression that takes other engines very long");
  }));

Deno.test("search for metrics refuses an expression that does not compile, and says where", () =>
  inApi(async ({ get }) => {
    const answer = await get(`/api/metrics/names?runs=${crypto.randomUUID()}&q=layer_%5B1`);
    assert.match((await answer.clone().json()).detail, /at character 7: missing closing \]/);
    await assertProblem(answer, 400, "q");
    await assertProblem(await get(`/api/metrics/names?runs=${crypto.randomUUID()}&q=`), 400, "q");
  }));
