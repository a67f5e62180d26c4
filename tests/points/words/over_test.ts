import assert from "node:assert/strict";
import { tellsOfEnd } from "../../../lib/points/words/over.ts";

for (
  const line of [
    "Epoch 1 done",
    "Finished epoch 1",
    "=== End of epoch 1 ===",
    "---- epoch 1 ended ----",
    "Epoch 1/10 Complete!",
    "Time taken for epoch 1: 12.5 sec",
    "epoch 1 took 12.5s",
    "Episode 1 finished after 31 timesteps",
    "Training epoch 1 is over",
  ]
) {
  Deno.test(`tellsOfEnd() is true for "${line}"`, () => assert.ok(tellsOfEnd(line)));
}

for (const line of ["Epoch 1", "Epoch 1/10 time: 12s", "Starting epoch 1", "end_epoch 1", "3 of 10 done"]) {
  Deno.test(`tellsOfEnd() is false for "${line}"`, () => assert.ok(!tellsOfEnd(line)));
}
