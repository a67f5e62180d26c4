import assert from "node:assert/strict";
import { readLog, readShort } from "../read_log.ts";
import {
  NO_ROUND,
  noteRound,
  noteStart,
  placeInRound,
  roundOf,
  settleRoundOfBar,
} from "../../../lib/points/curves/bar_rounds.ts";
import { initialReaderState } from "../../../lib/points/curves/state.ts";
import { makeShape, scanShape } from "../../../lib/points/scan/shape.ts";
import { makeBar, makeFacts } from "../make_facts.ts";

const SLOTS = {
  ...{ description: "Round", n: 1, total: 2, rate: -1, isPace: false, left: -1, isNoise: false, isKeras: false },
  ...{ cut: -1, round: 0, inner: -1, scale: 1, totalScale: 1 },
};

/** A line of a bar of 20 in a round. */
function drawIn(round: number, n: number, over: Partial<typeof SLOTS> = {}, text = `${round}: ${n}/20 60`) {
  const shape = makeShape();
  scanShape(text, shape);
  return { facts: makeFacts({ step: round, batch: n, batchTotal: 20 }), slots: { ...SLOTS, ...over }, shape };
}

Deno.test("roundOf() is the description's counter, NaN without one", () => {
  assert.equal(roundOf(SLOTS, makeFacts({ step: 3 })), 3);
  assert.equal(roundOf({ ...SLOTS, round: -1 }, makeFacts({ step: 3 })), NaN);
});

Deno.test("noteRound() finds what goes up as the bar begins again, and what goes up with it", () => {
  for (
    const [last, n, total, counts] of [[20, 1, 20, "rounds"], [20, 20, 20, "rounds"], [5, 6, 20, "steps"], [
      5,
      5,
      20,
      "steps",
    ]] as const
  ) {
    const bar = makeBar(last, total, { ...NO_ROUND, round: 1, firstRound: 1 });
    noteRound(bar, { n, round: 2 });
    assert.equal(bar.counts, counts, `${last} to ${n} of ${total}`);
    assert.deepEqual([bar.firstRound, bar.round], [1, 2]);
  }
});

Deno.test("placeInRound() makes the round the epoch of the bar's count, once it is known to be a round", () => {
  const { facts, slots, shape } = drawIn(3, 10), state = initialReaderState();
  placeInRound(facts, slots, { bar: makeBar(10, 20, { counts: "rounds", firstRound: 0 }), shape, state });
  assert.deepEqual([facts.epoch, facts.step, facts.batch, state.epochBase], [3, NaN, 10, 0]);
});

Deno.test("placeInRound() places by the step behind the bar, and in the first round by the bar's count", () => {
  const state = initialReaderState(), first = drawIn(1, 10), inner = drawIn(1, 10, { inner: 3 });
  placeInRound(first.facts, first.slots, { bar: null, shape: first.shape, state });
  placeInRound(inner.facts, inner.slots, { bar: null, shape: inner.shape, state });
  assert.deepEqual([first.facts.step, inner.facts.step], [10, 60]);
});

Deno.test("placeInRound() leaves a step that goes up with the bar, and a first one that isn't a first round", () => {
  const state = initialReaderState(), known = drawIn(1, 10), far = drawIn(510, 10);
  placeInRound(known.facts, known.slots, { bar: makeBar(10, 20, { counts: "steps" }), shape: known.shape, state });
  placeInRound(far.facts, far.slots, { bar: null, shape: far.shape, state });
  assert.deepEqual([known.facts.step, far.facts.step], [1, 510]);
});

Deno.test("settleRoundOfBar() makes an epoch of the step that is the round of a bar", () => {
  const state = initialReaderState();
  state.bars = [makeBar(10, 20, { counts: "rounds", round: 3 })];
  assert.equal(settleRoundOfBar(makeFacts({ step: 3 }), state).epoch, 3);
  assert.equal(settleRoundOfBar(makeFacts({ step: 4 }), state).step, 4);
  assert.equal(settleRoundOfBar(makeFacts({ step: 3, epoch: 1 }), state).step, 3);
  state.bars = [makeBar(20, 20, { round: 1 })];
  assert.equal(settleRoundOfBar(makeFacts({ step: 1 }), state).epoch, 1);
});

