import assert from "node:assert/strict";
import { pointsOfRun, requestMany } from "../../../lib/client/chart/many_metrics.ts";

Deno.test("pointsOfRun() gives up to 30 runs the usual number of points, and more runs fewer each", () => {
  assert.deepEqual([1, 30, 60, 100, 1000].map(pointsOfRun), [1000, 1000, 500, 300, 300]);
});

Deno.test("requestMany() asks for a hundred runs at a time, joins the answers, and names the runs that are gone", async () => {
  const asked: URLSearchParams[] = [];
  await using server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, (request) => {
    const query = new URL(request.url).searchParams, [first] = query.get("runs")!.split(",");
    asked.push(query);
    const metadata = { next: `${first}.1.1`, max_points: 1, unknown_runs: [first], unknown: [], left_out: [] };
    return Response.json({ x: "step", runs: [], metadata });
  });
  const ids = Array.from({ length: 101 }, (_, at) => `run${at}`), { signal } = new AbortController();
  const options = { origin: `http://127.0.0.1:${server.addr.port}`, signal };
  const { deleted, next } = await requestMany(ids, { metrics: ["loss"] }, options);
  assert.deepEqual(asked.map((query) => [query.get("runs")!.split(",").length, query.get("max_points")]), [
    [100, "300"],
    [1, "300"],
  ]);
  assert.deepEqual([deleted, next], [["run0", "run100"], "run0.1.1_run100.1.1"]);
});
