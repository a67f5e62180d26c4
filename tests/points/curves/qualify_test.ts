import assert from "node:assert/strict";
import { NOWHERE } from "../../../lib/points/curves/standing.ts";
import { beginMetric } from "../../../lib/points/curves/metrics.ts";
import { isPhased, nameOf, type Phase, qualifyName } from "../../../lib/points/curves/qualify.ts";
import { initialReaderState } from "../../../lib/points/curves/state.ts";
import { makeFacts, makeMetric, makePair } from "../make_facts.ts";
import { readShort } from "../read_log.ts";

const TRAINING: Phase = { name: "", own: false };

/** A metric with one point, on line 1. */
const FIRST = { count: 1, lastStep: 1, lastValue: 1, lastLine: 1 };

/** Name of a curve in a log that already charted some metrics, by the phase of their first point. */
function nameIn(
  name: string,
  { phase = TRAINING, charted = {}, isStepped = true, ofBatch = false, own = true, epochOnly = false, beside = [] }: {
    phase?: Phase;
    charted?: Record<string, string>;
    isStepped?: boolean;
    ofBatch?: boolean;
    own?: boolean;
    epochOnly?: boolean;
    beside?: string[];
  } = {},
): string {
  const state = initialReaderState();
  for (const [metric, own] of Object.entries(charted)) {
    beginMetric(metric, makeMetric({ ...FIRST, stepped: isStepped, ofBatch, phase: own }), state.metrics);
  }
  const place = { ...NOWHERE, step: 1, epoch: 1, stepped: !epochOnly, own, epochOnly };
  const pairs = [name, ...beside].map((each) => makePair(each, 0.5));
  return qualifyName(pairs[0]!, phase, { place, state, pairs });
}

Deno.test("qualifyName() keeps the name of training", () => assert.equal(nameIn("loss"), "loss"));

Deno.test("qualifyName() puts the phase that the line names before names that training measures too", () => {
  const phase = { name: "test", own: true };
  assert.equal(nameIn("loss", { phase }), "test_loss");
  assert.equal(nameIn("miou", { phase }), "miou");
  assert.equal(nameIn("miou", { phase, charted: { miou: "" } }), "test_miou");
});

Deno.test("qualifyName() puts a heading's phase before losses, and before names that training charted", () => {
  const phase = { name: "val", own: false };
  assert.equal(nameIn("loss", { phase }), "val_loss");
  assert.equal(nameIn("miou", { phase }), "miou");
  assert.equal(nameIn("miou", { phase, charted: { miou: "" }, isStepped: false }), "val_miou");
  assert.equal(nameIn("miou", { phase, charted: { miou: "val" } }), "miou");
});

Deno.test("qualifyName() puts no phase before a name that has one", () => {
  assert.equal(nameIn("val_loss", { phase: { name: "test", own: true } }), "val_loss");
});

Deno.test("qualifyName() removes average from an evaluation's name, unless the line has the plain name too", () => {
  const phase = { name: "test", own: true };
  assert.equal(nameIn("average_loss", { phase }), "test_loss");
  assert.equal(nameIn("average_loss", { phase, beside: ["loss"] }), "test_average_loss");
});

Deno.test("qualifyName() keeps a name that the line has for the phase's own value too, however that is spelled", () => {
  const phase = { name: "val", own: true };
  for (const other of ["val_loss", "val.loss", "val/loss", "loss/val", "validation_loss"]) {
    assert.equal(nameIn("loss", { phase, beside: [other] }), "loss", other);
    assert.equal(nameIn("loss", { phase, charted: { loss: "", [other]: "" }, beside: [other] }), "loss", other);
  }
  for (const other of ["test.loss", "val.acc", "train.loss"]) {
    assert.equal(nameIn("loss", { phase, beside: [other] }), "val_loss", other);
  }
});

Deno.test("qualifyName() leaves average in a name that says its split itself", () => {
  const name = "average_loss_for_validation_batches";
  assert.equal(nameIn(name, { phase: { name: "val", own: true } }), name);
});

Deno.test("qualifyName() puts train_ before a name that an evaluation charted first", () => {
  assert.equal(nameIn("accuracy", { charted: { accuracy: "val" } }), "train_accuracy");
});

Deno.test("qualifyName() puts no train_ on a line that counts nothing, or that has an evaluation's value too", () => {
  const charted = { miou: "val" };
  assert.equal(nameIn("miou", { charted, own: false }), "miou");
  assert.equal(nameIn("miou", { charted, epochOnly: true, own: false }), "train_miou");
  assert.equal(nameIn("miou", { charted, beside: ["valid_acc"] }), "miou");
  assert.equal(nameIn("miou", { charted, beside: ["train_acc"] }), "train_miou");
});

Deno.test("qualifyName() puts epoch_ before an average of an epoch, and before a name that has points by step", () => {
  assert.equal(nameIn("average_loss", { epochOnly: true }), "epoch_loss");
  assert.equal(nameIn("loss", { epochOnly: true }), "loss");
  assert.equal(nameIn("loss", { epochOnly: true, charted: { loss: "" } }), "epoch_loss");
});

Deno.test("qualifyName() puts epoch_ before a value below the batches that were charted under its name", () => {
  const phase = { name: "val", own: true }, below = { ofBatch: true, own: false };
  assert.equal(nameIn("loss", { ...below, charted: { loss: "" } }), "epoch_loss");
  assert.equal(nameIn("loss", { ...below, phase, charted: { val_loss: "val" } }), "epoch_val_loss");
  assert.equal(nameIn("loss", { ofBatch: true, charted: { loss: "" } }), "loss");
  assert.equal(nameIn("loss", { own: false, charted: { loss: "" } }), "loss");
});

