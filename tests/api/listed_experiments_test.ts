import assert from "node:assert/strict";
import type { WireExperimentPage } from "../../lib/wire/experiments.ts";
import { importText, inApi, stepLines } from "./ground.ts";

const PATH = "/api/experiments?runs=true";

Deno.test("list of experiments says what a list shows of the runs, and only when it is asked to", () =>
  inApi(async ({ store, get }) => {
    const { id, experimentId } = await importText(store, stepLines(3));
    await store.runs.create({ experimentId, name: "next", command: [], cwd: "", host: "", status: "running" });
    const { experiments: [found] } = await (await get(PATH)).json() as WireExperimentPage;
    const { total, live, older, newest, spark } = found!.runs!;
    assert.deepEqual([total, live, older, newest?.name, newest?.status], [2, 1, 0, "next", "running"]);
    const losses = (await store.points.read(id, { metrics: ["loss"] })).columns.get("loss")!.value;
    assert.deepEqual(spark, { metric: "loss", values: [...losses] });
    const plain = await (await get("/api/experiments")).json() as WireExperimentPage;
    assert.equal("runs" in plain.experiments[0]!, false);
  }));

Deno.test("list of experiments answers 304 until a run changes", () =>
  inApi(async ({ store, get }) => {
    const { id } = await importText(store, stepLines(3));
    const first = await get(PATH), etag = first.headers.get("etag")!;
    await first.body?.cancel();
    const again = await get(PATH, { "if-none-match": etag });
    assert.deepEqual([again.status, await again.text()], [304, ""]);
    await store.runs.update(id, { name: "renamed" });
    const changed = await get(PATH, { "if-none-match": etag });
    const page = await changed.json() as WireExperimentPage;
    assert.deepEqual([changed.status, page.experiments[0]!.runs!.newest!.name], [200, "renamed"]);
  }));
