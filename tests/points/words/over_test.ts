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
    "-- pass 20 finished --",
    "end of sweep 20",
    "Epoche 1 beendet",
    "=== Fin de la época 1 ===",
    "Эпоха 1 завершена за 12.5 с",
    "第1轮训练结束",
    "エポック 1 終了",
  ]
) {
  Deno.test(`tellsOfEnd() is true for "${line}"`, () => assert.ok(tellsOfEnd(line)));
}

for (
  const line of [
    "Epoch 1",
    "Epoch 1/10 time: 12s",
    "Starting epoch 1",
    "Endlich Epoche 1",
    "第1轮开始",
    "end_epoch 1",
    "3 of 10 done",
  ]
) {
  Deno.test(`tellsOfEnd() is false for "${line}"`, () => assert.ok(!tellsOfEnd(line)));
}
