import assert from "node:assert/strict";
import { readLog, readShort } from "../read_log.ts";

const HEAD = ["   \t     \t    score    \t    depth    ", "   \t     \t-------------\t-------------"];

Deno.test("columns that repeat below groups are named by their group", () => {
  assert.deepEqual(
    readShort(...HEAD, "gen\tevals\tmean\tbest\tmean\tbest", "0  \t80   \t3.5 \t9.5 \t4.25\t7   "),
    ["evals=80@0", "score/mean=3.5@0", "score/best=9.5@0", "depth/mean=4.25@0", "depth/best=7@0"],
  );
});

Deno.test("names that don't fit the groups end the table", () => {
  assert.deepEqual(
    readLog([...HEAD, "gen\tevals\tmean\tbest", "0  \t80   \t3.5 \t9.5 "]).map(({ metric }) => metric),
    [],
  );
});
