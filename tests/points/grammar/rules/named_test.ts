import assert from "node:assert/strict";
import { readShort } from "../../read_log.ts";
import { showPoints } from "../../../support/read_rule.ts";

for (
  const [what, log, points] of [
    ["a whole number without a mark as no value of an unknown name", "step 3 loss 0.5 apples 7", "loss=0.5@3"],
    ["a known name without a mark", "step 3 loss 2 acc 0.5", "loss=2@3 acc=0.5@3"],
    [
      "cells of two words",
      "step 3: D real 0.5 D fake 0.25 | G adv 1.5 G l1 40.5",
      "d_real=0.5@3 d_fake=0.25@3 g_adv=1.5@3 g_l1=40.5@3",
    ],
    [
      "the length of a window as part of a name",
      "Episode 10 average reward of last 100 games: 12.5, mean over last 50 games 2.5",
      "average_reward_of_last_100_games=12.5@10 mean_over_last_50_games=2.5@10",
    ],
    [
      "names between slashes without a mark",
      "step 3: mean/median reward 10.5/9.5",
      "mean_reward=10.5@3 median_reward=9.5@3",
    ],
    ["a value behind its type", "Iteration: 3 | Loss: Tensor Float []  0.5   ", "loss=0.5@3"],
    [
      "adjectives of a name without a mark",
      "round 3: cumulative regret 30.5, negative log-likelihood 2.5",
      "cumulative_regret=30.5@3 negative_log-likelihood=2.5@3",
    ],
    ["parts of a sum", "step 3 recon 9.5 + kl 1.5 = elbo 11.0", "recon=9.5@3 kl=1.5@3 elbo=11@3"],
    [
      "weighted parts of a sum",
      "step 3 L_all 4.5 = 0.5*L_ce 2.5 + 0.5*L_kd 6.5",
      "l_all=4.5@3 l_ce=2.5@3 l_kd=6.5@3",
    ],
    [
      "a name with an abbreviation, and losses of policies, values and models",
      "step 3 gain vs. random 0.5, policy loss 0.75 value loss 0.25 model loss 0.5",
      "gain_vs_random=0.5@3 policy_loss=0.75@3 value_loss=0.25@3 model_loss=0.5@3",
    ],
    ["a norm before an array", "iter 3 loss 0.5 |g| 0.25 w [ 1.5 -0.5]", "loss=0.5@3 g=0.25@3"],
    ["a norm in a column", "iter 3  f 1.5  |g|  0.5", "f=1.5@3 g=0.5@3"],
    ["a norm behind a word", "iter 3 mse = 0.5 max|w| = 1.5", "mse=0.5@3 max_w=1.5@3"],
    ["a name of 150 letters", `step 3 ${"xy".repeat(75)} = 0.5`, `${"xy".repeat(75)}=0.5@3`],
    ["a name that begins with no", "step 3 Obj: 0.5, No Obj: 0.25", "obj=0.5@3 no_obj=0.25@3"],
    ["a tensor with one element", "step 3 loss: tensor([0.5])", "loss=0.5@3"],
    ["a step before a colon", "Validation loss 35500: 0.31", "validation_loss=0.31@35500"],
    ["cells between bars", "| step 3 | grads 0.5 | ppl 1.65 |", "grads=0.5@3 ppl=1.65@3"],
    ["values that are no number as nothing", "step 3 loss: n/a | acc: 0.5 | node=gpu07 f1=0.25", "acc=0.5@3 f1=0.25@3"],
  ] as const
) {
  Deno.test(`rules of named numbers read ${what}`, () => assert.equal(showPoints(log), points));
}

Deno.test("value holds a whole number in a cell until it changes", () => {
  assert.deepEqual(
    readShort("epoch 1 | clusters 12 | gap 0.5", "epoch 2 | clusters 12 | gap 0.4", "epoch 3 | clusters 11 | gap 0.3"),
    ["gap=0.5@1", "gap=0.4@2", "clusters=12@1", "clusters=12@2", "clusters=11@3", "gap=0.3@3"],
  );
});
