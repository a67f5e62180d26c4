import assert from "node:assert/strict";
import { applyChoice, describeFault, markPlace } from "../../../lib/client/table/FilterField.tsx";

Deno.test("applyChoice() replaces what was typed, and puts the caret behind the choice", () => {
  const applied = applyChoice("status:fa lr<1", { from: 7, to: 9, choices: [] }, "failed");
  assert.deepEqual(applied, { text: "status:failed lr<1", caret: 13 });
});

Deno.test("markPlace() marks the character at which a filter is wrong", () => {
  assert.equal(markPlace("loss<", 5), "loss<▸");
});

Deno.test("describeFault() makes a sentence of what is wrong, which leads to the marked place", () => {
  assert.equal(describeFault('write a value after "<"'), 'Write a value after "<", at ▸:');
});
