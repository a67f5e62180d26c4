import assert from "node:assert/strict";
import { readLog, readShort } from "../read_log.ts";
import { isPlacedByBar, NOWHERE, placeLine } from "../../../lib/points/curves/place.ts";
import { initialReaderState, type LiveState } from "../../../lib/points/curves/state.ts";
import type { LineFacts } from "../../../lib/points/grammar/statement.ts";
import { makeBar, makeFacts, makePair } from "../make_facts.ts";

/** Steps of lines, one after the other. */
function stepsOf(lines: Partial<LineFacts>[], state: LiveState = initialReaderState()): number[] {
  return lines.map((facts) => placeLine(makeFacts(facts), state).step);
}

function withBar(n: number, total: number, over: Partial<LiveState> = {}): LiveState {
  return {
    ...initialReaderState(),
    bars: [makeBar(n, total)],
    ...over,
  };
}

Deno.test("placeLine() uses the line's own step though a bar encloses it", () => {
  const place = placeLine(makeFacts({ step: 7 }), withBar(3, 10));
  assert.deepEqual(place, { ...NOWHERE, step: 7, globalStep: 7, stepped: true, own: true });
});

Deno.test("placeLine() counts batches on through epochs whose length is printed", () => {
  assert.deepEqual(stepsOf([{ epoch: 1, batch: 20, batchTotal: 100 }, { epoch: 3, batch: 20, batchTotal: 100 }]), [
    20,
    220,
  ]);
});

