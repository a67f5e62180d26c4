import assert from "node:assert/strict";
import { metricName, rowFacts } from "../../../lib/points/grammar/make_statement.ts";

Deno.test("metricName() makes a metric of a name whose words would be a setting's", () => {
  assert.deepEqual(metricName("Batch Size"), {
    name: "batch_size",
    role: "metric",
    kind: "metric",
    known: true,
    priority: 0,
  });
});

Deno.test("rowFacts() gives each value of a row a pair on its line", () => {
  const { pairs, line } = rowFacts(4, [[metricName("loss"), 0.5], [metricName("count"), 3]]);
  assert.deepEqual([line, pairs.map(({ info, value, integer }) => [info.name, value, integer])], [4, [
    ["loss", 0.5, false],
    ["count", 3, true],
  ]]);
});
