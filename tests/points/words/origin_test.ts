import assert from "node:assert/strict";
import { originOf } from "../../../lib/points/words/origin.ts";
import { readShort } from "../read_log.ts";

for (
  const [part, origin] of [
    ["[w0] step 3", "w0"],
    ["(a/left) step 3", "a/left"],
    ["<left.host:4411> step 3", "left.host"],
    ["fold_1.log: step 3", "fold_1.log"],
    ["p-2 | step 3", "p-2"],
    ["p2> step 3", "p2"],
    ["[left] step 3", ""],
    ["[fit.py] step 3", ""],
    ["epoch_3: drag 0.5", ""],
    ["[step3] drag 0.5", ""],
    ["val/drag: 0.5", ""],
    ["a/drag: 0.5", ""],
    ["w0 step 3", ""],
  ] as const
) {
  Deno.test(`originOf() of ${part} is ${origin || "nothing"}`, () => assert.equal(originOf(part, ["a/drag"]), origin));
}

Deno.test("lines of several origins are told apart where they stand at one step", () => {
  assert.deepEqual(
    readShort("[w0] step 3 drag 0.5", "[w1] step 3 drag 0.4", "[w0] step 4 drag 0.3", "[w1] step 4 drag 0.2"),
    ["drag=0.5@3", "w1_drag=0.4@3", "drag=0.3@4", "w1_drag=0.2@4"],
  );
  assert.deepEqual(readShort("[run.a] step 3 drag 0.5", "[run.b] step 4 drag 0.4"), ["drag=0.5@3", "drag=0.4@4"]);
});
