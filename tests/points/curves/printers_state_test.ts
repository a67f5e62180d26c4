import assert from "node:assert/strict";
import { noPrinters } from "../../../lib/points/curves/printers_state.ts";

Deno.test("noPrinters() knows nobody, and makes each table anew", () => {
  const one = noPrinters();
  one.places.set("4", { epoch: 1, step: 2, value: 4, names: [] });
  assert.deepEqual([noPrinters().places.size, noPrinters().areApart, noPrinters().waiting], [0, null, []]);
});
