import assert from "node:assert/strict";
import { countOnEval, isLengthOfEval, isOtherCount } from "../../../lib/points/curves/eval_steps.ts";
import { initialReaderState } from "../../../lib/points/curves/state.ts";
import { makeFacts, makePair } from "../make_facts.ts";
import { readShort } from "../read_log.ts";

Deno.test("isLengthOfEval() is true for a number without a total behind later steps of training that have one", () => {
  const state = initialReaderState(), facts = makeFacts({ phase: "val", step: 40, pairs: [makePair("iou", 0.5)] });
  assert.equal(isLengthOfEval(facts, Object.assign(state, { globalStep: 800 })), false);
  state.below.total = 5000;
  assert.equal(isLengthOfEval(facts, state), true);
  assert.equal(isLengthOfEval({ ...facts, step: 900 }, state), false);
  state.evals.last = 20;
  assert.equal(isLengthOfEval(facts, state), false);
});

Deno.test("the length of an evaluation is no step: its values stand at that of training", () => {
  assert.deepEqual(
    readShort(
      "Iter [400/5000] loss: 0.5",
      "Iter(val) [40] gap: 0.75, lift: 0.5",
      "Iter [800/5000] loss: 0.4",
      "Iter(val) [40] gap: 0.5, lift: 0.25",
    ),
    ["loss=0.5@400", "gap=0.75@400", "lift=0.5@400", "loss=0.4@800", "gap=0.5@800", "lift=0.25@800"],
  );
});

Deno.test("isOtherCount() is true for the first steps of an evaluation, not for the step that training has reached", () => {
  const state = Object.assign(initialReaderState(), { globalStep: 59, epoch: 1 });
  const isOther = (step: number) => isOtherCount(makeFacts({ phase: "eval", step }), state);
  assert.deepEqual([isOther(0), isOther(59)], [true, false]);
  Object.assign(state.evals, { last: 14, reached: 59 });
  assert.deepEqual([isOther(15), isOther(59)], [true, false]);
});

Deno.test("a count of an evaluation that measures nothing places nothing", () => {
  assert.deepEqual(
    readShort(
      "Epoch: [1] [ 0/90] loss: 0.5",
      "Epoch: [1] [60/90] loss: 0.4",
      "Eval iter: 0",
      "Eval iter: 50",
      "Best test accuracy is 0.75",
    ),
    ["loss=0.5@0", "loss=0.4@60", "best_test_accuracy=0.75@60"],
  );
});

Deno.test("countOnEval() counts the batches of the next evaluation on", () => {
  const state = Object.assign(initialReaderState(), { globalStep: 9 });
  const facts = (batch: number) => makeFacts({ batch, batchTotal: 20, phase: "test" });
  assert.deepEqual([10, 20, 10].map((batch) => countOnEval(facts(batch), state)), [10, 20, 30]);
});

Deno.test("isOtherCount() counts the steps of the next evaluation on, where it has another total than training", () => {
  assert.deepEqual(
    readShort(
      "train epoch 0 iter 4/8 loss 2.5",
      "val iter 0/3 loss 2.25",
      "val iter 2/3 loss 2.125",
      "train epoch 1 iter 4/8 loss 1.5",
      "val iter 0/3 loss 1.25",
      "val iter 2/3 loss 1.125",
    ),
    ["loss=2.5@4", "val_loss=2.25@0", "val_loss=2.125@2", "loss=1.5@12", "val_loss=1.25@3", "val_loss=1.125@5"],
  );
});
