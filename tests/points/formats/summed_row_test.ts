import assert from "node:assert/strict";
import { readSummedRow } from "../../../lib/points/formats/summed_row.ts";

Deno.test("readSummedRow() reads the number of a round and the values behind their names", () => {
  const facts = readSummedRow("   2 G= -.5E+01 G0= -.25E+01  d G =-.125E+01", 7)!;
  assert.deepEqual([facts.step, facts.line], [2, 7]);
  assert.deepEqual(facts.pairs.map(({ info, value }) => `${info.name} ${value}`), ["g -5", "g0 -2.5", "d_g -1.25"]);
});

Deno.test("readSummedRow() reads nothing on a line with other words, or one value", () => {
  for (const line of ["2 files: a= 0.5 b= 0.5 done", "2 a= 0.5", "a= 0.5 b= 0.25", "2 a= 5 b= 7"]) {
    assert.equal(readSummedRow(line, 1), null);
  }
});
