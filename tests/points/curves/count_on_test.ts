import assert from "node:assert/strict";
import {
  countOn,
  countOnBatch,
  countOnStep,
  hasEpochAbove,
  isBehindRounds,
} from "../../../lib/points/curves/count_on.ts";
import { initialReaderState } from "../../../lib/points/curves/state.ts";
import { makeFacts } from "../make_facts.ts";
import { readLog, readShort } from "../read_log.ts";

/** A log of rounds: each has a line before its steps, lines of its steps, and a line behind. Gives where the metric stands. */
function placesOf(round: (at: number) => string[]): string {
  const points = readLog([1, 2, 3].flatMap(round)).filter(({ metric }) => metric === "mae");
  return points.map(({ step }) => step).join(" ");
}

for (
  const [header, name] of [
    ["Epoch %/4", "an epoch and its total"],
    ["== epoch % ==", "an epoch between marks"],
    ["--- Round % ---", "a round"],
    ["Generation %", "a generation"],
    ["2024-03-0% 12:00:00", "a date"],
  ] as const
) {
  Deno.test(`steps with their total run on below ${name}`, () => {
    const places = placesOf((
      at,
    ) => [header.replace("%", String(at)), `[10/50] mae 0.${9 - at}`, `[50/50] mae 0.${8 - at}`]);
    assert.equal(places, "10 50 60 100 110 150");
  });
}

Deno.test("a counter of lines with values runs on below headers of another counter's word that means the same", () => {
  assert.equal(
    placesOf((at) => [`== Generation ${at} ==`, `pass 1: mae 0.${9 - at}`, `pass 2: mae 0.${8 - at}`]),
    "1 2 3 4 5 6",
  );
});

Deno.test("steps without a total run on from the last one of each epoch, from 0 or from 1", () => {
  const below =
    (first: number) => (at: number) => [`# epoch ${at}`, `step ${first}: mae 0.${9 - at}`, `step 20: mae 0.${8 - at}`];
  assert.equal(placesOf(below(10)), "10 20 30 40 50 60");
  assert.equal(placesOf(below(0)), "0 20 21 41 42 62");
});

Deno.test("steps and batches run on above the line that ends an epoch", () => {
  const above = (counter: string) => (at: number) => [
    `${counter} 10/50 mae 0.${9 - at}`,
    `${counter} 50/50 mae 0.${8 - at}`,
    `Epoch ${at} finished in 3.2 s, val_mae 0.5`,
  ];
  for (const counter of ["step", "batch", "iter"]) assert.equal(placesOf(above(counter)), "10 50 60 100 110 150");
});

Deno.test("one step of each epoch runs on though it is always the same", () => {
  assert.equal(placesOf((at) => [`Epoch ${at}`, `[50/50] mae 0.${9 - at}`]), "50 100 150");
});

Deno.test("steps that run through all epochs stay as printed", () => {
  const places = placesOf((
    at,
  ) => [`Epoch ${at}`, `step ${at * 20 - 10}/60 mae 0.${9 - at}`, `step ${at * 20}/60 mae 0.${8 - at}`]);
  assert.equal(places, "10 20 30 40 50 60");
});

Deno.test("another metric at the step that an epoch ended with stays there", () => {
  assert.deepEqual(
    readShort("Epoch 1", "step 50: mae 0.5", "Epoch 2", "step 50: val_mae 0.75", "step 100: mae 0.25"),
    ["mae=0.5@50", "val_mae=0.75@50", "mae=0.25@100"],
  );
});

Deno.test("a step that goes back without a new epoch is a restart and stays as printed", () => {
  assert.deepEqual(
    readShort("Epoch 1", "step 10 mae 0.5", "step 20 mae 0.25", "Resuming", "step 10 mae 0.4", "step 20 mae 0.2"),
    ["mae=0.5@10", "mae=0.25@20", "mae=0.4@10", "mae=0.2@20"],
  );
});

