import assert from "node:assert/strict";
import { readBar } from "../../../lib/points/formats/bar.ts";
import { readShort } from "../read_log.ts";

Deno.test("readBar() reads counts, rate and time left of tqdm", () => {
  const bar = readBar(" 10%|█   | 10/100 [00:10<01:30,  2.00s/it, loss=0.3]")!;
  assert.deepEqual([bar.n, bar.total, bar.rate, bar.secondsLeft], [10, 100, 0.5, 90]);
});

Deno.test("read() takes a postfix with the bar's step", () => {
  assert.deepEqual(readShort(" 10%|█   | 10/100 [00:10<01:30,  2.00s/it, loss=0.3]"), [
    "loss=0.3@10",
  ]);
});

Deno.test("read() gives a Trainer's dict the step of its bar", () => {
  assert.deepEqual(
    readShort(" 10%|█   | 10/100 [00:10<01:30,  2.00s/it]", "{'loss': 0.25, 'epoch': 0.1}"),
    ["loss=0.25@10"],
  );
});

Deno.test("read() turns Keras' batches into a running step", () => {
  const bar = "50/50 [==============================] - 3s 3ms/step - loss: 0.28 - val_loss: 0.27";
  assert.deepEqual(
    readShort("Epoch 1/4", bar, "Epoch 2/4", bar).filter((p) => !p.startsWith("ms")),
    ["loss=0.28@50", "val_loss=0.27@50", "loss=0.28@100", "val_loss=0.27@100"],
  );
});
