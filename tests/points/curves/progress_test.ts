import assert from "node:assert/strict";
import { createPointReader } from "../../../lib/points/reader.ts";

function progressOf(...lines: string[]) {
  const reader = createPointReader(() => {});
  lines.forEach((text, index) => reader.read(text, index + 1, false));
  return reader.progress;
}

Deno.test("progress counts the steps of all epochs where the number of epochs is known", () => {
  const { step, total, epoch, epochTotal } = progressOf("Epoch 2/10, step 30/500: loss 0.5");
  assert.deepEqual([step, total, epoch, epochTotal], [530, 5000, 2, 10]);
});

for (
  const [line, seconds] of [
    ["iter: 19  eta: 0:10:05  total_loss: 4.5", 605],
    ["Epoch [1][50/7330] lr: 2.0e-03, eta: 1 day, 2:03:04, loss: 2.3", 93_784],
    ["10:\tlearn: 0.39\ttotal: 53.4ms\tremaining: 1.5s", 1.5],
    ['{"iteration": 19, "eta_seconds": 506.5, "loss": 0.5}', 506.5],
  ] as const
) {
  Deno.test(`progress reads the time left in ${line}`, () => assert.equal(progressOf(line).secondsLeft, seconds));
}

Deno.test("progress reads the totals from the settings when no line prints them", () => {
  const { total, epochTotal } = progressOf(
    "  Num Epochs = 3",
    "  Total optimization steps = 5,000",
    "epoch=1 step=30 loss=0.5",
  );
  assert.deepEqual({ total, epochTotal }, { total: 5000, epochTotal: 3 });
  assert.equal(progressOf("batch_size: 32", "max_steps: 5000", "Step 30: loss=0.5").total, 5000);
});

Deno.test("progress prefers a line's total to the settings'", () =>
  assert.equal(progressOf("max_steps: 5000", "Step 30/400: loss=0.5").total, 400));

Deno.test("progress ignores a total that the run is already beyond", () =>
  assert.equal(progressOf("max_steps: 20", "Step 30: loss=0.5").total, null));
