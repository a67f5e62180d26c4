import assert from "node:assert/strict";
import { NotOpenYet } from "../../lib/store/kv/deferred.ts";
import { createStoreWarning } from "../../lib/commands/store_warning.ts";

Deno.test("createStoreWarning() prints the first failure only", () => {
  const print = console.error, lines: unknown[] = [];
  console.error = (...values: unknown[]) => void lines.push(...values);
  try {
    const warning = createStoreWarning();
    warning.warn(new NotOpenYet("whoever opens it reports why"));
    assert.equal(warning.isGiven, false);
    warning.warn(new Error("busy"));
    warning.warn(new Error("still busy"));
    assert.equal(warning.isGiven, true);
  } finally {
    console.error = print;
  }
  assert.deepEqual(lines, ["stdcurve: the store does not answer (Error: busy); retrying, nothing is lost"]);
});
