import assert from "node:assert/strict";
import { settleLabels, takeLabelled } from "../../../lib/points/curves/labels.ts";
import { initialReaderState } from "../../../lib/points/curves/state.ts";
import { makeFacts, makePair } from "../make_facts.ts";
import { readShort } from "../read_log.ts";

const lineOf = (label: string, line: number, name = "ap") =>
  makeFacts({ label, line, pairs: [makePair(name, line / 10)] });

/** Names that are charted after each line, by its label, its number and its metric. */
function namesAfter(...lines: [label: string, line: number, name?: string][]): string[] {
  const state = initialReaderState();
  const names = lines.map((line) =>
    settleLabels(lineOf(...line), state).map(({ pairs }) => pairs[0]!.info.name).join(" ")
  );
  return [...names, takeLabelled(state).map(({ pairs, badge }) => `${badge}|${pairs[0]!.info.name}`).join(" ")];
}

Deno.test("settleLabels() puts the labels of neighbours before a name that they share", () => {
  assert.deepEqual(namesAfter(["fox", 1], ["owl", 2], ["elk", 3], ["fox", 9]), [
    "",
    "fox_ap owl_ap",
    "elk_ap",
    "fox_ap",
    "",
  ]);
});

Deno.test("settleLabels() lets a line wait for a neighbour, and gives it as printed when another line comes", () => {
  assert.deepEqual(namesAfter(["fox", 1], ["", 2], ["fox", 3]), ["", "ap ap", "ap", ""]);
  assert.deepEqual(namesAfter(["fox", 1]), ["", "fox|ap"]);
});

Deno.test("settleLabels() sets nothing apart that has other names, stands far away or comes again", () => {
  assert.deepEqual(namesAfter(["fox", 1], ["owl", 2, "ar"]), ["", "", "fox|ap owl|ar"]);
  assert.deepEqual(namesAfter(["fox", 1], ["owl", 8]), ["", "ap", "owl|ap"]);
  assert.deepEqual(namesAfter(["fox", 1], ["fox", 2], ["owl", 3]), ["", "ap ap", "", "owl|ap"]);
});

Deno.test("settleLabels() remembers a bounded number of labels, and keeps a bounded number of lines", () => {
  const state = initialReaderState();
  for (let line = 1; line < 400; line++) settleLabels(lineOf(`a${line}`, line, `b${line}`), state);
  assert.ok(state.labels.waiting.length <= 8);
  for (let line = 400; line < 900; line++) settleLabels(lineOf(`a${line}`, line), state);
  assert.ok(state.labels.apart.length <= 128 && state.labels.alone.length <= 128);
});

Deno.test("lines of classes below a step are curves of their own, and the step is the same", () => {
  const lines = [
    "step 40 loss 0.5",
    "  fox : AP = 0.25",
    "  owl : AP = 0.375",
    "step 80 loss 0.25",
    "  fox : AP = 0.5",
  ];
  assert.deepEqual(readShort(...lines), [
    "loss=0.5@40",
    "fox_ap=0.25@40",
    "owl_ap=0.375@40",
    "loss=0.25@80",
    "fox_ap=0.5@80",
  ]);
});

Deno.test("a label that stands alone is no part of the name", () => {
  assert.deepEqual(readShort("Trainer: step 1 loss=0.5", "Trainer: step 2 loss=0.25"), ["loss=0.5@1", "loss=0.25@2"]);
});

Deno.test("labels tell apart metrics that share a statistic's name", () => {
  const lines = [7, 8].flatMap((
    step,
  ) => [`step ${step}`, `return: mean=${step}.5 max=${step}.75`, `horizon: mean=30.${step}`]);
  assert.deepEqual(
    readShort(...lines).sort(),
    [
      "horizon_mean=30.7@7",
      "horizon_mean=30.8@8",
      "return_max=7.75@7",
      "return_max=8.75@8",
      "return_mean=7.5@7",
      "return_mean=8.5@8",
    ],
  );
});

Deno.test("a heading below the first labelled line leaves it waiting for its neighbour", () => {
  assert.deepEqual(readShort("step 40 loss 0.5", "  fox : AP = 0.25", "All animals", "  owl : AP = 0.375"), [
    "loss=0.5@40",
    "fox_ap=0.25@40",
    "owl_ap=0.375@40",
  ]);
});

Deno.test("settleLabels() takes a label that is also a setting's word", () => {
  assert.deepEqual(
    readShort("step 3: cost = 2.5", "  head A: cost = 0.5", "  head B: cost = 0.75"),
    ["cost=2.5@3", "head_a_cost=0.5@3", "head_b_cost=0.75@3"],
  );
});

