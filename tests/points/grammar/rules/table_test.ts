import assert from "node:assert/strict";
import { RULES } from "../../../../lib/points/grammar/rules/table.ts";
import { makeShape, scanShape } from "../../../../lib/points/scan/shape.ts";
import { understandLine } from "../../../../lib/points/understand.ts";
import { showPoints } from "../../../support/read_rule.ts";

/** Names of the rules that took a number of a log's lines. */
function rulesOf(log: string): Set<string> {
  const shape = makeShape();
  return new Set(
    log.split("\n").flatMap((line) => {
      scanShape(line, shape);
      const taken: string[] = [];
      for (let statement: ReturnType<typeof understandLine> | null = understandLine(line, shape); statement;) {
        taken.push(...Object.values(statement.rules));
        statement = statement.next;
      }
      return taken;
    }),
  );
}

for (const { name, lines } of RULES) {
  Deno.test(`RULES read ${name} as the rule promises`, () => {
    assert.ok(lines.length > 0, "a rule shows what it reads");
    for (const [log, points] of lines) {
      assert.equal(showPoints(log), points, log);
      assert.ok(rulesOf(log).has(name), `another rule took all numbers of ${log}`);
    }
  });
}

Deno.test("RULES have names of their own", () => {
  assert.equal(new Set(RULES.map(({ name }) => name)).size, RULES.length);
});
