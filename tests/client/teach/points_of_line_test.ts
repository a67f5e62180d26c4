import assert from "node:assert/strict";
import { markNumbers } from "../../../lib/client/teach/LineNumbers.tsx";
import { listNumbers } from "../../../lib/client/teach/line_numbers.ts";
import { findPoints, newestOfEach, pointOfNumber } from "../../../lib/client/teach/points_of_line.ts";

const wire = (metric: string, step: number, value: number | string) => ({
  metric,
  step,
  value,
  timestamp: "2026-01-28T12:00:00.000Z",
  line: 7,
  epoch: null,
});

Deno.test("findPoints() requests the line's points and reads values that JSON has no number for", async () => {
  const asked: string[] = [];
  await using server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, (request) => {
    asked.push(new URL(request.url).pathname);
    return Response.json({ line: 7, points: [wire("loss", 3, "NaN"), wire("lr", 3, 1e-4)], numbers: [] });
  });
  const origin = `http://127.0.0.1:${server.addr.port}`;
  const { signal } = new AbortController();
  const { points } = await findPoints({ experimentId: "e", runId: "r", line: 7, signal, origin });
  assert.deepEqual(asked, ["/api/experiments/e/runs/r/lines/7/points"]);
  assert.deepEqual(points.map(({ metric, step, value }) => [metric, step, value]), [["loss", 3, NaN], ["lr", 3, 1e-4]]);
  assert.deepEqual([...points[1]!.columns!.line], [7]);
});

Deno.test("newestOfEach() keeps the last point of each metric", () => {
  const points = [["loss", 1], ["lr", 1], ["loss", 2]].map(([metric, step]) => ({
    metric: String(metric),
    step: Number(step),
    value: 0,
  }));
  assert.deepEqual(newestOfEach(points).map(({ metric, step }) => [metric, step]), [["loss", 2], ["lr", 1]]);
});

Deno.test("pointOfNumber() finds the newest point with the number's value, before one with its step", () => {
  const points = [
    { metric: "loss", step: 1, value: 2 },
    { metric: "acc", step: 2, value: 2 },
    { metric: "lr", step: 2, value: 0.5 },
  ];
  const [two, half, one, nine] = listNumbers("2 0.5 1 9");
  assert.equal(pointOfNumber(two!, points)?.metric, "acc");
  assert.equal(pointOfNumber(half!, points)?.metric, "lr");
  assert.equal(pointOfNumber(one!, points)?.metric, "loss");
  assert.equal(pointOfNumber(nine!, points), null);
});

Deno.test("markNumbers() tells points from numbers that aren't read", () => {
  const marked = markNumbers(listNumbers("loss 2 at 9"), [{ metric: "loss", step: 1, value: 2 }]);
  assert.deepEqual(marked, [{ start: 5, end: 6, mark: "number-point" }, { start: 10, end: 11, mark: "number-unread" }]);
});
