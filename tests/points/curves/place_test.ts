import assert from "node:assert/strict";
import { readLog, readShort } from "../read_log.ts";
import { stepsOf, withBar } from "../place_lines.ts";
import { placeLine } from "../../../lib/points/curves/place.ts";
import { NOWHERE } from "../../../lib/points/curves/standing.ts";
import { initialReaderState } from "../../../lib/points/curves/state.ts";
import type { LineFacts } from "../../../lib/points/grammar/statement.ts";
import { makeFacts, makePair } from "../make_facts.ts";

Deno.test("placeLine() uses the line's own step though a bar encloses it", () => {
  const place = placeLine(makeFacts({ step: 7 }), withBar(3, 10, { trained: true }));
  assert.deepEqual(place, { ...NOWHERE, step: 7, globalStep: 7, stepped: true, own: true });
});

Deno.test("placeLine() counts batches on through epochs whose length is printed", () => {
  assert.deepEqual(stepsOf([{ epoch: 1, batch: 20, batchTotal: 100 }, { epoch: 3, batch: 20, batchTotal: 100 }]), [
    20,
    220,
  ]);
});

Deno.test("placeLine() counts batches on behind the last one of an epoch whose length is unknown", () => {
  const lines = [{ epoch: 1, batch: 0 }, { epoch: 1, batch: 9 }, { epoch: 2, batch: 0 }, { epoch: 2, batch: 4 }];
  assert.deepEqual(stepsOf(lines), [0, 9, 10, 14]);
});

Deno.test("placeLine() counts the batches of an evaluation apart", () => {
  const lines = [{ batch: 50 }, { batch: 3, phase: "val" }, {}];
  assert.deepEqual(stepsOf(lines), [50, 3, 50]);
});

Deno.test("placeLine() counts the batches of evaluations on, whether they print an epoch or not", () => {
  const phase = "test", batchTotal = 29;
  assert.deepEqual(stepsOf([29, 0, 29].map((batch) => ({ batch, batchTotal, phase }))), [29, 30, 59]);
  assert.deepEqual(stepsOf([1, 2, 4].map((epoch) => ({ epoch, batch: 29, batchTotal, phase }))), [29, 58, 116]);
  assert.deepEqual(stepsOf([{ epoch: 3, batch: 0, batchTotal, phase }]), [58]);
});

Deno.test("placeLine() finds that a number without a total is the length of an evaluation where batches have a total", () => {
  const training = { epoch: 1, batch: 50, batchTotal: 100 }, evaluation = { epoch: 1, batch: 40, phase: "val" };
  assert.deepEqual(stepsOf([training, evaluation]), [50, 1]);
  assert.deepEqual(stepsOf([{ epoch: 1, batch: 50 }, evaluation]), [50, 40]);
  assert.deepEqual(stepsOf([training, { epoch: 1, batch: 60 }]), [50, 60]);
});

Deno.test("placeLine() sees no progress in a line that says that a run begins at step 0 of epoch 0", () => {
  const start = { epoch: 0, step: 0, form: 7 },
    line = { epoch: 1, step: 1, stepTotal: 2, pairs: [makePair("loss", 0.5)] };
  assert.deepEqual(stepsOf([start, line, start, { ...line, epoch: 2 }]), [NaN, 1, 1, 3]);
});

Deno.test("placeLine() lets a second training begin at step 0 of epoch 0, on a line like those of the first", () => {
  const training = [[0, 0], [0, 9], [1, 18]].flatMap(([epoch, step]) => [
    `epoch: ${epoch}, step: ${step}`,
    `loss: 0.${step}`,
  ]);
  const points = ["loss=0@0", "loss=0.9@9", "loss=0.18@18"];
  assert.deepEqual(readShort(...training, ...training), [...points, ...points]);
});

Deno.test("placeLine() sees no progress in the start of an evaluation that counts its own epochs", () => {
  const lines = [2, 3].flatMap((epoch) => [
    ...[1, 2].map((step) => `Epoch: ${epoch}/4, Iter: ${step}/2 -- loss: 0.${epoch}${step}`),
    `run resuming from iteration 0, epoch ${epoch - 2} until ${epoch - 1} epochs`,
    `best dice: 0.${epoch}5`,
  ]);
  assert.deepEqual(readShort(...lines), [
    "loss=0.21@3",
    "loss=0.22@4",
    "best_dice=0.25@4",
    "loss=0.31@5",
    "loss=0.32@6",
    "best_dice=0.35@6",
  ]);
});

