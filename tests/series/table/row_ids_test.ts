import assert from "node:assert/strict";
import { sumIds } from "../../../lib/series/table/row_ids.ts";

Deno.test("sumIds() does not depend on the order, and differs when one id is another", () => {
  const ids = Array.from({ length: 50 }, () => crypto.randomUUID());
  assert.equal(sumIds(ids), sumIds(ids.toReversed()));
  assert.notEqual(sumIds(ids), sumIds([...ids.slice(1), "01900000-0000-7000-8000-000000000001"]));
  assert.equal(sumIds(["ffffffff", "00000002"]), 1);
  assert.equal(sumIds([]), 0);
});