Deno.test("batches that begin again run on though nothing counts epochs", () => {
  assert.deepEqual(
    readShort("batch 10/50 mae 0.5", "batch 50/50 mae 0.25", "batch 10/50 mae 0.2", "batch 50/50 mae 0.1"),
    ["mae=0.5@10", "mae=0.25@50", "mae=0.2@60", "mae=0.1@100"],
  );
});

Deno.test("a summary of rounds counts what is around the steps", () => {
  assert.equal(
    placesOf((at) => [`[10/50] mae 0.${9 - at}`, `[40/50] mae 0.${8 - at}`, `Round ${at} aggregated: acc 0.${at}`]),
    "10 40 60 90 110 140",
  );
});

Deno.test("isBehindRounds() is true for an epoch that says how many rounds ended, from 1 or from 0", () => {
  const at = (epoch: number) => ({ ...initialReaderState(), epoch });
  assert.deepEqual([4, 5, 6].map((epoch) => isBehindRounds(5, at(epoch))), [true, true, false]);
});

Deno.test("hasEpochAbove() is true below a header, and for a line that prints its epoch", () => {
  const state = { ...initialReaderState(), epoch: 2 };
  assert.equal(hasEpochAbove(makeFacts(), state), true);
  assert.equal(hasEpochAbove(makeFacts(), { ...state, epochsBehind: true }), false);
  assert.equal(hasEpochAbove(makeFacts({ epoch: 2 }), { ...state, epochsBehind: true }), true);
  assert.equal(hasEpochAbove(makeFacts(), initialReaderState()), false);
});

Deno.test("countOnBatch() leaves a bar without an epoch to its own rounds, and another loop's batches", () => {
  const state = initialReaderState(), at = (batch: number, batchTotal: number) => makeFacts({ batch, batchTotal });
  assert.equal(countOnBatch(at(50, 50), { state, isBar: false }), 50);
  assert.equal(countOnBatch(at(3, 50), { state, isBar: true }), 3);
  assert.equal(countOnBatch(at(3, 20), { state, isBar: false }), 3);
  assert.equal(countOnBatch(at(3, 50), { state, isBar: false }), 53);
});

Deno.test("countOn() counts by the length of an epoch, else by the last batch of each", () => {
  const state = initialReaderState(), { batches } = state;
  assert.equal(countOn(5, 20, batches, { epoch: 3, epochBase: 1 }), 45);
  assert.equal(countOn(7, NaN, state.steps, { epoch: 1, epochBase: 1 }), 7);
  assert.equal(countOn(2, NaN, state.steps, { epoch: 2, epochBase: 1 }), 9);
});

Deno.test("countOnStep() counts within the epoch beside it only once it began again", () => {
  const at = (epoch: number, ...steps: number[]) =>
    steps.map((step) => countOnStep(makeFacts({ step }), Object.assign(state, { epoch })));
  const state = initialReaderState();
  assert.deepEqual([...at(1, 5, 10), ...at(2, 5, 10)], [5, 10, 15, 20]);
});

Deno.test("a line that says which step was reached begins no round", () => {
  const rows = (from: number) => [`Current step: ${from}`, `step ${from} mae 0.5`, `step ${from + 5} mae 0.4`];
  const points = readLog([...rows(0), ...rows(5)]);
  assert.deepEqual(points.filter(({ metric }) => metric === "mae").map(({ step }) => step), [0, 5, 5, 10]);
});

Deno.test("a line that says at which step a run settled begins no round", () => {
  let rounds = 0;
  const rows = (...steps: number[]) => [
    ...steps.map((step) => `iteration ${step}, mae 0.${step}5`),
    rounds++ > 1 ? `settled at iteration ${steps.at(-1)}` : `stopped after ${steps.at(-1)} iterations`,
  ];
  const points = readLog([...rows(0, 1, 2), ...rows(0, 1, 2, 3), ...rows(0, 1)]);
  assert.deepEqual(points.map(({ step }) => step), [0, 1, 2, 0, 1, 2, 3, 0, 1]);
});

