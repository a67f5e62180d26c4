import assert from "node:assert/strict";
import { readShort } from "../read_log.ts";
import { gluedMessageAt, isNoiseLine } from "../../../lib/points/words/noise.ts";

for (
  const line of [
    "UserWarning: loss 0.5 is deprecated",
    '  File "train.py", line 22, in step',
    "Traceback (most recent call last):",
    "ValueError: loss 0.5",
    "    for step in range(100):",
    "    return x[:, 0] * 0.5",
    "    if best: x = 1",
    "class Net(nn.Module):",
    "Loss became nan at step 2! Aborting.",
    "step 3: non-finite loss (nan), skipping the update",
    "Namespace(lr=0.1, loss=0.5)",
    "  (fc): Linear(in_features=784, out_features=10)",
    "see https://example.org/loss=0.5",
    "python train.py --lr 0.1",
    "|  0  MiB / 81920MiB |  loss 0.5 |",
    "  learning_rate ............ 0.1",
    "tests/test_loss.py::test PASSED [  6%]",
  ]
) {
  Deno.test(`isNoiseLine() is true for ${line}`, () => assert.equal(isNoiseLine(line), true));
}

for (
  const line of [
    "epoch 3 .......... loss: 0.5",
    "Step 100: loss=1.2345, lr=1.00e-04",
    "{'loss': 0.25, 'epoch': 0.1}",
    "Training error: 0.5",
    "step 3 loss=nan, stopping",
    'log_scalar("loss", 0.5, step=1)',
    "epoch 1 finished, loss 0.5 in 3 s",
    "return: mean=0.5 max=0.75",
    "return: -71.4, actor loss: -0.5 (10 steps)",
    "return: -88.5, actor loss: 0.25 (mean)",
    "return -> -88.5 (0.5)",
    "class fox: AP 0.25",
    "step 3 --Update made with gap=0.25",
    "class accuracies: tensor([0.5, 0.75])",
  ]
) {
  Deno.test(`isNoiseLine() is false for ${line}`, () => assert.equal(isNoiseLine(line), false));
}

Deno.test("isNoiseLine() is false for a known metric's value behind dots", () => {
  assert.equal(isNoiseLine("  training loss ......... 2.05"), false);
});

Deno.test("gluedMessageAt() finds a warning or a traceback behind other text", () => {
  const line = "iter 10 || loss: 5.4 || /opt/lib/data.py:238: UserWarning: ragged";
  assert.equal(line.slice(gluedMessageAt(line)), "/opt/lib/data.py:238: UserWarning: ragged");
  const relative = "iter 10 loss: 5.4 train.py:7: FutureWarning: volatile";
  assert.equal(relative.slice(gluedMessageAt(relative)), "train.py:7: FutureWarning: volatile");
  assert.equal(gluedMessageAt("iter 10 loss: 5.4 Warning: low memory"), -1);
  assert.equal(gluedMessageAt("/opt/lib/data.py:238: UserWarning: ragged"), 0);
  assert.equal(gluedMessageAt("loss 0.5Traceback (most recent call last):"), -1); // its number is part of a word
});

Deno.test("a message glued to a line leaves its values; one behind a prefix says nothing", () => {
  const glued = " || /opt/lib/data.py:238: UserWarning: rate 0.5 is old";
  assert.deepEqual(readShort(`iter 10 || loss: 5.4${glued}`, `iter 20 || loss: 5.2${glued}`), [
    "loss=5.4@10",
    "loss=5.2@20",
  ]);
  assert.deepEqual(readShort("[rank0]: /opt/lib/data.py:238: UserWarning: loss=0.5 is old", "step 1 loss 0.25"), [
    "loss=0.25@1",
  ]);
});
