import assert from "node:assert/strict";
import { leaveOutOtherEpoch } from "../../../lib/points/curves/other_epoch.ts";
import { initialReaderState } from "../../../lib/points/curves/state.ts";
import { makeFacts, makePair } from "../make_facts.ts";
import { readShort } from "../read_log.ts";

const state = { ...initialReaderState(), epoch: 3 };
state.block.line = 10;
const epochOf = (line: number, epoch: number, wholeEpoch = false) =>
  leaveOutOtherEpoch(makeFacts({ line, epoch, wholeEpoch, pairs: [makePair("acc", 0.5)] }), state).epoch;

Deno.test("leaveOutOtherEpoch() leaves out an earlier epoch behind the values near below a heading", () => {
  assert.deepEqual([epochOf(11, 1), epochOf(12, 2)], [NaN, NaN]);
});

Deno.test("leaveOutOtherEpoch() keeps an epoch before the values, one that isn't earlier, and one far below the heading", () => {
  assert.deepEqual([epochOf(11, 1, true), epochOf(11, 3), epochOf(11, 4), epochOf(11, 2.5), epochOf(13, 1)], [
    1,
    3,
    4,
    2.5,
    1,
  ]);
});

Deno.test("leaveOutOtherEpoch() places a line at its heading's epoch", () => {
  const below = (line: string) => readShort("Epoch 2", line, "Epoch 3", line, "Epoch 4", line);
  const points = ["acc=0.5@2", "acc=0.5@3", "acc=0.5@4"];
  assert.deepEqual(below("acc 0.5 (epoch 1 was 0.6)"), points);
  assert.deepEqual(below("acc 0.5 did not improve since epoch 1"), points);
  assert.deepEqual(below("acc: 0.5, last saved at epoch 1"), points);
});
