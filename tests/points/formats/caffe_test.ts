import assert from "node:assert/strict";
import { readShort } from "../read_log.ts";

Deno.test("the outputs of a net are no losses of the solver", () => {
  assert.deepEqual(
    readShort(
      "Iteration 100, loss = 1.25",
      "    Train net output #0: loss = 1.5 (* 1 = 1.5 loss)",
      "    Test net output #1: accuracy = 0.25",
    ),
    ["loss=1.25@100", "train_loss=1.5@100", "test_accuracy=0.25@100"],
  );
});

Deno.test("read() reads an output behind a logger's prefix", () => {
  assert.deepEqual(
    readShort(
      "I0101 10:00:00.000001 7 solver.cpp:2] Iteration 50, loss = 2.5",
      "I0101 10:00:00.000002 7 solver.cpp:4]     Train net output #0: loss = 2.25 (* 1 = 2.25 loss)",
    ),
    ["loss=2.5@50", "train_loss=2.25@50"],
  );
});
