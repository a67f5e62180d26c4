import assert from "node:assert/strict";
import { either, findSteps, joinParts, type MachineStep, reading, repeatOften } from "../../lib/text/name_machine.ts";

const only = (wanted: string) => reading((char) => char === wanted);

Deno.test("findSteps() finds parts behind one another anywhere in the characters", () => {
  const steps: MachineStep[] = [];
  joinParts([only("a"), either([only("b"), only("c")])])(steps);
  assert.equal(findSteps(steps, [..."xxac"]), true);
  assert.equal(findSteps(steps, [..."axbc"]), false);
});

Deno.test("repeatOften() counts", () => {
  const steps: MachineStep[] = [];
  joinParts([only("x"), repeatOften(only("a"), { least: 2, most: 3 }), only("y")])(steps);
  assert.deepEqual(["xay", "xaay", "xaaay", "xaaaay"].map((text) => findSteps(steps, [...text])), [
    false,
    true,
    true,
    false,
  ]);
});
