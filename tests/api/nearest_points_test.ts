import assert from "node:assert/strict";
import type { WireNearest } from "../../lib/wire/points.ts";
import { assertProblem, importText, inApi, stepLines } from "./ground.ts";

Deno.test("route of the points at a position gives the nearest stored one of each metric and run", () =>
  inApi(async ({ store, get }) => {
    const { id } = await importText(store, stepLines(5000) + "Step 5001: loss=nan\n"), other = crypto.randomUUID();
    const read = async (query: string): Promise<WireNearest> =>
      await (await get(`/api/metrics/nearest?runs=${id},${other}&${query}`)).json();
    const { runs: [run], unknown_runs } = await read("metric_type=loss&at=2345.4");
    const { x, step, value, line, global_step } = run!.metrics.loss!;
    assert.deepEqual([x, step, value, line, global_step], [2345, 2345, 1 / 2345, 2345, 2345]);
    assert.deepEqual([run!.run_id, Object.keys(run!.metrics), unknown_runs], [id, ["loss"], [other]]);
    assert.equal((await read("metric_type=loss&at=1e9")).runs[0]!.metrics.loss!.value, "NaN");
    assert.equal((await read("metric_type=loss&x=global_step&at=3&min_x=7")).runs[0]!.metrics.loss!.step, 7);
    assert.deepEqual((await read("metric_type=loss&at=3&min_x=6000")).runs[0]!.metrics, {});
    const elapsed = (await read("x=elapsed&at=1e9")).runs[0]!.metrics;
    assert.deepEqual(
      [Object.keys(elapsed).length > 1, elapsed.loss!.step],
      [true, 5001],
      "all were read at one moment",
    );
  }));

Deno.test("route of the points at a position answers 304 until something is new, and refuses what is no position", () =>
  inApi(async ({ store, get }) => {
    const { id } = await importText(store, stepLines(5)), path = `/api/metrics/nearest?runs=${id}`;
    const etag = (await get(`${path}&at=3`)).headers.get("etag")!;
    assert.equal((await get(`${path}&at=3`, { "if-none-match": etag })).status, 304);
    for (const at of ["", "soon", "NaN"]) await assertProblem(await get(`${path}&at=${at}`), 400, "at");
    await assertProblem(await get(path), 400, "at");
    await assertProblem(await get(`${path}&at=1&min_x=3&max_x=2`), 400, "min_x");
  }));
