import assert from "node:assert/strict";
import { isGiven, isGivenName, noteGiven } from "../../../lib/points/curves/given_names.ts";
import { initialReaderState } from "../../../lib/points/curves/state.ts";
import { makeFacts, makePair } from "../make_facts.ts";
import { readShort } from "../read_log.ts";

Deno.test("noteGiven() remembers names until training began", () => {
  const state = initialReaderState();
  noteGiven("kl_weight", state);
  Object.assign(state, { trained: true });
  noteGiven("loss", state);
  assert.deepEqual([isGivenName("kl_weight", state), isGivenName("loss", state)], [true, false]);
});

Deno.test("isGiven() is true for a chosen number beside a rate, and later under its name", () => {
  const state = initialReaderState(), pairs = [makePair("learning_rate", 0.1), makePair("kl", 0.01)];
  const facts = { ...makeFacts(), pairs };
  assert.deepEqual(pairs.map((pair) => isGiven(pair, facts, state)), [false, true]);
  Object.assign(state, { trained: true });
  assert.equal(isGiven(pairs[1]!, facts, state), false);
});

const epochs = (...losses: number[]) => losses.map((loss, at) => `Epoch ${at + 1} loss: ${loss}`);
const TRAINED = ["loss=0.9123@1", "loss=0.8123@2"], EPOCHS = epochs(0.9123, 0.8123);

for (
  const [what, first, second] of [
    ["beside a rate", ["lr=0.1, target_kl=0.01"], ["lr=0.2, target_kl=0.05"]],
    ["in another form", ["lr: 0.001 | entropy_coef_loss: 0.5"], ["lr: 0.01 | entropy_coef_loss: 0.25"]],
    ["in a list", ["opt: sgd", "seed: 3", "lr: 0.1", "aux_loss: 0.5"], [
      "opt: adam",
      "seed: 4",
      "lr: 0.2",
      "aux_loss: 0.25",
    ]],
    ["as sizes", ["train: 640", "val: 80"], ["train: 320", "val: 40"]],
    ["as sizes in words", ["Training samples: 640, test samples: 80"], ["Training samples: 641, test samples: 79"]],
    ["as steps of an epoch", ["images/epoch: 5,744"], ["images/epoch: 5,744"]],
  ] as const
) {
  Deno.test(`promotePairs() charts nothing that each training is given ${what}`, () => {
    const runs = [first, second, first, second].flatMap((given) => ["=== next ===", ...given, ...EPOCHS]);
    assert.deepEqual(readShort(...runs), [...TRAINED, ...TRAINED, ...TRAINED, ...TRAINED]);
  });
}

Deno.test("promotePairs() charts what comes again within a training, though it was given before", () => {
  const below = ["lr=0.1, target_kl=0.01", ...EPOCHS.flatMap((line, at) => [line, `target_kl=0.0${at + 2}`])];
  assert.deepEqual(readShort(...below), ["loss=0.9123@1", "loss=0.8123@2", "target_kl=0.02@1", "target_kl=0.03@2"]);
  assert.deepEqual(readShort("lr=0.1, loss=0.5", "lr=0.1, loss=0.4", "lr=0.1, loss=0.3"), [
    ...["loss=0.5@0", "loss=0.4@1", "learning_rate=0.1@0", "learning_rate=0.1@1", "learning_rate=0.1@2", "loss=0.3@2"],
  ]);
});

Deno.test("mayBeGiven() is true for a batch without a total beside rates and chosen numbers, before training", () => {
  const training = ["Epoch 1/2 loss: 0.512 acc: 0.25", "Epoch 2/2 loss: 0.412 acc: 0.35"];
  const points = ["loss=0.512@1", "acc=0.25@1", "loss=0.412@2", "acc=0.35@2"];
  for (
    const given of [
      "Start: act=relu, LR=0.01, Batch=64, L2=0.0001",
      "net=small lr=0.1 epoch=200 batch=128",
      "[lr=0.001, batch=32, steps=1000]",
      "fit with batch=64, lr=0.001, l2=0.0001",
    ]
  ) {
    assert.deepEqual(readShort(given, ...training), points, given);
  }
});

Deno.test("mayBeGiven() is false for a step and for a batch of an epoch; a rate that comes again is charted from the first", () => {
  assert.deepEqual(readShort("step=10, lr=0.01"), ["learning_rate=0.01@10"]);
  assert.deepEqual(readShort("epoch 1 batch 10 lr=0.01"), ["learning_rate=0.01@10"]);
  assert.deepEqual(readShort("batch=10, lr=0.01, drag=0.5", "batch=20, lr=0.01, drag=0.25"), [
    ...["learning_rate=0.01@10", "learning_rate=0.01@20", "drag=0.5@10", "drag=0.25@20"],
  ]);
});

for (
  const [given, line] of [
    ["Inizio: epoche=6, tasso di passo=0.04", "Epoca %/6 perdita: 0.%123"],
    ["[설정] 학습률: 0.03, 배치 크기: 30, 에폭: 8", "에폭 %: 손실 0.%123"],
    ["Starting... { samples: 300, hidden: 8, learningRate: 0.1, epochs: 60 }", "Epoch %: loss = 0.%123"],
    ["begin: iterations=500 tau=0.005 beta=0.5", "iteration=% nll=0.%123"],
    ["{'steps': 900, 'lr': 0.02, 'print_every': 30}", "step % nll 0.%123"],
    ['{"epochs": 40, "gamma": 0.9, "lr": 0.01}', '{"epoch": %, "loss": 0.%123}'],
    ["{'episodes': 700, 'tau': 0.005, 'gamma': 0.5}", "episode % nll 0.%123"],
    ["Plan(steps=600, tau=0.003)", "step %: nll = 0.%123"],
    ["episodes=700 gamma=0.5", "episode %: nll 0.%123"],
    ["world=reef episodes=700 gamma=0.5", "episode %: nll 0.%123"],
    ["iterations: 800 | alpha: 0.05 | beta: 0.5", "[%/800] nll=0.%123 alpha=0.%456"],
  ] as const
) {
  Deno.test(`mayBePlan() is true for the number that says how far training will go in ${given}`, () => {
    const points = readShort(given, ...[1, 2].map((at) => line.replaceAll("%", `${at}`)));
    assert.deepEqual(points.map((point) => point.replace(/^[^=]+/, "")).filter((point) => !/456/.test(point)), [
      ...["=0.1123@1", "=0.2123@2"],
    ]);
  });
}

Deno.test("mayBePlan() is false for a number that goes up, with a total, or beside what was measured", () => {
  assert.deepEqual(readShort("epoch 50 pull=0.5", "epoch 51 pull=0.5"), ["pull=0.5@50", "pull=0.5@51"]);
  assert.deepEqual(readShort("epoch 50/90 pull=0.5", "epoch 3/90 nll=0.25"), ["pull=0.5@50", "nll=0.25@3"]);
  assert.deepEqual(readShort("step 50 nll=0.5", "step 3 nll=0.25"), ["nll=0.5@50", "nll=0.25@3"]);
});
