import assert from "node:assert/strict";
import * as forms from "../../../lib/points/scan/number_form.ts";

Deno.test("the forms of numbers differ, and fit into the byte that a shape has for each", () => {
  const all = Object.values(forms);
  assert.deepEqual(all, [...new Set(Uint8Array.from(all))]);
});
