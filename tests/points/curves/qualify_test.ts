import assert from "node:assert/strict";
import { NOWHERE } from "../../../lib/points/curves/mark.ts";
import { beginMetric } from "../../../lib/points/curves/metrics.ts";
import { isPhased, type Phase, qualifyMark, qualifyName } from "../../../lib/points/curves/qualify.ts";
import { initialReaderState } from "../../../lib/points/curves/state.ts";
import { makeMetric, makePair } from "../make_facts.ts";
import { readShort } from "../read_log.ts";

const TRAINING: Phase = { name: "", own: false };

/** A metric with one point, on line 1. */
const FIRST = { count: 1, lastStep: 1, lastValue: 1, lastLine: 1 };

/** Name of a curve in a log that already charted some metrics, by the phase of their first point. */
function nameOf(
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

Deno.test("qualifyName() keeps the name of training", () => assert.equal(nameOf("loss"), "loss"));

Deno.test("qualifyName() puts the phase that the line names before names that training measures too", () => {
  const phase = { name: "test", own: true };
  assert.equal(nameOf("loss", { phase }), "test_loss");
  assert.equal(nameOf("miou", { phase }), "miou");
  assert.equal(nameOf("miou", { phase, charted: { miou: "" } }), "test_miou");
});

Deno.test("qualifyName() puts a heading's phase before losses, and before names that training charted", () => {
  const phase = { name: "val", own: false };
  assert.equal(nameOf("loss", { phase }), "val_loss");
  assert.equal(nameOf("miou", { phase }), "miou");
  assert.equal(nameOf("miou", { phase, charted: { miou: "" }, isStepped: false }), "val_miou");
  assert.equal(nameOf("miou", { phase, charted: { miou: "val" } }), "miou");
});

Deno.test("qualifyName() puts no phase before a name that has one", () => {
  assert.equal(nameOf("val_loss", { phase: { name: "test", own: true } }), "val_loss");
});

Deno.test("qualifyName() removes average from an evaluation's name, unless the line has the plain name too", () => {
  const phase = { name: "test", own: true };
  assert.equal(nameOf("average_loss", { phase }), "test_loss");
  assert.equal(nameOf("average_loss", { phase, beside: ["loss"] }), "test_average_loss");
});

Deno.test("qualifyName() puts train_ before a name that an evaluation charted first", () => {
  assert.equal(nameOf("accuracy", { charted: { accuracy: "val" } }), "train_accuracy");
});

Deno.test("qualifyName() puts no train_ on a line that counts nothing, or that has an evaluation's value too", () => {
  const charted = { miou: "val" };
  assert.equal(nameOf("miou", { charted, own: false }), "miou");
  assert.equal(nameOf("miou", { charted, epochOnly: true, own: false }), "train_miou");
  assert.equal(nameOf("miou", { charted, beside: ["valid_acc"] }), "miou");
  assert.equal(nameOf("miou", { charted, beside: ["train_acc"] }), "train_miou");
});

Deno.test("qualifyName() puts epoch_ before an average of an epoch, and before a name that has points by step", () => {
  assert.equal(nameOf("average_loss", { epochOnly: true }), "epoch_loss");
  assert.equal(nameOf("loss", { epochOnly: true }), "loss");
  assert.equal(nameOf("loss", { epochOnly: true, charted: { loss: "" } }), "epoch_loss");
});

Deno.test("qualifyName() puts epoch_ before a value below the batches that were charted under its name", () => {
  const phase = { name: "val", own: true }, below = { ofBatch: true, own: false };
  assert.equal(nameOf("loss", { ...below, charted: { loss: "" } }), "epoch_loss");
  assert.equal(nameOf("loss", { ...below, phase, charted: { val_loss: "val" } }), "epoch_val_loss");
  assert.equal(nameOf("loss", { ofBatch: true, charted: { loss: "" } }), "loss");
  assert.equal(nameOf("loss", { own: false, charted: { loss: "" } }), "loss");
});

Deno.test("qualifyName() leaves speeds and the learning rate alone", () => {
  const phase = { name: "test", own: true };
  assert.equal(nameOf("tok/s", { phase }), "tok/s");
  assert.equal(nameOf("lr", { phase }), "learning_rate");
});

Deno.test("qualifyName() gives what stands beside an epoch's loss below a heading that heading's phase too", () => {
  const phase = { name: "eval", own: false };
  assert.equal(nameOf("acc", { phase, epochOnly: true, beside: ["loss"] }), "eval_acc");
  assert.equal(nameOf("acc", { phase, epochOnly: true }), "acc");
  assert.equal(nameOf("acc", { phase, beside: ["loss"] }), "acc");
  assert.equal(nameOf("avg_loss", { phase }), "avg_loss");
});

Deno.test("qualifyName() leaves a log loss of an evaluation as it is printed", () => {
  assert.equal(nameOf("logloss", { phase: { name: "val", own: true } }), "logloss");
});

Deno.test("qualifyName() calls only the word average of an epoch by the epoch", () => {
  assert.equal(nameOf("average_loss", { epochOnly: true }), "epoch_loss");
  assert.equal(nameOf("mean_loss", { epochOnly: true }), "mean_loss");
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

Deno.test("qualifyMark() keeps the name of the mark that drew it first, and begins that of any other mark with it", () => {
  const state = initialReaderState();
  const nameBy = (mark: string) => qualifyMark("loss", mark, state).marked;
  assert.equal(nameBy("teacher"), "loss");
  beginMetric("loss", makeMetric({ ...FIRST, mark: 1 }), state.metrics);
  assert.deepEqual([nameBy("teacher"), nameBy("student"), nameBy("")], ["loss", "student_loss", "loss"]);
});

Deno.test("qualifyMark() tells 15 marks apart and no more", () => {
  const state = initialReaderState();
  for (let i = 0; i < 15; i++) qualifyMark("loss", `m${"x".repeat(i)}`, state);
  assert.deepEqual(qualifyMark("loss", "other", state), { marked: "loss", mark: 0 });
});

Deno.test("settleTag() sets lines of one step apart by the word at their end or in a field", () => {
  assert.deepEqual(
    readShort("iter 4 mae 0.5", "iter 4 mae 0.75 [shifted]", "iter 8 mae 0.25", "iter 8 mae 0.5 [shifted]"),
    ["mae=0.5@4", "shifted_mae=0.75@4", "mae=0.25@8", "shifted_mae=0.5@8"],
  );
  assert.deepEqual(
    readShort(
      '{"iter": 4, "weights": "raw", "acc": 0.5}',
      '{"iter": 4, "weights": "ema", "acc": 0.75}',
      '{"iter": 8, "weights": "raw", "acc": 0.625}',
      '{"iter": 8, "weights": "ema", "acc": 0.875}',
    ),
    ["acc=0.5@4", "ema_acc=0.75@4", "acc=0.625@8", "ema_acc=0.875@8"],
  );
});

Deno.test("settleTag() sets lines of one step apart by the words before their counter", () => {
  assert.deepEqual(
    readShort(
      "Actor step 1, loss: 0.5",
      "Critic step 1, loss: 0.75",
      "Actor step 2, loss: 0.25",
      "Critic step 2, loss: 0.5",
    ),
    ["loss=0.5@1", "critic_loss=0.75@1", "loss=0.25@2", "critic_loss=0.5@2"],
  );
});

Deno.test("settleTag() sets all metrics of a tag apart at the step where one of them is", () => {
  assert.deepEqual(
    readShort("[near][4]gap: 0.5", "[near][4]nll: 0.75", "[far][4]gap: 0.25", "[far][4]nll: 0.5"),
    ["gap=0.5@4", "nll=0.75@4", "far_gap=0.25@4", "far_nll=0.5@4"],
  );
});

Deno.test("settleTag() leaves a word that changes from step to step", () => {
  assert.deepEqual(
    readShort("iter 4 acc 0.5 verdict=better", "iter 8 acc 0.25 verdict=worse", "iter 12 acc 0.5 verdict=better"),
    ["acc=0.5@4", "acc=0.25@8", "acc=0.5@12"],
  );
});

Deno.test("settleTag() renames one line alone where a restart printed a step again with another word", () => {
  assert.deepEqual(
    readShort(
      "iter 4 acc 0.5 (worse)",
      "iter 8 acc 0.25 (better)",
      "iter 8 acc 0.75 (worse)",
      "iter 12 acc 0.5 (worse)",
      "iter 16 acc 0.5 (better)",
    ),
    ["acc=0.5@4", "acc=0.25@8", "worse_acc=0.75@8", "acc=0.5@12", "acc=0.5@16"],
  );
});

Deno.test("qualifyName() makes no epoch's value of a line that a mark sets apart", () => {
  assert.deepEqual(
    readShort("epoch 1 step 1 nll 0.75", "epoch 1 step 2 nll 0.5", "[Sample] nll: 0.25", "epoch 1 step 3 nll 0.125"),
    ["nll=0.75@1", "nll=0.5@2", "sample_nll=0.25@2", "nll=0.125@3"],
  );
});

Deno.test("settleTag() sets a word apart at once where the steps begin again behind another word", () => {
  assert.deepEqual(
    readShort("Outer epoch 1 mae 0.5", "Outer epoch 2 mae 0.4", "Inner epoch 1 mae 0.75", "Inner epoch 2 mae 0.7"),
    ["mae=0.5@1", "mae=0.4@2", "inner_mae=0.75@1", "inner_mae=0.7@2"],
  );
  const outer = ["Outer epoch 1 mae 0.5", "Outer epoch 2 mae 0.4"], inner = ["Inner epoch 1 mae 0.7"];
  assert.deepEqual(
    readShort(...outer, ...inner, ...outer),
    ["mae=0.5@1", "mae=0.4@2", "inner_mae=0.7@1", "mae=0.5@1", "mae=0.4@2"],
  );
  assert.deepEqual(
    readShort("Early - step 1 mae 0.5", "Early - step 2 mae 0.4", "Late - step 3 mae 0.3"),
    ["mae=0.5@1", "mae=0.4@2", "mae=0.3@3"],
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
