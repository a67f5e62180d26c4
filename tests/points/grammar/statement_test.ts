import assert from "node:assert/strict";
import { emptyLineFacts, emptyStatement } from "../../../lib/points/grammar/make_statement.ts";
import { hasCounter, hasProgress, isSet } from "../../../lib/points/grammar/statement.ts";

Deno.test("hasProgress() is true for a step, an epoch or a batch, and not for a total", () => {
  for (const counter of [{ step: 0 }, { epoch: 0 }, { batch: 0 }]) {
    assert.equal(hasProgress({ ...emptyLineFacts(1), ...counter }), true);
  }
  assert.equal(hasProgress({ ...emptyLineFacts(1), stepTotal: 9, epochTotal: 9 }), false);
});

Deno.test("isSet() is false for NaN alone", () => {
  assert.deepEqual([0, -1, Infinity, NaN].map(isSet), [true, true, true, false]);
});

Deno.test("hasCounter() is true for a shape with a step, an epoch or a batch, not for one with totals alone", () => {
  const withSlot = (name: "step" | "epoch" | "batch" | "stepTotal") => {
    const statement = emptyStatement();
    statement.slots[name] = 0;
    return statement;
  };
  assert.deepEqual((["step", "epoch", "batch"] as const).map((name) => hasCounter(withSlot(name))), [true, true, true]);
  assert.equal(hasCounter(withSlot("stepTotal")), false);
  assert.equal(hasCounter(emptyStatement()), false);
});
