import assert from "node:assert/strict";
import { readShort } from "../read_log.ts";

Deno.test("flower reads round, loss and metrics of a tuple", () => {
  assert.deepEqual(
    readShort(
      "INFO :      fit progress: (1, 2.5, {'accuracy': 0.25}, 21.3)",
      "INFO :      fit progress: (2, 2.25, {}, 42.6)",
    ),
    ["loss=2.5@1", "accuracy=0.25@1", "loss=2.25@2"],
  );
});

Deno.test("flower reads the rounds of its history", () => {
  assert.deepEqual(
    readShort("History (loss, distributed):", "\tround 1: 2.5", "\tround 2: 2.25", "History (metrics, centralized):"),
    ["loss_distributed=2.5@1", "loss_distributed=2.25@2"],
  );
});
