import assert from "node:assert/strict";
import * as kinds from "../../../lib/points/grammar/lead_kinds.ts";
import { canonicalName } from "../../../lib/points/words/name.ts";

Deno.test("the names of leads that have none are no names of metrics, and differ", () => {
  const names = Object.values(kinds);
  assert.equal(new Set(names).size, names.length);
  for (const name of names) assert.notEqual(canonicalName(name), name);
});
