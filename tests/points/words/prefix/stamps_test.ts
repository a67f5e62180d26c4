import assert from "node:assert/strict";
import { glog, level, levelWord, stamp } from "../../../../lib/points/words/prefix/stamps.ts";
import type { PrefixPart } from "../../../../lib/points/words/prefix/prefix_part.ts";

const behind = ({ skip }: PrefixPart, text: string) => text.slice(skip(text, 0));

Deno.test("stamp is a date, a time of day or both, and no count with its total", () => {
  assert.equal(behind(stamp, "2024-05-01 12:00:00.123 - step 3"), "- step 3");
  assert.equal(behind(stamp, "[12:00:01] step 3"), "step 3");
  assert.equal(behind(stamp, "10/20 loss 0.5"), "10/20 loss 0.5");
});

Deno.test("glog is the level, date, time, thread and source of glog", () => {
  assert.equal(behind(glog, "W1231 23:59:59.000001 77 net.cpp:12] Iteration 5"), "Iteration 5");
  assert.equal(behind(glog, "Iteration 5"), "Iteration 5");
});

Deno.test("level is a logger's level, and not the word of an error rate", () => {
  assert.deepEqual(["[WARNING] step 3", "INFO: step 3", "error rate: 0.5"].map((text) => behind(level, text)), [
    "step 3",
    "step 3",
    "error rate: 0.5",
  ]);
  assert.ok(levelWord("CRITICAL: a", 0) === 8);
});
