import assert from "node:assert/strict";
import { collectPoints } from "../../lib/intake/collect.ts";
import type { Point } from "../../lib/model.ts";

const point = (metric: string, value: number, rest: Partial<Point> = {}): Point => ({
  metric,
  value,
  step: 10 * value,
  epoch: null,
  globalStep: null,
  line: value + 1,
  kind: "metric",
  ...rest,
});

Deno.test("collectPoints() gives columns by metric in order of first appearance", () => {
  const collector = collectPoints();
  collector.add(point("loss", 3), 100);
  collector.add(point("speed", 4, { kind: "throughput", epoch: 2, globalStep: 7 }), 100);
  collector.add(point("loss", 5), 200);
  const batches = [...collector.batches()].map(([name, { kind, ...columns }]) => {
    return [name, kind, ...Object.entries(columns).map(([column, numbers]) => [column, ...Array.from(numbers)])];
  });
  assert.equal(collector.count, 3);
  assert.deepEqual(batches, [
    ["loss", "metric", ["step", 30, 50], ["value", 3, 5], ["time", 100, 200], ["line", 4, 6], ["epoch", NaN, NaN], [
      "globalStep",
      NaN,
      NaN,
    ]],
    ["speed", "throughput", ["step", 40], ["value", 4], ["time", 100], ["line", 5], ["epoch", 2], ["globalStep", 7]],
  ]);
});

Deno.test("collectPoints() grows, and drops metrics that have no points between two flushes", () => {
  const collector = collectPoints();
  for (let i = 0; i < 5_000; i++) collector.add(point("loss", i), i);
  collector.add(point("once", 1), 1);
  assert.deepEqual(Array.from(collector.batches().get("loss")!.value).slice(4_998), [4_998, 4_999]);
  collector.clear();
  assert.deepEqual([collector.count, collector.batches().size], [0, 0]);
  collector.add(point("loss", 7), 7);
  assert.deepEqual([...collector.batches()].map(([name, { value }]) => [name, ...Array.from(value)]), [["loss", 7]]);
});
