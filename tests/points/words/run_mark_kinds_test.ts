import assert from "node:assert/strict";
import { LINE_MARK_KINDS, lineMarkOf } from "../../../lib/points/words/run_mark_kinds.ts";

for (const { kind, lines, others } of LINE_MARK_KINDS) {
  Deno.test(`lineMarkOf() is ${kind} for lines that tell it, and not for those that only look like it`, () => {
    assert.deepEqual(lines.filter((line) => lineMarkOf(line) !== kind), []);
    assert.deepEqual(others.filter((line) => lineMarkOf(line) === kind), []);
  });
}

Deno.test("lineMarkOf() is null for lines of metrics and settings", () => {
  const lines = [
    "Step 100: loss=1.2345, lr=1.00e-04",
    "epochs: 3",
    "time (ms) | save-checkpoint: 12.34 | forward: 3.1",
    "",
  ];
  assert.deepEqual(lines.map((line) => lineMarkOf(line)), [null, null, null, null]);
});

Deno.test("lineMarkOf() takes linear time", () => {
  const long = "saved saving early stopping resuming restored ".repeat(20_000);
  for (let cut = 0; cut < 200; cut++) lineMarkOf(long.slice(cut)); // an exponential pattern would never end
  assert.equal(lineMarkOf("model saved ".padEnd(1_000_000, "x")), "checkpoint");
});
