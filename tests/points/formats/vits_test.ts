import assert from "node:assert/strict";
import { readShort } from "../read_log.ts";

Deno.test("vits places losses at the step that stands in a list with the learning rate", () => {
  assert.deepEqual(
    readShort(
      "INFO:voice:Train Epoch: 9 [20%]",
      "INFO:voice:[4200, 9.99e-05]",
      "INFO:voice:loss_disc=3.9, loss_gen=3.1",
      "INFO:voice:[4400, 9.99e-05]",
      "INFO:voice:loss_disc=3.8, loss_gen=3.0",
    ),
    [
      "learning_rate=0.0000999@4200",
      "loss_disc=3.9@4200",
      "loss_gen=3.1@4200",
      "learning_rate=0.0000999@4400",
      "loss_disc=3.8@4400",
      "loss_gen=3@4400",
    ],
  );
});

Deno.test("vits reads losses without names before the step", () => {
  assert.deepEqual(
    readShort(
      "2025-03-08 12:31:36,456\tvoice\tINFO\tTrain Epoch: 9 [20%]",
      "2025-03-08 12:31:36,457\tvoice\tINFO\t[2.5, 1.5, 2.25, 22.5, 400, 9.99e-05]",
    ),
    ["value/0=2.5@400", "value/1=1.5@400", "value/2=2.25@400", "value/3=22.5@400", "learning_rate=0.0000999@400"],
  );
  assert.deepEqual(readShort("step 3", "[0.5, 3, 0.25]"), []);
});

Deno.test("vits reads no other list of two numbers", () => {
  assert.deepEqual(readShort("[4200, 17]", "loss=0.5", "[0.5, 0.25]", "loss=0.4", "[3, 0.5] of 8", "loss=0.3"), [
    "loss=0.5@0",
    "loss=0.4@1",
    "loss=0.3@2",
  ]);
});