Deno.test("a bar counts on from the first epoch that stands below it and is over", () => {
  const round = (epoch: number) => [
    ...[1, 4].map((n) => ` ${n * 25}%|##        | ${n * 10}/40 [00:0${n}<00:01, 9.5it/s]`),
    `Epoch ${epoch} ended.`,
    `  train loss = 0.${5 - epoch}`,
  ];
  assert.deepEqual(
    readShort(...round(0), ...round(1)).filter((point) => point.includes("loss")),
    ["train_loss=0.5@40", "train_loss=0.4@80"],
  );
});

Deno.test("a bar that placed values counts on from the first epoch that stands below it beside a setting", () => {
  const round = (epoch: number) => [
    ...[1, 4].map((n) => `Train loss: 0.${n}: ${n * 25}%|##        | ${n * 10}/40 [00:0${n}<00:01, 9.5it/s]`),
    `[Epoch: ${epoch}, pictures: 90]`,
    `Loss: ${9 - epoch}.5`,
  ];
  assert.deepEqual(
    readShort(...round(0), ...round(1)).filter((point) => point.startsWith("loss")),
    ["loss=9.5@40", "loss=8.5@80"],
  );
});

Deno.test("a bar of which only the last states are kept counts on in the next epoch, and an evaluation's of the same total doesn't", () => {
  const bar = (values: string) => `100%|##########| 8/8 [00:04<00:00, 1.9it/s${values}]`;
  const round = (
    epoch: number,
  ) => [bar(`, cost=0.${epoch}`), bar(""), `runner - epoch: ${epoch} - valid cost: 0.${epoch}`];
  const points = readLog([1, 2, 3].flatMap(round));
  assert.deepEqual(points.filter(({ metric }) => metric === "cost").map(({ step }) => step), [8, 16, 24]);
  assert.deepEqual(points.filter(({ metric }) => metric === "valid_cost").map(({ globalStep }) => globalStep), [
    8,
    16,
    24,
  ]);
});

Deno.test("a bar that shows no values counts training's steps on, from one epoch to the next", () => {
  const round = (
    epoch: number,
  ) => ["100%|##########| 15/15 [00:18<00:00, 1.2s/it]", `{'epoch': ${epoch}, 'drag': 0.${epoch}}`];
  assert.deepEqual(readLog([1, 2, 3].flatMap(round)).map(({ globalStep }) => globalStep), [15, 30, 45]);
});

Deno.test("noteStart() keeps the first line at which a bar stands at its start, until it moves on", () => {
  const state = initialReaderState(), line = () => state.drawings.startLine;
  noteStart(3, { n: 0, total: 9 }, state);
  noteStart(5, { n: 0, total: 9 }, state);
  assert.equal(line(), 3);
  noteStart(6, { n: 1, total: 4 }, state);
  assert.equal(line(), 3);
  noteStart(7, { n: 2, total: 9 }, state);
  assert.ok(Number.isNaN(line()));
  noteStart(8, { n: 0, total: 9 }, state);
  assert.equal(line(), 8);
});

Deno.test("values of a bar that is drawn on several lines before it moves stand beside one another", () => {
  const state = (n: number, loss: number) => `fit: ${n}0%|##| ${n}/10 [00:00<00:00, 20.0it/s, loss=0.${loss}]`;
  assert.deepEqual(
    readShort(state(0, 9), state(0, 8), state(5, 7), state(10, 6), state(0, 55), state(0, 5)),
    ["loss=0.9@0", "loss=0.8@0.5", "loss=0.7@5", "loss=0.6@10", "loss=0.55@10", "loss=0.5@10.5"],
  );
});
