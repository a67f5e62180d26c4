import assert from "node:assert/strict";
import { initialReaderState, type LiveState } from "../../../lib/points/curves/state.ts";
import { keepTitle, putUnderTitle, titleAbove } from "../../../lib/points/curves/titles.ts";
import { beginMetric } from "../../../lib/points/curves/metrics.ts";
import { makeFacts, makeMetric, makePair } from "../make_facts.ts";
import { readShort } from "../read_log.ts";

/** A state in which `loss` was 0.5 at step 10 on line 4, and a title stands on line 5. */
function makeTitled(): LiveState {
  const state = initialReaderState();
  beginMetric("loss", makeMetric(), state.metrics);
  keepTitle("checking", 5, state);
  return state;
}

const below = makeFacts({ line: 6 }), loss = { name: "loss", phase: "", value: 0.75 };

Deno.test("titleAbove() sets a metric apart that was printed above the title at the same step", () => {
  assert.equal(titleAbove(loss, below, { step: 10, state: makeTitled() }), "checking");
});

Deno.test("titleAbove() sets nothing apart at another step, of a new name, of a value that is printed again, or of a split", () => {
  const state = makeTitled();
  assert.equal(titleAbove(loss, below, { step: 11, state }), "");
  assert.equal(titleAbove({ ...loss, name: "acc" }, below, { step: 10, state }), "");
  assert.equal(titleAbove({ ...loss, value: 0.5 }, below, { step: 10, state }), "");
  assert.equal(titleAbove(loss, { ...below, phase: "val" }, { step: 10, state }), "");
});

Deno.test("titleAbove() sets all values of a line apart where one has changed, below a time of a split", () => {
  assert.deepEqual(
    readShort(
      "step 3 cost 0.9",
      "Testing on train data took 1.5s",
      "  loss: 0.5   hits: 0.0 %",
      "Testing on valid data took 1.25s",
      "  loss: 0.75   hits: 0.0 %",
    ).filter((point) => !point.includes("took")),
    ["cost=0.9@3", "loss=0.5@3", "hits=0@3", "valid_loss=0.75@3", "valid_hits=0@3"],
  );
});

Deno.test("titleAbove() sets all values below a title apart once one is, where the title has a count in brackets too", () => {
  const below = (title: string, loss: number) => [`--- ${title} results (Epoch 1) ---`, `loss: ${loss}`, "recall: 1.0"];
  assert.deepEqual(
    readShort("EPOCH 1", ...below("Rain", 0.5), ...below("Snow", 0.75)),
    ["loss=0.5@1", "recall=1@1", "snow_loss=0.75@1", "snow_recall=1@1"],
  );
});

Deno.test("titleAbove() sets no line with a counter apart below the epoch of the best values: training goes on", () => {
  const state = makeTitled();
  beginMetric("best_loss", makeMetric(), state.metrics);
  keepTitle("best", 5, state);
  assert.equal(titleAbove(loss, below, { step: 11, state }), "best");
  assert.equal(titleAbove(loss, { ...below, epoch: 11 }, { step: 11, state }), "");
});

Deno.test("titleAbove() sets a metric apart at any step once the title did", () => {
  const state = makeTitled();
  beginMetric("checking_loss", makeMetric(), state.metrics);
  assert.equal(titleAbove(loss, below, { step: 11, state }), "checking");
});

Deno.test("titleAbove() knows a title for 8 lines, and until other words end it", () => {
  const state = makeTitled();
  assert.equal(titleAbove(loss, { ...below, line: 13 }, { step: 10, state }), "checking");
  assert.equal(titleAbove(loss, { ...below, line: 14 }, { step: 10, state }), "");
  keepTitle("", 6, state);
  assert.equal(titleAbove(loss, below, { step: 10, state }), "");
});

for (
  const [first, second, name] of [
    ["Fitting...", "Checking...", "checking"],
    ["== fitting ==", "== Holdout pass ==", "holdout"],
    ["", "--- unseen speakers ---", "unseen_speakers"],
  ] as const
) {
  Deno.test(`lines below ${second} are curves of their own`, () => {
    const lines = [1, 2, 3].flatMap((epoch) => [
      `Epoch ${epoch}/3`,
      ...(first ? [first] : []),
      `  rmse ${epoch}.5 bias 0.${epoch}`,
      second,
      `  rmse ${epoch}.75 bias 0.${epoch}5`,
    ]);
    const points = readShort(...lines).filter((point) => point.includes("rmse"));
    assert.deepEqual(points, [1, 2, 3].flatMap((at) => [`rmse=${at}.5@${at}`, `${name}_rmse=${at}.75@${at}`]));
  });
}

Deno.test("a sentence, a checkpoint and a table's words set no line apart", () => {
  for (const words of ["Saving model...", "all is well with the run today", "Results:", "it is done", "loss:"]) {
    const points = readShort("Epoch 1/3", "loss 0.75", words, "loss 0.5", "Epoch 2/3", "loss 0.25");
    assert.deepEqual(points.map((point) => point.split("=")[0]), ["loss", "loss", "loss"], words);
  }
});

/** The names of rows below a title, each a line below the one before. */
function namesUnder(title: string, ...rows: string[]): string[] {
  const state = initialReaderState();
  keepTitle(title, 5, state);
  return rows.map((name, at) => {
    const facts = makeFacts({ line: 6 + at, pairs: [makePair(name, 0.5)] });
    return putUnderTitle(facts, state).pairs[0]!.info.name;
  });
}

Deno.test("putUnderTitle() names the rows below a metric's name after it", () => {
  assert.deepEqual(namesUnder("precision", "dog", "cat", "val"), ["dog_precision", "cat_precision", "val_precision"]);
  assert.deepEqual(namesUnder("iou per class", "road"), ["road_iou"]);
});