Deno.test("labels before counters set lines apart that stand at the same place, and only those", () => {
  const both = ["mapper: iter=3 mae=2.5", "critic: iter=3 mae=1.5", "mapper: iter=4 mae=2.25"];
  assert.equal(readShort(...both).join(" "), "mapper_mae=2.5@3 critic_mae=1.5@3 mapper_mae=2.25@4");
  assert.equal(readShort("start: iter=3 mae=2.5", "done: iter=4 mae=1.5").join(" "), "mae=2.5@3 mae=1.5@4");
});

Deno.test("labels with a number set the lines of each round apart, before a counter, behind it and without one", () => {
  const values = [0.5, 0.4], expected = ["site01_gap_loss=0.5@3", "site02_gap_loss=0.4@3"];
  const rounds = (text: (site: string) => string) =>
    readShort(...values.map((value, at) => `${text(`site0${at + 1}`)}gap loss: ${value}`));
  assert.deepEqual(rounds((site) => `  >> Asking ${site}... ${site} sent round 3: `), expected);
  assert.deepEqual(rounds((site) => `Round 3: [${site}] | `), expected);
  assert.deepEqual(
    readShort("Round 3", "site01 is back, gap loss: 0.5", "site02 is back, gap loss: 0.4"),
    expected,
  );
});

/** The lines of three places, with their numbers in place of each %, and the names that they give. */
function namesOf(...lines: string[]): string[] {
  const log = [3, 4, 5].flatMap((at) => lines.map((line) => line.replaceAll("%", `${at}`)));
  return [...new Set(readShort(...log).map((point) => point.split("=")[0]!))];
}

for (
  const [lines, ...names] of [
    [
      ["epoch %", "precision (iou=0.5): 0.%71", "precision (iou=0.75): 0.%52"],
      "iou_0.5_precision",
      "iou_0.75_precision",
    ],
    [["epoch % nll (T=1): 1.%1", "epoch % nll (T=2): 1.%2"], "t_1_nll", "t_2_nll"],
    [["step %", "F1 (τ=0.5): 0.%6", "F1 (τ=0.7): 0.%5", "F1 (τ=0.9): 0.%4"], "τ_0.5_f1", "τ_0.7_f1", "τ_0.9_f1"],
    [
      ["step %", "hit [k=1] = 0.%6", "mrr [k=1] = 0.%5", "hit [k=10] = 0.%4", "mrr [k=10] = 0.%1"],
      ...["k_1_hit", "k_1_mrr", "k_10_hit", "k_10_mrr"],
    ],
    [
      ["эпоха %", "точность (порог=0.5): 0.%7", "точность (порог=0.75): 0.%5"],
      "порог_0.5_точность",
      "порог_0.75_точность",
    ],
    [["epoch %", "loss (task 1): 0.%2", "loss (task 12): 0.%5"], "task_1_loss", "task_12_loss"],
    [["epoch %", "nll (q=0.1): 0.%3", "mae: 0.%4", "nll (q=0.9): 0.%5"], "nll", "mae", "q_0.9_nll", "q"],
  ] as const
) {
  Deno.test(`settleLabels() names the values of one place after the numbers in their brackets: ${lines.join(" / ")}`, () => {
    assert.deepEqual(namesOf(...lines).toSorted(), [...names].toSorted());
  });
}

for (
  const [lines, ...names] of [
    [["epoch %", "elbo (beta=0.%): -10.%5", "kl (beta=0.%): 1.%5"], "elbo", "beta", "kl"],
    [["step % reward (eps=0.8%): 10.%5"], "reward", "eps"],
    [
      ["epoch %", "train loss (acc=0.9%12): 0.%5", "val loss (acc=0.8%12): 0.%6"],
      "train_loss",
      "val_loss",
      "acc",
      "val_acc",
    ],
    [["loss (acc=0.9%): 0.%5"], "loss", "acc"],
    [["epoch %", "loss (n=%00): 0.%5", "acc (n=%00): 0.%7"], "loss", "acc"],
    [["epoch % nll 0.%5", "EMA error (sigma=0.3): 0.0%5"], "nll", "ema_error"],
  ] as const
) {
  Deno.test(`settleLabels() names no values after numbers that change from place to place: ${lines.join(" / ")}`, () => {
    assert.deepEqual(namesOf(...lines).toSorted(), [...names].toSorted());
  });
}

Deno.test("settleLabels() waits for a neighbour of several values of one label", () => {
  assert.deepEqual(namesOf("step %", "fox: IoU = 0.%5", "fox: dice = 0.%6", "owl: IoU = 0.%4", "owl: dice = 0.%3"), [
    ...["fox_iou", "fox_dice", "owl_iou", "owl_dice"],
  ]);
});
