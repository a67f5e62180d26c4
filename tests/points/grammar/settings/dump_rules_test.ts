import assert from "node:assert/strict";
import { DUMP_RULES } from "../../../../lib/points/grammar/settings/dump_rules.ts";
import { readShort } from "../../read_log.ts";

Deno.test("DUMP_RULES are each once in the table, and their lines give the points that they promise", () => {
  assert.equal(new Set(DUMP_RULES.map(({ name }) => name)).size, DUMP_RULES.length);
  for (const { name, lines } of DUMP_RULES) {
    assert.ok(lines.length > 0, name);
    for (const [log, points] of lines) assert.equal(readShort(...log.split("\n")).join(" "), points, name);
  }
});