Deno.test("qualifyName() leaves speeds and the learning rate alone", () => {
  const phase = { name: "test", own: true };
  assert.equal(nameIn("tok/s", { phase }), "tok/s");
  assert.equal(nameIn("lr", { phase }), "learning_rate");
});

Deno.test("qualifyName() gives what stands beside an epoch's loss below a heading that heading's phase too", () => {
  const phase = { name: "eval", own: false };
  assert.equal(nameIn("acc", { phase, epochOnly: true, beside: ["loss"] }), "eval_acc");
  assert.equal(nameIn("acc", { phase, epochOnly: true }), "acc");
  assert.equal(nameIn("acc", { phase, beside: ["loss"] }), "acc");
  assert.equal(nameIn("avg_loss", { phase }), "avg_loss");
});

Deno.test("qualifyName() leaves a log loss of an evaluation as it is printed", () => {
  assert.equal(nameIn("logloss", { phase: { name: "val", own: true } }), "logloss");
});

Deno.test("qualifyName() calls only the word average of an epoch by the epoch", () => {
  assert.equal(nameIn("average_loss", { epochOnly: true }), "epoch_loss");
  assert.equal(nameIn("mean_loss", { epochOnly: true }), "mean_loss");
});

for (
  const [name, is] of [
    ["val_loss", true],
    ["loss/test", true],
    ["train_loss", false],
    [
      "contest_score",
      false,
    ],
    ["loss_train", false],
    ["crates_train", false],
    ["avg_train_loss", false],
  ] as const
) {
  Deno.test(`isPhased() is ${is} for ${name}`, () => assert.equal(isPhased(name), is));
}

Deno.test("qualifyName() puts no train_ before a result below the bar of its evaluation", () => {
  const bar = (name: string, n: number, rest: string) => `${name}: ${n}%|#| ${n}/100 [00:01<00:00, 9.9it/s, ${rest}]`;
  assert.deepEqual(
    readShort(
      bar("Fitting", 50, "loss=0.5"),
      bar("Fitting", 100, "loss=0.25"),
      bar("Test frames", 50, "psnr=20.5"),
      bar("Test frames", 100, "psnr=21.5"),
      "PSNR=21.25 (of 4 scenes)",
    ).map((point) => point.replace(/[=@].*/, "")),
    ["loss", "loss", "psnr", "psnr", "psnr"],
  );
});

Deno.test("qualifyName() makes no epoch's value of a line that a badge sets apart", () => {
  assert.deepEqual(
    readShort("epoch 1 step 1 nll 0.75", "epoch 1 step 2 nll 0.5", "[Sample] nll: 0.25", "epoch 1 step 3 nll 0.125"),
    ["nll=0.75@1", "nll=0.5@2", "sample_nll=0.25@2", "nll=0.125@3"],
  );
});

Deno.test("qualifyName() puts no train_ before a name behind an evaluation's on its line", () => {
  const state = initialReaderState(), place = { ...NOWHERE, step: 1, stepped: true, own: true };
  beginMetric("miou", makeMetric({ ...FIRST, phase: "val" }), state.metrics);
  const name = (...names: string[]) => {
    const pairs = names.map((each) => makePair(each, 0.5));
    return qualifyName(pairs.at(-1)!, TRAINING, { place, state, pairs });
  };
  assert.deepEqual([name("overall_validation_acc", "miou"), name("acc", "miou")], ["miou", "train_miou"]);
});

Deno.test("nameOf() gives a loss below a heading its phase, and a line that names training none", () => {
  const state = Object.assign(initialReaderState(), { phase: "val", phaseLine: 3 }),
    pair = makePair("loss", 0.5),
    at = { place: NOWHERE, state };
  assert.deepEqual(nameOf(pair, makeFacts({ pairs: [pair] }), at), { name: "val_loss", phase: "val" });
  assert.equal(nameOf(pair, makeFacts({ pairs: [pair], ofTraining: true }), at).phase, "");
});

Deno.test("nameOf() puts no value below a heading whose line names an evaluation's value itself", () => {
  const lines = ["Epoch: 3/9", "Finish Validation", "Total Loss: 0.75 || Val Loss: 0.5"];
  assert.deepEqual(readShort(...lines), ["total_loss=0.75@3", "val_loss=0.5@3"]);
});

Deno.test("nameOf() tells an evaluation's mean from the one of training's epoch", () => {
  const epoch = (n: number, loss: number) => [
    `Epoch ${n} average loss: ${loss}`,
    "Validation",
    `average loss: ${loss + 1}`,
  ];
  assert.deepEqual(readShort(...epoch(1, 0.5), ...epoch(2, 0.25)), [
    "epoch_loss=0.5@1",
    "val_average_loss=1.5@1",
    "epoch_loss=0.25@2",
    "val_average_loss=1.25@2",
  ]);
});

Deno.test("qualifyName() names a value the epoch's where the bar that places it is behind the batches: it is around the epochs", () => {
  const state = initialReaderState(), place = { ...NOWHERE, step: 2, epoch: 1, stepped: true, bar: "open" } as const;
  const nameAt = (lastStep: number, name: string) => {
    beginMetric(name, makeMetric({ ...FIRST, lastStep, stepped: true, ofBatch: true }), state.metrics);
    return qualifyName(makePair(name, 0.5), TRAINING, { place, state, pairs: [] });
  };
  assert.deepEqual([nameAt(200, "loss"), nameAt(2, "gap"), nameAt(1, "lift")], ["epoch_loss", "gap", "lift"]);
});
