import assert from "node:assert/strict";
import longTable from "../../../lib/points/formats/long_table.ts";
import { makeSource } from "../make_source.ts";
import { readShort } from "../read_log.ts";

const HEADER = "|Suites |Version|Shots| Metric |   |Value |   |Stderr|";

Deno.test("proceed() names each value by its row's metric and by what it was measured on", () => {
  assert.deepEqual(
    readShort(
      "step 40 loss 0.5",
      HEADER,
      "|-------|------:|----:|--------|---|-----:|---|-----:|",
      "|riddles|      1|    0|acc     |↑  |0.4125|±  |0.0101|",
      "|       |       |    0|acc_norm|↑  |0.4475|±  |0.0102|",
      "| - maps|      1|    5|em      |↑  |0.3125|±  |0.0201|",
    ),
    ["loss=0.5@40", "riddles_acc=0.4125@40", "riddles_acc_norm=0.4475@40", "maps_em=0.3125@40"],
  );
});

Deno.test("proceed() ends at a line that is no row of the table", () => {
  assert.deepEqual(readShort("step 40 loss 0.5", HEADER, "| words | alone |", "|riddles|1|0|acc|↑|0.41|±|0.01|"), [
    "loss=0.5@40",
  ]);
});

Deno.test("begin() finds no such table where a column counts, or a name or a value is missing", () => {
  for (const text of ["| step | metric | value |", "| task | value |", "| metric | train |", "metric value"]) {
    assert.equal(longTable.span.begin(makeSource(text)), null, text);
  }
});
