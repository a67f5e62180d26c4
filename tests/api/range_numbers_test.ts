import assert from "node:assert/strict";
import type { WireManyNumbers } from "../../lib/wire/points.ts";
import { assertProblem, importText, inApi, stepLines } from "./ground.ts";

Deno.test("route of exact numbers gives count, mean, and the last, lowest and highest point of a range", () =>
  inApi(async ({ store, get }) => {
    const { id } = await importText(store, stepLines(50) + "Step 51: loss=nan, lr=1e-4\n"), other = crypto.randomUUID();
    const read = async (query: string): Promise<WireManyNumbers> =>
      await (await get(`/api/metrics/numbers?runs=${id},${other}&metric_type=loss&${query}`)).json();
    const { runs, unknown_runs } = await read("min_x=10");
    const { count, finite, mean, last, min, max } = runs[0]!.metrics.loss!;
    assert.deepEqual([count, finite, last.value, last.step], [42, 41, "NaN", 51]);
    assert.deepEqual([min?.step, min?.value, min?.line], [50, 1 / 50, 50]);
    assert.deepEqual([max?.step, max?.value, max?.global_step], [10, 1 / 10, 10]);
    const values = Array.from({ length: 41 }, (_, at) => 1 / (10 + at));
    assert.ok(Math.abs(mean! - values.reduce((sum, each) => sum + each, 0) / 41) < 1e-15);
    assert.deepEqual([Object.keys(runs[0]!.metrics), unknown_runs], [["loss"], [other]]);
    assert.deepEqual((await read("min_x=60")).runs[0]!.metrics, {});
    assert.equal((await read("x=global_step&max_x=9")).runs[0]!.metrics.loss!.count, 9);
    const alone = (await read("min_x=51")).runs[0]!.metrics.loss!;
    assert.deepEqual([alone.count, alone.mean, alone.min, alone.max], [1, null, null, null]);
  }));

Deno.test("route of exact numbers answers 304 until something is new, and refuses a range the wrong way round", () =>
  inApi(async ({ store, get }) => {
    const { id } = await importText(store, stepLines(5)), path = `/api/metrics/numbers?runs=${id}`;
    const etag = (await get(path)).headers.get("etag")!;
    assert.equal((await get(path, { "if-none-match": etag })).status, 304);
    await assertProblem(await get(`${path}&min_x=3&max_x=2`), 400, "min_x");
  }));
