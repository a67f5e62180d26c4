import assert from "node:assert/strict";
import { findPoints, newestOfEach } from "../../../lib/client/teach/points_of_line.ts";

const wire = (metric: string, step: number, value: number | string) => ({
  metric,
  step,
  value,
  timestamp: "2026-01-28T12:00:00.000Z",
  line: 7,
  epoch: null,
});

Deno.test("findPoints() asks the server for the line and reads values that JSON can't hold", async () => {
  const asked: string[] = [];
  await using server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, (request) => {
    asked.push(new URL(request.url).pathname);
    return Response.json({ line: 7, points: [wire("loss", 3, "NaN"), wire("lr", 3, 1e-4)] });
  });
  const origin = `http://127.0.0.1:${server.addr.port}`;
  const { signal } = new AbortController();
  const points = await findPoints({ experimentId: "e", runId: "r", line: 7, signal, origin });
  assert.deepEqual(asked, ["/api/experiments/e/runs/r/lines/7/points"]);
  assert.deepEqual(points.map(({ metric, step, value }) => [metric, step, value]), [["loss", 3, NaN], ["lr", 3, 1e-4]]);
  assert.deepEqual([...points[1]!.columns!.line], [7]);
});

Deno.test("newestOfEach() keeps one point a metric, the last", () => {
  const points = [["loss", 1], ["lr", 1], ["loss", 2]].map(([metric, step]) => ({
    metric: String(metric),
    step: Number(step),
    value: 0,
  }));
  assert.deepEqual(newestOfEach(points).map(({ metric, step }) => [metric, step]), [["loss", 2], ["lr", 1]]);
});
