import assert from "node:assert/strict";
import { putBadge } from "../../../lib/points/curves/badges.ts";
import { beginMetric } from "../../../lib/points/curves/metrics.ts";
import { initialReaderState } from "../../../lib/points/curves/state.ts";
import { makeMetric } from "../make_facts.ts";
import { readShort } from "../read_log.ts";

/** A metric with one point, on line 1. */
const FIRST = { count: 1, lastStep: 1, lastValue: 1, lastLine: 1 };

Deno.test("putBadge() keeps the name of the badge that drew it first, and begins that of any other badge with it", () => {
  const state = initialReaderState();
  const nameBy = (badge: string) => putBadge("loss", badge, state).badged;
  assert.equal(nameBy("teacher"), "loss");
  beginMetric("loss", makeMetric({ ...FIRST, badge: 1 }), state.metrics);
  assert.deepEqual([nameBy("teacher"), nameBy("student"), nameBy("")], ["loss", "student_loss", "loss"]);
});

Deno.test("putBadge() tells 15 badges apart and no more", () => {
  const state = initialReaderState();
  for (let i = 0; i < 15; i++) putBadge("loss", `m${"x".repeat(i)}`, state);
  assert.deepEqual(putBadge("loss", "other", state), { badged: "loss", badge: 0 });
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

Deno.test("settleTag() leaves what only lines of a tag print, before what it sets apart, its plain name", () => {
  const step = (n: number) => [`iter ${n} mae 0.5 [near]`, `iter ${n} gap 0.25 mae 0.75 [far]`];
  assert.deepEqual(readShort(...step(1), ...step(2), ...step(3)).filter((point) => point.includes("gap")), [
    "gap=0.25@1",
    "gap=0.25@2",
    "gap=0.25@3",
  ]);
});

Deno.test("settleTag() takes no counter in brackets for a tag", () => {
  const epoch = (n: number) => [`epoch ${n} mae 0.5`, `epoch ${n} - mae 0.75 | top 0.5 (epoch 1)`];
  assert.ok(readShort(...epoch(3), ...epoch(4)).every((point) => !point.includes("epoch")));
});
