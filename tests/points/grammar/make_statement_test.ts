import assert from "node:assert/strict";
import { understandName } from "../../../lib/points/words/name.ts";
import {
  addPair,
  emptyStatement,
  metricName,
  renamePair,
  rowFacts,
} from "../../../lib/points/grammar/make_statement.ts";

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

Deno.test("renamePair() renames a pair in its part too, unless the part names it otherwise", () => {
  const statement = emptyStatement(), { facts: { pairs }, parts } = statement;
  for (const slot of [1, 2]) addPair(statement, slot, "gap");
  parts[0] = { part: { slot: 0, word: "head" }, info: pairs[0]!.info };
  parts[1] = { part: { slot: 0, word: "head" }, info: metricName("other") };
  for (const at of [0, 1]) renamePair(statement, at, understandName("gap_max"));
  assert.deepEqual(pairs.map(({ info: { name } }) => name), ["gap_max", "gap_max"]);
  assert.deepEqual(parts.map(({ info: { name } }) => name), ["gap_max", "other"]);
});
