import assert from "node:assert/strict";
import { bytesOfRow, NOT_TAKEN } from "../../../lib/points/formats/format.ts";
import { sizeOf } from "../../../lib/points/size.ts";

Deno.test("bytesOfRow() is no less than what a row of a block takes, in any script", () => {
  for (const name of ["", "loss", "損失".repeat(20)]) {
    assert.ok(bytesOfRow(name.length) >= sizeOf({ name, value: 0.5, line: 1, integer: false, isChosen: true }), name);
  }
});

Deno.test("NOT_TAKEN leaves the line to others and the span open", () => {
  assert.deepEqual(NOT_TAKEN, { taken: false, facts: null, over: false });
});