Deno.test("countOn() goes on where a bar passes its length, and begins the next epoch behind it", () => {
  const bar = (epoch: number, count: string, value: number) =>
    `Epoch ${epoch}: ${count} [00:01${count.endsWith("it") ? "" : "<00:01"}, 1.0it/s, mae=${value}]`;
  const lines = [1, 2].flatMap((epoch) => [
    bar(epoch, "50%|##  | 1/2", 0.9 - epoch / 9),
    bar(epoch, "100%|####| 2/2", 0.8 - epoch / 9),
    bar(epoch, "3it", 0.7 - epoch / 9),
  ]);
  const points = readLog([lines.slice(0, 3).join("\r"), lines.slice(3).join("\r")]);
  assert.deepEqual(points.map(({ metric, step }) => `${metric}@${step}`), [1, 2, 3, 4, 5, 6].map((at) => `mae@${at}`));
});

Deno.test("the step of the best value behind a training begins no round: the next training begins anew", () => {
  const train = (
    best: number,
  ) => ["iter=0, gain: 0.5", "iter=40, gain: 0.75", `done: best gain 0.75 (step ${best})`];
  const points = readShort(...train(20), ...train(30), ...train(20));
  assert.deepEqual(points.filter((point) => point.startsWith("gain")), [
    ...["gain=0.5@0", "gain=0.75@40"],
    ...["gain=0.5@0", "gain=0.75@40"],
    ...["gain=0.5@0", "gain=0.75@40"],
  ]);
});

/** Each value's step and the training step beside it. */
const reachedBy = (...lines: string[]) => readLog(lines).map(({ step, globalStep }) => `${step}/${globalStep}`);

Deno.test("isAhead() knows how many steps there will be from the steps below", () => {
  assert.deepEqual(reachedBy("Training begins, iters: 600", "Iter 1: Val loss 2.5", "Iter 10: Train loss 2.4"), [
    ...["1/1", "10/10"],
  ]);
  assert.deepEqual(reachedBy("steps: 5000", "epoch 1 loss 0.5", "epoch 2 loss 0.4"), ["1/null", "2/null"]);
  assert.deepEqual(reachedBy("Schritte: 800", "Schritt 100 | Verlust 0,5"), ["100/100"]);
  assert.deepEqual(reachedBy("Step 100", "gap: 0.5", "Step 200", "gap: 0.4"), ["100/100", "200/200"]);
});

Deno.test("a batch that goes on at its pace as the epoch changes counts all of training", () => {
  const stepsThrough = (line: (epoch: number, batch: number) => string) =>
    [[0, 600], [0, 800], [1, 1000], [1, 1200], [2, 1400]].map(([epoch, batch]) => line(epoch!, batch!));
  const through = ["600/600", "800/800", "1000/1000", "1200/1200", "1400/1400"];
  assert.deepEqual(reachedBy(...stepsThrough((epoch, batch) => `[${epoch} ${batch}/9000] loss 0.5`)), through);
  assert.deepEqual(reachedBy(...stepsThrough((epoch, batch) => `Epoch ${epoch} [${batch}/9000] gap: 0.5`)), through);
  assert.deepEqual(
    reachedBy(...stepsThrough((epoch, batch) => `Epoche ${epoch}, Batch ${batch}/9000: Verlust 0,5`)),
    through,
  );
});

Deno.test("a batch within its epoch is counted on, however far an epoch was printed", () => {
  const line = (epoch: number, batch: number) => `Epoch ${epoch} [${batch}/100] loss 0.5`;
  assert.deepEqual(reachedBy(line(1, 50), line(1, 100), line(2, 50), line(2, 100)), [
    ...["50/50", "100/100", "150/150", "200/200"],
  ]);
  assert.deepEqual(reachedBy(line(1, 70), line(2, 80), line(3, 95)), ["70/70", "180/180", "295/295"]);
});