Deno.test("placeLine() says what a step is rounded to", () => {
  assert.equal(placeLine(makeFacts({ step: 31_000, stepScale: 1000 }), initialReaderState()).rounded, 1000);
});

Deno.test("placeLine() counts a step on when it starts anew with each epoch", () => {
  const pairs = [makePair("loss", 0.5)];
  const lines = [0, 1].flatMap((epoch) => [0, 10].map((step) => ({ epoch, step, pairs })));
  assert.deepEqual(stepsOf(lines), [0, 10, 11, 21]);
});

Deno.test("placeLine() places a line without counters by the bar that encloses it", () => {
  const place = placeLine(makeFacts(), withBar(3, 10));
  assert.deepEqual(place, { ...NOWHERE, step: 3, globalStep: 3, stepped: true, bar: "open", barLine: 1 });
});

Deno.test("placeLine() places by the line's epoch, else by the last step, else by the last epoch", () => {
  const state = initialReaderState();
  const place = placeLine(makeFacts({ epoch: 2 }), state);
  assert.deepEqual(place, { ...NOWHERE, step: 2, epoch: 2, epochOnly: true });
  assert.deepEqual(placeLine(makeFacts(), state), { ...place, epochOnly: false });
  assert.deepEqual(stepsOf([{ step: 30 }, {}], state), [30, 30]);
});

Deno.test("placeLine() gives no step where nothing was counted", () => {
  assert.deepEqual(stepsOf([{}]), [NaN]);
});

/** Training steps that the run had reached at lines, one after the other. */
function reachedAt(lines: Partial<LineFacts>[]): number[] {
  const state = { ...initialReaderState(), trained: true };
  return lines.map((facts) => placeLine(makeFacts(facts), state).globalStep);
}

Deno.test("placeLine() knows the training step that the run had reached at an epoch's line", () => {
  assert.deepEqual(reachedAt([{ epoch: 1 }, { step: 100 }, { epoch: 1 }, { step: 200 }, {}]), [
    NaN,
    100,
    100,
    200,
    200,
  ]);
});

Deno.test("placeLine() takes no batch of an evaluation for a training step", () => {
  const batch = { batch: 20, batchTotal: 40, phase: "val" };
  assert.deepEqual(reachedAt([batch, { epoch: 1, batch: 5, batchTotal: 9 }, batch]), [NaN, 5, 5]);
});

Deno.test("placeLine() takes the step of an evaluation's line for the training step, unless training is beyond it", () => {
  assert.deepEqual(
    reachedAt([{ step: 0, phase: "val" }, { step: 9 }, { step: 10, phase: "val" }, { step: 3, phase: "val" }]),
    [
      0,
      9,
      10,
      10,
    ],
  );
});

Deno.test("placeLine() takes the training step from the bar that ended above an epoch's line", () => {
  const state = withBar(120, 120);
  assert.equal(placeLine(makeFacts({ epoch: 1, line: 2 }), state).globalStep, 120);
  assert.equal(placeLine(makeFacts({ epoch: 1, line: 9 }), withBar(120, 120, { trained: true })).globalStep, NaN);
});

Deno.test("a callback that counts from 0 stands at its own epoch, and the run goes on at its own", () => {
  assert.deepEqual(
    readShort("Epoch 1/4", "[hook] epoch 0 gap=0.5", "loss: 0.75", "Epoch 2/4", "[hook] epoch 1 gap=0.25", "loss: 0.5"),
    ["gap=0.5@0", "loss=0.75@1", "gap=0.25@1", "loss=0.5@2"],
  );
});

