import assert from "node:assert/strict";
import { showPoints } from "../../../support/read_rule.ts";
import { isDump, listStart } from "../../../../lib/points/grammar/settings/dump.ts";
import { readGrammar } from "../../../../lib/points/grammar/bind.ts";
import { emptyStatement } from "../../../../lib/points/grammar/make_statement.ts";
import { makeSource } from "../../make_source.ts";

function isDumpLine(line: string): boolean {
  const statement = emptyStatement();
  readGrammar(makeSource(line), statement);
  return isDump(statement, line);
}

for (
  const [what, line] of [
    ["three names that are one", "loss=0.5 loss=0.4 loss=0.3"],
    ["three switches", "Epoch 1 amp=True fp16=False compile=None loss_scale=0.5"],
    ["an argument in Python", "pos_iou_thr=0.7,"],
    ["a sum", "DECODE: 96+964 = 1002 correct=0.5"],
    ["four settings", "batch_size=32 hidden_size=0.5 dropout=0.1 num_layers=4 loss=0.5"],
    ["a dictionary of settings and noise", "{'best_loss': inf, 'log_interval': 50, 'seed': 7, 'patience': 3}"],
    ["three values that are words", "model='vit', loss='mse', opt='adam', score=0.5"],
  ] as const
) {
  Deno.test(`isDump() is true for ${what}`, () => assert.equal(isDumpLine(line), true));
}

for (
  const [what, line] of [
    ["metrics with a step", "step=3 loss=0.5 acc=0.9"],
    ["a name twice, as value and average", "Loss 0.5 Loss 0.6"],
    ["a sum on a line with a step", "step 3 loss: 0.5 96+964 = 1002"],
    ["words on a line with an epoch", "Epoch 3: model='vit', loss='mse', opt='adam', score=0.5"],
    ["two switches", "best=True saved=False loss=0.5"],
    ["three settings among metrics", "step=1 loss=0.5 acc=0.5 dropout=0.1 weight_decay=0.1 batch_size=3"],
    [
      "a record with all that it was given within it",
      "{'config': {'width': 64, 'seed': 3, 'amp': True, 'fp16': False, 'patience': 3, 'x': None}, 'gap': 0.5, 'step': 10}",
    ],
    ["a dictionary of metrics", "{'loss': 0.5, 'accuracy': 0.9, 'f1': 0.8}"],
  ] as const
) {
  Deno.test(`isDump() is false for ${what}`, () => assert.equal(isDumpLine(line), false));
}

for (
  const [line, rest] of [
    ["step 3 loss 0.5 params: {'lr': 0.1}", "params: {'lr': 0.1}"],
    ["score=0.5 TrainConfig(lr=0.1)", ""],
    ["trial 3 value: 0.5 and parameters: {'x': 1}", "parameters: {'x': 1}"],
    ["best weights: alpha 0.1", "weights: alpha 0.1"],
    ["averaged weights: loss 0.5", ""],
    ["loss weights: nll 0.5, kl 0.1", "weights: nll 0.5, kl 0.1"],
    ["trial 3 params={'x': [1, {}]} rmse=0.5", ""],
    ["trial 3 params={'x': 1}, 7", "params={'x': 1}, 7"],
    ["loss weights: {'a': 0.5} loss 0.3", "weights: {'a': 0.5} loss 0.3"],
    ["[Arg used:][{'drag': 0.5}, {'lift': 0.25}]", "Arg used:][{'drag': 0.5}, {'lift': 0.25}]"],
    ["Best params of tree 3 and 4: {'leaves': 3}", "params of tree 3 and 4: {'leaves': 3}"],
    ["step 3 loss 0.5", ""],
    ["params 3M", ""],
    ["{'args': {'lr': 0.1, 'on': {'a': 1}}, 'loss': 0.5}", ""],
    ["{'loss': 0.5, 'args': {'lr': 0.1}}", "args': {'lr': 0.1}}"],
  ] as const
) {
  Deno.test(`listStart() finds ${rest === "" ? "no list" : rest} in ${line}`, () =>
    assert.equal(line.slice(listStart(line, 0)), rest));
}

Deno.test("listStart() looks only behind an offset", () => {
  const line = "args: {1} params: {2}";
  assert.equal(listStart(line, 5), line.indexOf("params"));
});

Deno.test("the arguments behind the word for them are not charted", () => {
  assert.equal(showPoints("trial 3: score 0.5 | params lr=0.25, depth=4"), "score=0.5@3");
});

Deno.test("values behind an object of what was given are charted at the line's counter", () => {
  assert.equal(
    showPoints("trial 3 params={'lr': 0.25, 'k': 4} rmse=0.5\ntrial 4 params={'lr': 0.5, 'k': 4} rmse=0.4"),
    "rmse=0.5@3 rmse=0.4@4",
  );
  assert.equal(
    showPoints("config: {'drag': 0.25} -> f1 0.5 | acc 0.9\nconfig: {'drag': 0.75} -> f1 0.4 | acc 0.8"),
    "f1=0.5@0 acc=0.9@0 f1=0.4@1 acc=0.8@1",
  );
});
