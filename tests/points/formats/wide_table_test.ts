import assert from "node:assert/strict";
import { readShort } from "../read_log.ts";

Deno.test("wide_table reads rows of numbers directly below words that nobody knows", () => {
  assert.deepEqual(
    readShort(
      " Heat     Zorp     Accept   Elapsed",
      "25.5     13.25    98.5%    0:00:01",
      "12.5     11.25    78.5%    0:00:02",
    ),
    ["heat=25.5@0", "zorp=13.25@0", "accept=98.5@0", "heat=12.5@1", "zorp=11.25@1", "accept=78.5@1"],
  );
});

Deno.test("wide_table reads nothing below words where a row with words, or fewer numbers, comes first", () => {
  const header = "Layer    Kind     Shape    Weights";
  assert.deepEqual(readShort(header, "conv     2.5      1.5      0.5"), []);
  assert.deepEqual(readShort(header, "2.5      1.5      0.5", "2.5      1.5      0.5     0.25"), []);
  assert.deepEqual(readShort(header, "2        1        0.5      7"), []);
});
