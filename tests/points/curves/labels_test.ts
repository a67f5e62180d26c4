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
