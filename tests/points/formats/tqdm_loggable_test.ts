import assert from "node:assert/strict";
import { createPointReader } from "../../../lib/points/reader.ts";
import { readShort } from "../read_log.ts";

const LINE =
  "12:16:53.089 [I] Progress on: 7.00it/200it rate:0.5it/s remaining:06:26 elapsed:00:14 postfix:loss=0.31, lr=0.001";

Deno.test("tqdm_loggable reads the postfix of a bar for logs", () => {
  assert.deepEqual(readShort(LINE), ["loss=0.31@7", "learning_rate=0.001@7"]);
});

Deno.test("progress has the step, the total, the rate and the time left of a bar for logs", () => {
  const reader = createPointReader(() => {});
  reader.read(LINE, 1);
  const { step, total, rate, secondsLeft } = reader.progress;
  assert.deepEqual([step, total, rate, secondsLeft], [7, 200, 0.5, 386]);
});

Deno.test("tqdm_loggable counts in thousands where counts are written short", () => {
  const state = (n: string, loss: number) =>
    `Progress on: ${n}it/20.0kit rate:9.5it/s remaining:06:26 elapsed:00:14 postfix:loss=${loss}`;
  assert.deepEqual(readShort(state("900", 0.5), state("1.50k", 0.25)), ["loss=0.5@900", "loss=0.25@1500"]);
});