Deno.test("placeLine() counts from epoch 0 once epoch 0 was printed", () => {
  assert.deepEqual(stepsOf([{ epoch: 0, batch: 5, batchTotal: 100 }, { epoch: 1, batch: 5, batchTotal: 100 }]), [
    5,
    105,
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
  const training = { epoch: 1, batch: 50, batchTotal: 100 }, evaluation = { epoch: 1, batch: 40 };
  assert.deepEqual(stepsOf([training, evaluation]), [50, 1]);
  assert.deepEqual(stepsOf([{ epoch: 1, batch: 50 }, evaluation]), [50, 40]);
});

Deno.test("placeLine() sees no progress in a line that says that a run begins at step 0 of epoch 0", () => {
  const start = { epoch: 0, step: 0 }, line = { epoch: 1, step: 1, stepTotal: 2, pairs: [makePair("loss", 0.5)] };
  assert.deepEqual(stepsOf([start, line, start, { ...line, epoch: 2 }]), [NaN, 1, 1, 3]);
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

Deno.test("placeLine() counts on from the earlier rounds of a bar", () => {
  const state = withBar(3, 10);
  state.bars[0]!.offset = 20;
  assert.deepEqual(stepsOf([{}], state), [23]);
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

Deno.test("placeLine() prefers the last step to a bar that is over", () => {
  assert.deepEqual(stepsOf([{}], withBar(10, 10, { step: 99, trained: true })), [99]);
  assert.deepEqual(stepsOf([{}], withBar(10, 10)), [10]);
});

Deno.test("placeLine() places part of an epoch by a bar that has gone on above the last step and is over", () => {
  const lines = [
    " 80%|████████  | 8/10 [00:04<00:00,  2.05it/s]{'loss': 0.5, 'epoch': 0.25}",
    "------ Step 8 ------",
    "100%|██████████| 10/10 [00:05<00:00,  2.15it/s]{'loss': 0.25, 'epoch': 0.31}",
    "------ Step 10 ------",
    "{'train_loss': 0.125, 'epoch': 0.31}",
  ];
  assert.deepEqual(readShort(...lines), ["loss=0.5@8", "loss=0.25@10", "train_loss=0.125@10"]);
});

Deno.test("isPlacedByBar() is true for a part of an epoch behind an evaluation's bar: training's is drawn again below it", () => {
  const points = readShort(
    " 10%|█         | 4/40 [00:01<00:10,  4.1it/s]",
    "{'loss': 0.5, 'epoch': 0.2}",
    " 12%|█▎        | 5/40 [00:01<00:10,  4.1it/s]",
    "  0%|          | 0/7 [00:00<?, ?it/s]",
    "{'eval_loss': 0.75, 'epoch': 0.3}",
    " 15%|█▌        | 6/40 [00:02<00:10,  4.1it/s]",
  );
  assert.equal(points.at(-1), "eval_loss=0.75@6");
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

Deno.test("placeLine() doesn't go back for a line without values that counts from 0", () => {
  const state = initialReaderState();
  stepsOf([{ epoch: 1, step: 30 }, { epoch: 0, line: 2, form: 7 }], state);
  assert.equal(state.epoch, 1);
  assert.deepEqual(stepsOf([{}], state), [30]);
});

Deno.test("placeLine() goes back an epoch for a line of the form that named the epoch before", () => {
  const state = initialReaderState();
  stepsOf([{ epoch: 1, form: 7 }, { epoch: 2, form: 7 }, { epoch: 1, form: 7 }], state);
  assert.equal(state.epoch, 1);
});

Deno.test("placeLine() goes back an epoch for a line with values", () => {
  const state = initialReaderState();
  stepsOf([{ epoch: 1, step: 30 }, { epoch: 0, pairs: [makePair("loss", 0.5)] }], state);
  assert.equal(state.epoch, 0);
});

Deno.test("placeLine() ends a heading's phase with the next epoch, and keeps it at the first", () => {
  const state = { ...initialReaderState(), phase: "val" };
  stepsOf([{ epoch: 1 }], state);
  assert.equal(state.phase, "val");
  stepsOf([{ epoch: 2 }], state);
  assert.equal(state.phase, "");
});

Deno.test("placeLine() ends a heading's phase with the first epoch when values stood below the heading", () => {
  const lines = ["loss = 2.5", "loss = 2.25", "Validation", "loss = 2.75", "NEXT EPOCH 1", "loss = 2.0"];
  assert.deepEqual(readShort(...lines), ["loss=2.5@0", "loss=2.25@1", "val_loss=2.75@0", "loss=2@1"]);
});

Deno.test("placeLine() keeps the phase of a heading directly above the line that names a new epoch", () => {
  const state = { ...initialReaderState(), epoch: 1, phase: "val", phaseLine: 7 };
  stepsOf([{ epoch: 2, line: 8 }], state);
  assert.equal(state.phase, "val");
});

Deno.test("isPlacedByBar() is true only for a line without counters while a bar goes on", () => {
  assert.equal(isPlacedByBar(makeFacts({ wholeEpoch: false }), withBar(3, 10)), true);
  assert.equal(isPlacedByBar(makeFacts(), initialReaderState()), false);
  for (const counter of [{ step: 1 }, { batch: 1 }, { epoch: 1 }]) {
    assert.equal(isPlacedByBar(makeFacts(counter), withBar(3, 10)), false);
  }
});

Deno.test("isPlacedByBar() is true behind a bar that is over only for a part of an epoch of unknown length", () => {
  const over = () => withBar(10, 10, { trained: true });
  assert.equal(isPlacedByBar(makeFacts({ wholeEpoch: false }), over()), false);
  const part = makeFacts({ epoch: 0.5, wholeEpoch: false });
  assert.equal(isPlacedByBar(part, over()), true);
  assert.equal(isPlacedByBar(part, { ...over(), stepsInEpoch: 20 }), false);
});

Deno.test("isPlacedByBar() is false while another bar is drawn: an evaluation's", () => {
  assert.equal(isPlacedByBar(makeFacts({ wholeEpoch: false }), withBar(3, 10, { drawings: 1 })), false);
});

/** Training steps that the run had reached at lines, one after the other. */
function reachedAt(lines: Partial<LineFacts>[]): number[] {
  const state = initialReaderState();
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

Deno.test("placeLine() places a line by the step printed below a bar that counts the epochs", () => {
  assert.deepEqual(
    readShort(
      "Epoch:   0%|          | 0/2 [00:00<?, ?it/s]",
      "Measuring in epoch 0 after 500 steps:",
      "cosine: gap: 0.5",
      "Measuring in epoch 0 after 900 steps:",
      "cosine: gap: 0.25",
    ),
    ["gap=0.5@500", "gap=0.25@900"],
  );
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

Deno.test("placeLine() places a part of an epoch by a bar that is over, though the part is a whole number", () => {
  const facts = makeFacts({ epoch: 1, wholeEpoch: false, line: 2 });
  assert.equal(placeLine(facts, withBar(60, 60)).step, 60);
});

Deno.test("a later part of an epoch below the heading of an evaluation is training again", () => {
  assert.deepEqual(
    readShort(
      "{'loss': 0.5, 'epoch': 0.5}",
      "***** eval metrics *****",
      "  epoch     = 0.5",
      "  eval_loss = 0.75",
      "{'loss': 0.25, 'epoch': 1.5}",
    ),
    ["loss=0.5@0.5", "eval_loss=0.75@0.5", "loss=0.25@1.5"],
  );
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

Deno.test("placeLine() ends a heading at the next epoch where no value ever stood below such a heading", () => {
  const points = readLog(
    [1, 2, 3].flatMap((at) => [`Epoch ${at}`, `loss: 0.${at}`, `loss: 0.${at}5`, "Evaluating..."]),
  );
  assert.deepEqual([...new Set(points.map(({ metric }) => metric))], ["loss"]);
});
