import assert from "node:assert/strict";
import { firstAfter } from "../../../lib/store/points/revs.ts";

Deno.test("firstAfter() finds the first point of a later flush", () => {
  const revs = [1, 1, 2, 2, 5];
  assert.deepEqual([-1, 0, 1, 2, 3, 4, 5, 9].map((rev) => firstAfter(revs, rev)), [0, 0, 2, 4, 4, 4, 5, 5]);
  assert.equal(firstAfter([], 3), 0);
});
