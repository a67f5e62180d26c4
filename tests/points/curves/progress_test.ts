import assert from "node:assert/strict";
import { createPointReader } from "../../../lib/points/reader.ts";

function progressOf(...lines: string[]) {
  const reader = createPointReader(() => {});
  lines.forEach((text, index) => reader.read(text, index + 1));
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

/** A drawing of tqdm's bar at 40 steps a second. */
const bar = (n: number, total: number) =>
  `${Math.floor(100 * n / total)}%|####      | ${n}/${total} [00:01<00:02, 40.0it/s]`;

Deno.test("progress has the total of all epochs, and no time left, where a bar begins again with each epoch", () => {
  const { step, total, secondsLeft } = progressOf("Epoch 1/46", bar(117, 200));
  assert.deepEqual([step, total, secondsLeft], [117, 9200, null]);
  const later = progressOf("epochs: 46", bar(200, 200), "loss 0.5", bar(0, 200), bar(50, 200));
  assert.deepEqual([later.step, later.total, later.secondsLeft], [250, 9200, null]);
});

Deno.test("progress takes the time left from a bar that counts the whole run", () => {
  const { step, total, secondsLeft } = progressOf(bar(117, 200));
  assert.deepEqual([step, total, secondsLeft], [117, 200, 2]);
});

Deno.test("progress knows no total of batches where the number of epochs isn't known", () => {
  const { step, total } = progressOf("epoch 2 batch 30/500 loss 0.5");
  assert.deepEqual([step, total], [530, null]);
});

Deno.test("progress says the time left within a fifth after the first tenth of a run with a bar an epoch", () => {
  const reader = createPointReader(() => {}), epochs = 10, length = 200;
  let line = 0;
  for (let epoch = 1; epoch <= epochs; epoch++) {
    reader.read(`Epoch ${epoch}/${epochs}`, ++line);
    for (let n = 0; n <= length; n += 20) {
      reader.read(bar(n, length), ++line, { redrawn: true });
      const done = (epoch - 1) * length + n, left = (epochs * length - done) / 40;
      if (done < epochs * length / 10 || left === 0) continue;
      const { step, total, rate } = reader.progress;
      const said = (total! - step!) / rate!;
      assert.ok(Math.abs(said - left) <= 0.2 * left, `${said} s at step ${done}, not ${left} s`);
    }
    reader.read(`train loss ${1 / epoch} val loss ${1.1 / epoch}`, ++line);
  }
});
