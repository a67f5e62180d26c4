import assert from "node:assert/strict";
import { InvalidInput } from "../../../lib/errors.ts";
import { checkPattern, checkPatterns, parsePattern } from "../../../lib/points/taught/patterns.ts";

for (
  const [text, metric, pattern] of [
    ["acc=accuracy (?P<value>[0-9.]+)", "acc", "accuracy (?P<value>[0-9.]+)"],
    ["val/acc@1=(?P<value>\\d+)", "val/acc@1", "(?P<value>\\d+)"],
    ["reward is (?P<value>\\d+)", "value", "reward is (?P<value>\\d+)"],
    ["(?P<metric>\\w+): (?P<value>\\d+)", "", "(?P<metric>\\w+): (?P<value>\\d+)"],
    ["acc=", "value", "acc="],
  ] as const
) {
  Deno.test(`parsePattern() reads ${text}`, () => assert.deepEqual(parsePattern(text), { metric, pattern }));
}

Deno.test("checkPattern() keeps an id and gives a new pattern one", () => {
  const pattern = "a(?P<value>\\d+)";
  assert.deepEqual(checkPattern({ id: "7", metric: "a", pattern }), { id: "7", metric: "a", pattern });
  assert.match(checkPattern({ metric: "a", pattern }).id, /^[\da-f-]{36}$/);
});

Deno.test("checkPattern() refuses a pattern without a name for its metric", () => {
  assert.throws(
    () => checkPattern({ metric: "", pattern: "(?P<value>\\d+)" }),
    (error) => error instanceof InvalidInput && error.field === "pattern" && /needs a name/.test(error.message),
  );
  assert.equal(checkPattern({ metric: "", pattern: "(?P<metric>\\w+)=(?P<value>\\d+)" }).metric, "");
});

Deno.test("checkPatterns() refuses two patterns of one metric, however it is written, and names the field", () => {
  const entered = [{ metric: "LR", pattern: "a(?P<value>\\d+)" }, {
    metric: "learning rate",
    pattern: "b(?P<value>\\d+)",
  }];
  assert.throws(
    () => checkPatterns(entered, "patterns"),
    (error) => error instanceof InvalidInput && error.field === "patterns" && /learning_rate/.test(error.message),
  );
  assert.equal(checkPatterns(entered.slice(1), "patterns").length, 1);
});

Deno.test("checkPatterns() names the field for a pattern that can't be used", () => {
  assert.throws(
    () => checkPatterns([{ metric: "a", pattern: "(" }], "patterns"),
    (error) => error instanceof InvalidInput && error.field === "patterns",
  );
});

Deno.test("checkPattern() refuses a short pattern that compiles to very many instructions", () => {
  for (const pattern of ["(?P<value>(a?){900}b)", "(?P<value>(.{0,30}){0,30}b)", "(?P<value>.{0,300}b)"]) {
    assert.throws(
      () => checkPattern({ metric: "a", pattern }),
      (error) => error instanceof InvalidInput && error.field === "pattern" && /too large/.test(error.message),
      pattern,
    );
  }
  assert.ok(checkPattern({ metric: "a", pattern: "loss.{0,100}=(?P<value>[-+]?\\d{1,9}(?:\\.\\d{1,9})?)" }));
});

Deno.test("checkPatterns() refuses patterns that are too large together", () => {
  const entered = Array.from({ length: 5 }, (_, i) => ({ metric: `m${i}`, pattern: "(?P<value>\\d{0,220}b)" }));
  assert.equal(checkPatterns(entered.slice(1), "patterns").length, 4);
  assert.throws(
    () => checkPatterns(entered, "patterns"),
    (error) => error instanceof InvalidInput && error.field === "patterns" && /together/.test(error.message),
  );
});
