import assert from "node:assert/strict";
import { InvalidInput } from "../../lib/errors.ts";
import type { Pattern } from "../../lib/model.ts";
import { compilePattern } from "../../lib/points/pattern.ts";
import { readPoints } from "../../lib/points/reader.ts";

function patternOf(pattern: string): Pattern {
  return { id: "0190", metric: "energy", pattern };
}

for (
  const [why, source] of [
    ["does not compile", "(?P<value>["],
    ["has no group value", "energy (\\d+)"],
    ["matches the empty text", "(?P<value>\\d*)"],
  ] as const
) {
  Deno.test(`compilePattern() refuses a pattern that ${why}`, () => {
    assert.throws(
      () => compilePattern(patternOf(source)),
      (error) => error instanceof InvalidInput && error.field === "pattern",
    );
  });
}

Deno.test("match() gives value, step and where the value stands", () => {
  const compiled = compilePattern(patternOf("t(?P<step>\\d+) E(?P<value>[-.\\d]+)"));
  assert.deepEqual(compiled.match("t7 E-1.5"), [
    { metric: "energy", value: -1.5, step: 7, epoch: null, start: 4, end: 8 },
  ]);
});

Deno.test("readPoints() reads what a pattern teaches", () => {
  const points: string[] = [];
  const reader = readPoints((p) => points.push(`${p.metric}=${p.value}@${p.step}`), {
    patterns: [patternOf("t(?P<step>\\d+) E(?P<value>[-.\\d]+)")],
  });
  reader.read("t7 E-1.5", 1, false);
  assert.deepEqual(points, ["energy=-1.5@7"]);
});
