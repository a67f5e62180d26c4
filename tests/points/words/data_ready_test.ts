import assert from "node:assert/strict";
import { tellsOfData } from "../../../lib/points/words/data_ready.ts";
import { readShort } from "../read_log.ts";

for (
  const line of [
    "Found 320 validation images",
    "Loaded 40 valid 40x40 patches",
    "10 images for validation",
    "Test set size 1000",
    "Test split has 200 items",
    "Loading validation data...",
    "Creating test dataloader",
    "Validation data: ready.",
  ]
) {
  Deno.test(`"${line}" tells of data, and is no heading of what follows`, () => {
    assert.ok(tellsOfData(line));
    assert.deepEqual(readShort(line, "Epoch 1: loss=0.5", "Epoch 2: loss=0.25"), ["loss=0.5@1", "loss=0.25@2"]);
  });
}

Deno.test("tellsOfData leaves the headings of evaluations", () => {
  for (
    const line of [
      "Validation",
      "Test set:",
      "Evaluating 5 episodes",
      "Running 10 evaluation episodes",
      "Validating on 320 samples",
    ]
  ) {
    assert.ok(!tellsOfData(line), line);
  }
});
