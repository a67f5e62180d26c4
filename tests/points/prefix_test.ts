import assert from "node:assert/strict";
import { stripAnsi, stripPrefix } from "../../lib/points/prefix.ts";

for (
  const [line, text] of [
    ["I0828 22:18:30.114858 11510 solver.cpp:195] Iteration 60, loss = 2.5", "Iteration 60, loss = 2.5"],
    ["2024-01-01T10:00:00.123456789Z step=11 loss=0.4", "step=11 loss=0.4"],
    ["INFO:absl:[100] loss=0.5", "[100] loss=0.5"],
    ["51:{'loss': 0.09}", "{'loss': 0.09}"],
  ] as const
) {
  Deno.test(`stripPrefix() leaves ${text}`, () => assert.equal(stripPrefix(line).text, text));
}

Deno.test("stripPrefix() tells the rank that printed a line", () => {
  assert.deepEqual(stripPrefix("[rank1]: loss 0.5"), { text: "loss 0.5", rank: 1 });
});

Deno.test("stripAnsi() removes colours and cursor moves", () => {
  assert.equal(stripAnsi("\x1b[32mloss\x1b[0m 1\x1b[A"), "loss 1");
});
