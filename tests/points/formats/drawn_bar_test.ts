import assert from "node:assert/strict";
import { createPointReader } from "../../../lib/points/reader.ts";
import { readShort } from "../read_log.ts";

for (
  const [what, line] of [
    ["indicatif", "⠁ [00:00:10] [████░░░░░░░░░░░░░░░░] 40/200 (eta 00:05) loss=0.5"],
    ["marks without a frame", "[00:00:10] ####----------------     40/200     loss=0.5"],
    ["a bar without a frame that is empty", "[00:00:10] --------------------     40/200     loss=0.5"],
    ["a bar without a frame that is full", "[00:00:10] ####################     40/200     loss=0.5"],
    ["cli-progress", "progress [========----------------------------] 20% | ETA: 12s | 40/200 | loss: 0.5"],
    ["blocks without a frame", " ████████░░░░░░░░░░░░░░░░░░░░░░░░░░░░ 20% | ETA: 5s | 40/200 | loss: 0.5"],
    ["alive-progress", "loss 0.5 |████████▌                               | 40/200 [20%] in 3.1s (~7s, 10.0/s)"],
    ["schollz", "training  20% |████████            | (40/200, 10 it/s) [2s:8s] loss=0.5"],
  ] as const
) {
  Deno.test(`drawn_bar places a value by the count of ${what}`, () => {
    const next = line.replace("40/200", "41/200").replace("0.5", "0.25");
    const points = readShort(line, next).filter((point) => !point.endsWith("~"));
    assert.deepEqual(points, ["loss=0.5@40", "loss=0.25@41"]);
  });
}

Deno.test("drawn_bar gives the run's progress", () => {
  const reader = createPointReader(() => {});
  reader.read("[00:00:10] [████░░░░░░] 40/200 (eta 00:05)", 1);
  assert.deepEqual([reader.progress.step, reader.progress.total], [40, 200]);
});

Deno.test("drawn_bar leaves a count that a word names, and a line with two counts", () => {
  assert.deepEqual(readShort("[epoch 1/3] [####......] 40% loss: 0.5"), ["loss=0.5@1"]);
  assert.deepEqual(readShort("Validating [####....] files 3/4, images 10/20 loss: 0.5").length, 1);
});
