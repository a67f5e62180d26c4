import assert from "node:assert/strict";
import { readShort } from "../read_log.ts";

Deno.test("darknet names values by the words behind them", () => {
  assert.deepEqual(
    readShort(" 1000: 0.523, 0.612 avg loss, 0.001000 rate, 3.2 seconds, 64000 images, 10.2 hours left"),
    ["loss=0.523@1000", "avg_loss=0.612@1000", "learning_rate=0.001@1000", "seconds=3.2@1000~"],
  );
});
