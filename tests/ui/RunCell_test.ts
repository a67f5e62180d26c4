import assert from "node:assert/strict";
import { describeDifference } from "../../lib/ui/RunCell.tsx";

Deno.test("describeDifference() gives the difference with its sign, and its share of the baseline", () => {
  assert.equal(describeDifference(0.5, 0.4), "+0.1 (+25 %)");
  assert.equal(describeDifference(0.39, 0.4), "−0.01 (−2.5 %)");
  assert.equal(describeDifference(2, 0), "+2");
  assert.equal(describeDifference(NaN, 1), "");
});
