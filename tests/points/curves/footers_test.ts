import assert from "node:assert/strict";
import { countAbove, isLate, letWaitForEpoch, settleFooter } from "../../../lib/points/curves/footers.ts";
import { beginMetric } from "../../../lib/points/curves/metrics.ts";
import { NOWHERE } from "../../../lib/points/curves/standing.ts";
import { initialReaderState, type LiveState } from "../../../lib/points/curves/state.ts";
import { createPointReader } from "../../../lib/points/reader.ts";
import { makeFacts, makeMetric, makePair } from "../make_facts.ts";
import { readShort } from "../read_log.ts";

/** Places of a metric in a log of three rounds, the number of a round from `first`. */
function stepsOf(metric: string, round: (at: number) => string[], first = 1): string {
  const points = readShort(...[0, 1, 2].flatMap((at) => round(first + at)));
  return points.filter((point) => point.startsWith(`${metric}=`)).map((point) => point.split("@")[1]).join(" ");
}

const point = (metric: string, line: number) => {
  return { metric, value: 0.5, step: 0, epoch: null, globalStep: null, line, kind: "metric" as const };
};

Deno.test("values above the line that ends their epoch are of that epoch", () => {
  const round = (at: number) => [`train loss: 0.${9 - at}`, `val loss: 0.${8 - at}`, `Epoch ${at} done`];
  assert.deepEqual(["train_loss", "val_loss"].map((name) => stepsOf(name, round)), ["1 2 3", "1 2 3"]);
  assert.equal(stepsOf("train_loss", round, 0), "0 1 2");
});

Deno.test("values below the line that ends their epoch are of it too", () => {
  const round = (at: number) => [`train loss: 0.${9 - at}`, `Finished epoch ${at}`, `val loss: 0.${8 - at}`];
  assert.deepEqual(["train_loss", "val_loss"].map((name) => stepsOf(name, round, 0)), ["0 1 2", "0 1 2"]);
  const below = (at: number) => [`Epoch ${at} finished`, `loss: 0.${9 - at}`];
  assert.equal(stepsOf("loss", below), "1 2 3");
});

Deno.test("values above the line that ends their episode are of that episode, and unknown names too", () => {
  const round = (
    at: number,
  ) => [`reward: 1${at}.5`, `berries: 0.${at}`, `Episode ${at} finished after ${40 - at} timesteps`];
  assert.deepEqual(["reward", "berries"].map((name) => stepsOf(name, round)), ["1 2 3", "1 2 3"]);
  assert.equal(stepsOf("loss", (at) => [`loss: 0.${9 - at}`, `Iteration ${100 * at} done`], 0), "0 1 200");
});

Deno.test("values above the end of their record are of its step, also where one counts in hundreds", () => {
  const record = (at: number) => [
    `${at === 1 ? "[" : " "}{'loss': 0.${9 - at},`,
    `  'lr': 0.00${9 - at},`,
    `  'epoch': 0.0${at},`,
    `  'step': ${at * 5}},`,
  ];
  assert.deepEqual(["loss", "learning_rate"].map((name) => stepsOf(name, record)), ["5 10 15", "5 10 15"]);
  const ended = (at: number) => [`drag: 0.${9 - at}`, `lift: 0.${8 - at}`, `-- pass ${at * 20} finished --`];
  assert.deepEqual(["drag", "lift"].map((name) => stepsOf(name, ended)), ["20 40 60", "20 40 60"]);
});

Deno.test("values above the line that ends their epoch are of it where that has values too", () => {
  const round = (at: number) => [`dev gap: 0.${9 - at}`, `finished epoch ${at} - loss: 0.${8 - at}`];
  assert.deepEqual(["dev_gap", "loss"].map((name) => stepsOf(name, round)), ["1 2 3", "1 2 3"]);
  const below = (at: number) => [`finished epoch ${at} - loss: 0.${8 - at}`, `dev gap: 0.${9 - at}`];
  assert.deepEqual(["dev_gap", "loss"].map((name) => stepsOf(name, below)), ["1 2 3", "1 2 3"]);
});

Deno.test("values below a header stay there, whatever ends the epoch", () => {
  const round = (at: number) => [`Epoch ${at}`, `loss: 0.${9 - at}`, `Epoch ${at} took 12s`];
  assert.equal(stepsOf("loss", round), "1 2 3");
  assert.equal(stepsOf("loss", (at) => [`loss: 0.${9 - at}`, `Epoch ${at}`]), "0 1 2");
});

Deno.test("a log's first values wait for the line of their epoch, while nothing else tells where they stand", () => {
  const given: string[] = [], reader = createPointReader(({ metric, step }) => given.push(`${metric}@${step}`));
  reader.read("loss: 0.5", 1);
  assert.deepEqual(given, []);
  reader.pause();
  assert.deepEqual(given, ["loss@0"]);
});

Deno.test("letWaitForEpoch() lets first points wait, in a log that has counted nothing", () => {
  const waits = (state: LiveState, count = 1, line = 1) => {
    return letWaitForEpoch(point("loss", line), makeMetric({ count }), NOWHERE, state);
  };
  const state = initialReaderState();
  assert.deepEqual([waits(state), waits(state, 2), waits(state, 1, 10)], [true, false, false]);
  assert.deepEqual([isLate(9, state), isLate(10, state)], [false, true]);
  assert.equal(waits({ ...initialReaderState(), epoch: 1 }), false);
});

Deno.test("settleFooter() takes the values near above into the epoch that is over", () => {
  const settle = (line: number) => {
    const state = initialReaderState();
    beginMetric("loss", makeMetric({ count: 1, lastStep: 0, lastLine: 1, stepped: false }), state.metrics);
    settleFooter(makeFacts({ epoch: 3, isOver: true, line }), state);
    return [state.footer.side, state.metrics.byName.get("loss")?.lastStep];
  };
  assert.deepEqual([settle(2), settle(9)], [["below", 3], ["", 0]]);
});

Deno.test("countAbove() counts on at a value that its epoch has already", () => {
  const state: LiveState = { ...initialReaderState(), epoch: 3, footer: { side: "below", stride: 1, waiting: [] } };
  beginMetric("loss", makeMetric({ count: 1, lastStep: 3 }), state.metrics);
  const at = (name: string) => countAbove(makeFacts({ pairs: [makePair(name, 0.5)] }), state).epoch;
  assert.deepEqual(["val_loss", "loss", "val_loss"].map(at), [3, 4, 4]);
});
