import assert from "node:assert/strict";
import { isNearValue, withoutCutValue } from "../../../lib/points/curves/cut_value.ts";
import { makeFacts, makePair } from "../make_facts.ts";

Deno.test("isNearValue() takes digits that more digits would change little", () => {
  for (const digits of ["0.391", "-0.000954", "12.3", "1.234"]) assert.ok(isNearValue(digits, "loss"), digits);
});

Deno.test("isNearValue() leaves digits that may be the start of anything", () => {
  for (const digits of ["0", "0.", "0.00", "0.39", "45", "1.5", "1.23"]) {
    assert.ok(!isNearValue(digits, "loss"), digits);
  }
  assert.ok(!isNearValue("1.234", "learning_rate"));
});

Deno.test("withoutCutValue() takes out that pair alone", () => {
  const facts = makeFacts({ pairs: [makePair("loss", 0.5), makePair("acc", 0.8)] });
  assert.deepEqual(withoutCutValue(facts, 1, "0.8").pairs.map(({ info: { name } }) => name), ["loss"]);
  assert.equal(withoutCutValue(facts, 1, "0.875"), facts);
  assert.equal(withoutCutValue(facts, -1, "0.8"), facts);
});