Deno.test("steps that went on behind the line that ends an epoch stay as printed when the next training begins", () => {
  const training = (first: number) => [
    ...[`step 50 loss 0.${first}9`, `Epoch 1 mean cost 0.${first}5`, `step 100 loss 0.${first}8`],
    `Epoch 2 mean cost 0.${first}4`,
  ];
  assert.deepEqual(readShort(...training(1), "fold: 1", ...training(2)).filter((point) => point.startsWith("loss")), [
    ...["loss=0.19@50", "loss=0.18@100", "loss=0.29@50", "loss=0.28@100"],
  ]);
});

for (
  const counter of [
    "step 90/90",
    "batch 90/90",
    "iter 90 of 90 |",
    "90/90 [======] - 0s 2ms/step -",
    "Train step: 90/90",
  ]
) {
  Deno.test(`a count that is printed only at its end counts on: ${counter}`, () => {
    const lines = [0.5, 0.4, 0.3].map((loss) => `${counter} loss: ${loss}`);
    const points = readShort(...lines).filter((point) => point.startsWith("loss"));
    assert.deepEqual(points, ["loss=0.5@90", "loss=0.4@180", "loss=0.3@270"]);
  });
}

Deno.test("a count at its end stays where a value comes again, another one is printed, or less was printed before", () => {
  assert.deepEqual(readShort("step 90/90 loss 0.5", "step 90/90 loss 0.5"), ["loss=0.5@90", "loss=0.5@90"]);
  assert.deepEqual(readShort("step 90/90 loss 0.5", "step 90/90 acc 0.4"), ["loss=0.5@90", "acc=0.4@90"]);
  assert.deepEqual(readShort("step 50/90 loss 0.6", "step 90/90 loss 0.5", "step 90/90 loss 0.4"), [
    "loss=0.6@50",
    "loss=0.5@90",
    "loss=0.4@90",
  ]);
});

Deno.test("a count by its place that is at its end when it is printed first is no epoch", () => {
  const log = [0.5, 0.4].flatMap((loss) => [`train [90/90] loss ${loss}`, `test [20/20] loss ${loss + 0.25}`]);
  assert.deepEqual(readShort(...log), ["loss=0.5@90", "test_loss=0.75@20", "loss=0.4@180", "test_loss=0.65@40"]);
  const epochs = [1, 2].map((epoch) => `train [${epoch}/2] loss 0.${epoch}`);
  assert.deepEqual(readLog(epochs).map((point) => point.epoch), [1, 2]);
});

Deno.test("a count at its end stays below a title that sets its values apart", () => {
  const log = [1, 2].flatMap((fold) => [`Fold ${fold}`, `9/9 [====] - 1s - loss: 0.${fold}`]);
  assert.deepEqual(readShort(...log).filter((point) => point.includes("loss")), ["loss=0.1@9", "fold_2_loss=0.2@9"]);
});

for (
  const [what, end] of [["as many as were counted from 0", [3, 4, 3]], ["a step between two prints", [
    4,
    5,
    4,
  ]]] as const
) {
  Deno.test(`a counter alone behind steps that says ${what} begins no round`, () => {
    const stride = end[0] === 4 ? 2 : 1;
    const log = end.flatMap((steps, round) => [
      "next start",
      ...[0, 1, 2, 3].map((at) => at * stride).filter((at) => at < steps).map((at) =>
        `iter ${at}: nll 0.${round}${at}5`
      ),
      `settled after ${steps} iterations`,
    ]);
    const places = readShort(...log).map((point) => Number(point.split("@")[1]));
    assert.deepEqual(places, end.flatMap((steps) => [0, 1, 2, 3].map((at) => at * stride).filter((at) => at < steps)));
  });
}
