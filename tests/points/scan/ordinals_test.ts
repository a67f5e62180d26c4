import assert from "node:assert/strict";
import { endsOrdinal, plainOrdinals } from "../../../lib/points/scan/ordinals.ts";
import { readShort } from "../read_log.ts";

Deno.test("endsOrdinal() knows the end of an ordinal before a counter's word", () => {
  for (const text of ["3rd epoch", "3th training step", "3-th Iteration", "3rd mini-batch"]) {
    assert.ok(endsOrdinal(text, 1), text);
  }
  for (const text of ["5th percentile", "5th", "5 th epoch", "3D epoch"]) assert.ok(!endsOrdinal(text, 1), text);
});

Deno.test("plainOrdinals() keeps every offset", () => {
  assert.equal(plainOrdinals("the 3rd epoch, 5th percentile"), "the 3º  epoch, 5th percentile");
  assert.equal(plainOrdinals("3rd party step 40, 2nd stage epoch: 4"), "3   party step 40, 2   stage epoch: 4");
  assert.equal(plainOrdinals("3rd training step: 0.5"), "3º  training step: 0.5");
});

Deno.test("an ordinal before a counter's word counts, and is part of a name before any other", () => {
  assert.deepEqual(readShort("0th training step, drag 0.5", "1th training step, drag 0.4"), [
    "drag=0.5@0",
    "drag=0.4@1",
  ]);
  assert.deepEqual(
    readShort("After the 3rd epoch: loss 0.5", "After the 4th epoch: loss 0.4", "After the 5th epoch: loss 0.3"),
    [
      "loss=0.5@3",
      "loss=0.4@4",
      "loss=0.3@5",
    ],
  );
  assert.deepEqual(readShort("epoch 3 | 5th percentile: 0.5 | 95th percentile: 0.75"), [
    "5th_percentile=0.5@3",
    "95th_percentile=0.75@3",
  ]);
});
