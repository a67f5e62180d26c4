import assert from "node:assert/strict";
import { readShort } from "../read_log.ts";

Deno.test("earnerOf() names a curve after the word of its line where another line of the step has the same name", () => {
  assert.deepEqual(readShort("step 3 loss 0.5 [reef]", "step 3 loss 0.25 [dune]", "step 4 loss 0.4 [reef]"), [
    ...["loss=0.5@3", "dune_loss=0.25@3", "loss=0.4@4"],
  ]);
});

Deno.test("isFresh() lets a line repeat none that has another value at its place", () => {
  assert.deepEqual(readShort("epoch 3", "loss: 0.5, acc: 0.75", "loss: 0.25, acc: 0.75"), [
    ...["loss=0.5@3", "acc=0.75@3", "loss=0.25@3.5", "acc=0.75@3.5"],
  ]);
});