Deno.test("putUnderTitle() leaves rows below other words, below a word for values of all kinds, and known names", () => {
  assert.deepEqual(namesUnder("checking", "dog"), ["dog"]);
  assert.deepEqual(namesUnder("losses", "gen_a"), ["gen_a"]);
  assert.deepEqual(namesUnder("precision", "loss", "dog"), ["loss", "dog_precision"]);
});

Deno.test("putUnderTitle() leaves lines with several values, with counters, and behind others", () => {
  const state = initialReaderState(), row = makePair("dog", 0.5);
  keepTitle("precision", 5, state);
  for (
    const facts of [
      makeFacts({ line: 6, pairs: [row, makePair("cat", 0.5)] }),
      makeFacts({ line: 6, pairs: [row], step: 3 }),
      makeFacts({ line: 6, pairs: [makePair("dog", 5, { integer: true })] }),
      makeFacts({ line: 8, pairs: [row] }),
      makeFacts({ line: 6 }),
    ]
  ) assert.equal(putUnderTitle(facts, state), facts);
});

Deno.test("keepTitle() ends a block at a title of settings: those are no values of the step above", () => {
  const block = ["Round 4", "Best RMSE: 0.5", "Best parameters:", "  widgets: 350", "  share: 0.75", "  slope: 0.25"];
  assert.deepEqual(readShort(...block), ["best_rmse=0.5@4"]);
  assert.deepEqual(readShort(...block.filter((line) => !line.endsWith(":"))), [
    "best_rmse=0.5@4",
    "share=0.75@4",
    "slope=0.25@4",
  ]);
});

Deno.test("metricBefore() sets values of one name and step apart by the metrics before them", () => {
  const lines = (at: number) => [
    `epoch ${at}`,
    `psnr: ${30 + at}.5  top: ${31 + at}.5`,
    `ssim: 0.${at}5  top: 0.${at}75`,
  ];
  const points = [...lines(1), ...lines(2)];
  assert.deepEqual(readShort(...points).filter((point) => point.includes("top")).toSorted(), [
    "ssim_top=0.175@1",
    "ssim_top=0.275@2",
    "top=32.5@1",
    "top=33.5@2",
  ]);
});

Deno.test("a title sets apart what was printed twice at its step before", () => {
  const round = (...values: number[]) => values.map((value) => `psnr: ${value}`);
  assert.deepEqual(
    readShort("step 5 loss: 0.5", ...round(20.5), ...round(21.5), "Checking...", ...round(22.5)).slice(1),
    ["psnr=20.5@5", "psnr=21.5@5.5", "checking_psnr=22.5@5"],
  );
});

Deno.test("ofTitle() holds the values of a name apart that stand below another title at the same step", () => {
  const lines = [1, 2, 3].flatMap((step) => [
    `Steps: ${step}`,
    ...["Rewards:", `fox: 10.${step}`, "Mean heights:", `fox: 20.${step}`, "Widths:", `fox: 30.${step}`],
  ]);
  const points = readShort(...lines).sort();
  assert.deepEqual(
    points,
    [1, 2, 3].flatMap((step) =>
      [["fox", 10], ["mean_heights_fox", 20], ["widths_fox", 30]].map(([name, value]) =>
        `${name}=${value}.${step}@${step}`
      )
    ).sort(),
  );
});

Deno.test("ofTitle() names nothing where nothing counts", () => {
  const lines = [1, 2, 3].flatMap((at) => [`fox: 10.${at}`, "Choosing widgets", `fox: 20.${at}`]);
  assert.deepEqual(readShort(...lines).filter((point) => !point.startsWith("fox=")), []);
});

Deno.test("ofTitle() leaves what is held as it was printed, whatever title stands above the line that charts it", () => {
  const step = (
    at: number,
  ) => [`Steps: ${at}`, ...(at > 1 ? ["Choosing widgets"] : []), `fox: 10.${at}`, `fox: 20.${at}`];
  assert.deepEqual(readShort(...step(1), ...step(2)), ["fox=10.1@1", "fox=20.1@1.5", "fox=10.2@2", "fox=20.2@2.5"]);
});

Deno.test("ofTitle() sets whole numbers apart that are watched on lines with known metrics", () => {
  const line = (cats: number, loss: number) => `cats: ${cats}, loss: ${loss}`;
  const points = readShort(`Steps: 1, ${line(5, 0.5)}`, "Widths:", line(9, 0.25), line(3, 0.75));
  assert.deepEqual(points.filter((point) => point.includes("cats")), ["widths_cats=9@1", "widths_cats=3@1.5"]);
});

for (
  const [one, other, name] of [
    ["Training A", "Training B", "b_loss"],
    ["Training critic...", "Training actor...", "actor_loss"],
    ["Model A:", "Model B:", "model_b_loss"],
  ] as const
) {
  Deno.test(`titles that alternate at one epoch set curves apart: ${one}, ${other}`, () => {
    const log = [3, 4].flatMap((epoch) => [one, `epoch ${epoch} loss 0.5`, other, `epoch ${epoch} loss 0.${epoch}`]);
    assert.deepEqual(readShort(...log), ["loss=0.5@3", `${name}=0.3@3`, "loss=0.5@4", `${name}=0.4@4`]);
  });
}

for (const title of ["Training started", "Training over", "Training interrupted", "Training model", "Training loop"]) {
  Deno.test(`a title of training alone sets nothing apart: ${title}`, () => {
    const log = [3, 4].flatMap((epoch) => [`epoch ${epoch} loss 0.5`, title, `loss: 0.${epoch}`]);
    assert.deepEqual(readShort(...log), ["loss=0.5@3", "loss=0.3@3", "loss=0.5@4", "loss=0.4@4"]);
  });
}
