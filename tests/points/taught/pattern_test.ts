import assert from "node:assert/strict";
import { InvalidInput } from "../../../lib/errors.ts";
import type { Pattern } from "../../../lib/model.ts";
import { compilePattern, compilePatterns } from "../../../lib/points/taught/pattern.ts";
import { createPointReader } from "../../../lib/points/reader.ts";

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

Deno.test("match() gives the value, its step and its offsets", () => {
  const compiled = compilePattern(patternOf("t(?P<step>\\d+) E(?P<value>[-.\\d]+)"));
  assert.deepEqual(compiled.match("t7 E-1.5"), [
    { metric: "energy", value: -1.5, step: 7, epoch: null, start: 4, end: 8 },
  ]);
});

Deno.test("createPointReader() gives the points that a pattern reads", () => {
  const points: string[] = [];
  const reader = createPointReader((p) => points.push(`${p.metric}=${p.value}@${p.step}`), {
    patterns: [compilePattern(patternOf("t(?P<step>\\d+) E(?P<value>[-.\\d]+)"))],
  });
  reader.read("t7 E-1.5", 1);
  assert.deepEqual(points, ["energy=-1.5@7"]);
});

function teach(patterns: Pattern[], lines: string[], onlyPatterns = false): string[] {
  const points: string[] = [];
  const reader = createPointReader((p) => points.push(`${p.metric}=${p.value}@${p.step}`), {
    patterns: compilePatterns(patterns),
    onlyPatterns,
  });
  lines.forEach((text, index) => reader.read(text, index + 1));
  reader.finish();
  return points;
}

const LINES = [
  "Step 10: loss=0.5",
  "reward is about <7.5>",
  "Step 20: loss=0.4 <6.5>",
  " 30%|███       | 30/100 [00:10<00:30,  1.00it/s] <5.5>",
];

Deno.test("createPointReader() gives a pattern's value the step of its line, else the last step or the bar's", () => {
  assert.deepEqual(teach([patternOf("<(?P<value>[.\\d]+)>")], LINES).filter((p) => p.startsWith("energy")), [
    "energy=7.5@10",
    "energy=6.5@20",
    "energy=5.5@30",
  ]);
});

Deno.test("createPointReader() gives only what patterns read with onlyPatterns, at the same steps", () => {
  assert.deepEqual(teach([patternOf("<(?P<value>[.\\d]+)>")], LINES, true), [
    "energy=7.5@10",
    "energy=6.5@20",
    "energy=5.5@30",
  ]);
});

Deno.test("createPointReader() gives no points of its own for a name that a pattern reads", () => {
  const pattern = { ...patternOf("loss=(?P<value>[.\\d]+) <"), metric: "loss" };
  assert.deepEqual(teach([pattern], LINES), ["loss=0.4@20"]);
});

Deno.test("match() stops searching when its searches may have read scanMax characters", () => {
  const compiled = compilePattern(patternOf("(?P<value>\\d)"));
  const values = (scanMax: number) => compiled.match("1234567890", scanMax).map(({ value }) => value);
  assert.deepEqual(values(10), [1]); // the second search may read 9 more
  assert.deepEqual(values(19), [1, 2]);
  assert.deepEqual(values(1000).length, 10);
  assert.deepEqual(compiled.match("abc7", 3), []); // text beyond is not read
});

Deno.test("compilePatterns() lets large patterns read less of a long line than one small pattern", () => {
  const large = patternOf("(?:(.?){900}Z)?(?P<value>\\d)"), small = patternOf("(?P<value>\\d)");
  const text = `${"a".repeat(4000)}7`;
  assert.deepEqual(compilePatterns([small]).map((each) => each.match(text).length), [1]);
  assert.deepEqual(compilePatterns([large, small]).map((each) => each.match(text).length), [0, 0]);
  assert.deepEqual(compilePatterns([large, small]).map((each) => each.match("a 7").length), [1, 1]);
});