Deno.test("placeLine() keeps the training step that lines printed while a bar counts something else", () => {
  const points = readLog([
    "step 100 | loss 0.5",
    " 50%|#####     | 30/60 [00:01<00:01, 30it/s]",
    "100%|##########| 60/60 [00:02<00:00, 30it/s]",
    "validation: loss 0.75",
  ]);
  assert.deepEqual(points.map(({ metric, globalStep }) => [metric, globalStep]), [["loss", 100], ["val_loss", 100]]);
});

Deno.test("values below the line with an epoch's own values are of that epoch, not of the step above it", () => {
  const points = ["mean_drag=0.8@1", "lift=0.3@1", "mean_drag=0.7@2", "lift=0.4@2"];
  const bar = (epoch: number) => `Epoch ${epoch}: 100%|##########| 40/40 [00:02<00:00, 1.65s/it]`;
  assert.deepEqual(
    readShort(bar(1), "Epoch 1 | Mean drag: 0.8", "Lift: 0.3", bar(2), "Epoch 2 | Mean drag: 0.7", "Lift: 0.4"),
    points,
  );
  const lines = [1, 2].flatMap((epoch) => [
    `Эпоха ${epoch}: пакет 20/20, потери: 0.${epoch}`,
    `{'epoch': ${epoch}, 'train_acc': 0.${epoch}}`,
    `Полнота: 0.${epoch}`,
  ]);
  assert.deepEqual(readShort(...lines), [
    ...["потери=0.1@20", "train_acc=0.1@1", "полнота=0.1@1"],
    ...["потери=0.2@40", "train_acc=0.2@2", "полнота=0.2@2"],
  ]);
});

Deno.test("a metric that stood at steps does so below an epoch's own values, too, as do those behind the next step", () => {
  const lines = ["Epoch 1 step 100 loss: 0.9", "valid loss: 0.8", "Epoch 1 mean cost: 0.9", "valid loss: 0.7"];
  assert.deepEqual(readShort(...lines), [
    ...["loss=0.9@100", "valid_loss=0.8@100", "mean_cost=0.9@1", "valid_loss=0.7@100.5"],
  ]);
  const heading = ["Epoch 1, lr: 0.1", "step 100", "loss: 0.9", "Epoch 2, lr: 0.2", "step 200", "loss: 0.8"];
  assert.deepEqual(readShort(...heading), [
    ...["learning_rate=0.1@1", "loss=0.9@100", "learning_rate=0.2@2", "loss=0.8@200"],
  ]);
});

Deno.test("a batch without its total counts beside a bar of the epoch, and the length of an evaluation doesn't", () => {
  const epoch = (at: number) => [
    `Epoch ${at}:  20%|##        | 20/100 [00:02<00:08, 10.00it/s]`,
    `Epoch ${at}, batch 20, loss 0.${at}9`,
    `Epoch ${at}:  40%|####      | 40/100 [00:04<00:06, 10.00it/s]`,
    `Epoch ${at}, batch 40, loss 0.${at}8`,
    `Epoch ${at}: mean loss 0.${at}5`,
  ];
  assert.deepEqual(readShort(...epoch(1), ...epoch(2)), [
    ...["loss=0.19@20", "loss=0.18@40", "mean_loss=0.15@1"],
    ...["loss=0.29@120", "loss=0.28@140", "mean_loss=0.25@2"],
  ]);
  const lines = ["Epoch [1][20/80] loss: 0.5", "Epoch(val) [1][30] acc: 0.4", "Epoch [2][20/80] loss: 0.3"];
  assert.deepEqual(readShort(...lines), ["loss=0.5@20", "val_acc=0.4@1", "loss=0.3@100"]);
});

Deno.test("placeLine() takes a step that goes back for a new training, whose values stand at their steps again", () => {
  const run = (gap: number) => ["step 100 loss 0.5", "step 200 loss 0.4", `done, final gap: ${gap}`];
  const gaps = readShort(...run(0.75), ...run(0.5), ...run(0.25)).filter((point) => point.startsWith("final"));
  assert.deepEqual(gaps, []);
  const known = (gap: number) => run(gap).map((line) => line.replace("final gap", "final mse"));
  assert.deepEqual(readShort(...known(0.75), ...known(0.5)).filter((point) => point.includes("mse")), [
    "final_mse=0.75@200",
    "final_mse=0.5@200",
  ]);
});
