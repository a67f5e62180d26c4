import assert from "node:assert/strict";
import { readLog, readShort } from "../read_log.ts";
import { isCounted, xOf } from "../../../lib/points/curves/stand.ts";
import { observeLead } from "../../../lib/points/curves/leads.ts";
import { TIME_LEAD } from "../../../lib/points/grammar/lead_kinds.ts";
import { type GivenPoint, NOWHERE, type Place } from "../../../lib/points/curves/standing.ts";
import { initialReaderState, type LiveState } from "../../../lib/points/curves/state.ts";
import type { LeadTrack } from "../../../lib/points/curves/lead_state.ts";
import { makeFacts, makeMetric, makePair } from "../make_facts.ts";

const metric = makeMetric({ lastStep: 10 });

const NO_LEADS: LeadTrack[] = [];

/** Where a value on line 9 stands behind a point at step 10 on line 4. */
function stands(
  place: Partial<Place>,
  { step = 10, isFresh = false, isDrawn = false, startLine = NaN, leads = NO_LEADS, anewLine = NaN } = {},
): number {
  const whole = { ...NOWHERE, ...place }, pair = makePair("loss", 0.25, { line: 9 });
  const given: GivenPoint = {
    name: "loss",
    pair,
    rank: null,
    place: whole,
    phase: "",
    step,
    epoch: NaN,
    globalStep: NaN,
  };
  return xOf(given, metric, { isFresh, isDrawn, startLine, leads, anewLine, placedLine: NaN });
}

Deno.test("xOf() keeps the step that the line printed, and counts where there is none", () => {
  assert.equal(stands({ own: true, stepped: true }), 10);
  assert.equal(stands({}, { step: NaN }), 3);
});

Deno.test("xOf() puts a value beside the last one of a bar's or another line's step", () => {
  assert.equal(stands({ bar: "open", stepped: true }), 10.5);
  assert.equal(stands({ step: 10 }), 10.5);
  assert.equal(stands({ bar: "open", stepped: true }, { step: 12 }), 12);
});

/** Steps of the values of a log with so many lines below each epoch. */
function stepsBelow(...counts: number[]): number[] {
  const values = (count: number, epoch: number) =>
    Array.from({ length: count }, (_, i) => `grad norm: 0.${epoch}${i + 1}`);
  return readLog(counts.flatMap((count, i) => [`Epoch ${i + 1}`, ...values(count, i + 1)])).map(({ step }) => step);
}

Deno.test("the first step's values stand ever closer, and those of later ones as many apart as the step before had", () => {
  assert.deepEqual(stepsBelow(4, 4, 2, 5), [
    ...[1, 1 + 1 / 2, 1 + 2 / 3, 1 + 3 / 4],
    ...[2, 2 + 1 / 4, 2 + 2 / 4, 2 + 3 / 4],
    ...[3, 3 + 1 / 4],
    ...[4, 4 + 1 / 2, 4 + 2 / 3, 4 + 3 / 4, 4 + 4 / 5],
  ]);
});

Deno.test("xOf() keeps the step of a value when a new training began since the last one", () => {
  assert.equal(stands({ step: 10 }, { anewLine: 6 }), 10);
  assert.equal(stands({ step: 10 }, { anewLine: 3 }), 10.5);
});

Deno.test("xOf() keeps the step of a value at a simulated time", () => {
  const state = initialReaderState();
  const lead = { value: 10, name: TIME_LEAD, pair: 0, kind: "time" as const, inner: null, innerValue: NaN };
  observeLead(makeFacts({ lead }), state);
  assert.equal(stands({ step: 10 }, { leads: state.leads }), 10);
});

Deno.test("xOf() puts values of a step that is rounded one behind the other", () => {
  assert.equal(stands({ own: true, stepped: true, rounded: 1000 }), 11);
  assert.equal(stands({ bar: "over", barLine: 2, stepped: true }), 11);
});

Deno.test("isCounted() is true for a value at the step of other lines", () => {
  const { epoch }: LiveState = initialReaderState();
  assert.ok(isCounted(4, { ...NOWHERE, epoch }));
  assert.ok(!isCounted(4, { ...NOWHERE, own: true }));
  assert.ok(!isCounted(4, { ...NOWHERE, epoch: 4 }));
});

Deno.test("xOf() puts values of a bar that is drawn faster than it moves beside one another", () => {
  const own = { own: true, stepped: true };
  assert.equal(stands(own, { isDrawn: true }), 10.5);
  assert.equal(stands(own, { isDrawn: true, step: 12 }), 12);
  assert.equal(stands(own), 10);
});

Deno.test("xOf() leaves the first value of a bar's next round at its start", () => {
  assert.equal(stands({ own: true, stepped: true }, { isDrawn: true, startLine: 9 }), 10);
});

Deno.test("xOf() puts the values of one epoch one behind the other, below its header and on lines that print it", () => {
  const below = { step: 10, epoch: 10 };
  assert.equal(stands(below), 10.5);
  assert.equal(stands({ ...below, epochOnly: true }), 10.5);
});

Deno.test("xOf() leaves a value that a line of another form sums up at its epoch", () => {
  assert.equal(stands({ step: 10, epoch: 10, form: 3 }), 10);
});

Deno.test("a learning rate on the line of an epoch stands at the step that training has reached", () => {
  assert.deepEqual(
    readShort(
      "Epoch 1 step 10/20 loss 0.5 lr 0.1",
      "Epoch 1 step 20/20 loss 0.4 lr 0.1",
      "Epoch 2 begins, lr: 0.05",
      "Epoch 2 step 10/20 loss 0.3 lr 0.05",
    ).filter((point) => point.startsWith("learning_rate")),
    ["learning_rate=0.1@10", "learning_rate=0.1@20", "learning_rate=0.05@20", "learning_rate=0.05@30"],
  );
});

Deno.test("values of lines that print one epoch again and again stand one behind the other, equal ones too", () => {
  const line = (epoch: number, loss: number) => `Epoch [ ${epoch}/ 9] | loss: ${loss}`;
  const points = readShort(line(1, 0.5), line(1, 0.4), line(1, 0.4), line(2, 0.3), line(2, 0.2));
  assert.deepEqual(points.map((point) => point.slice(0, 14)), [
    ...["loss=0.5@1", "loss=0.4@1.5", "loss=0.4@1.666"],
    ...["loss=0.3@2", "loss=0.2@2.333"],
  ]);
});

Deno.test("a test behind a second training of as many epochs stands at its step too", () => {
  const epochs = ["Epoch 1/2", "50/50 [=====] - 1s - loss: 0.5", "Epoch 2/2", "50/50 [=====] - 1s - loss: 0.4"];
  const points = readShort(...epochs, "Test loss: 0.75", ...epochs, "Test loss: 0.25");
  assert.deepEqual(points.filter((point) => point.startsWith("test")), ["test_loss=0.75@100", "test_loss=0.25@100"]);
});

Deno.test("a value that stays the same stands beside the others of its line, and never before an earlier one", () => {
  const line = (epoch: number, loss: number) => `epoch ${epoch} | loss: ${loss} lr 0.0005`;
  assert.deepEqual(readShort(line(1, 0.9), line(1, 0.8), line(2, 0.7)), [
    ...["loss=0.9@1", "learning_rate=0.0005@1", "loss=0.8@1.5", "learning_rate=0.0005@1.5"],
    ...["loss=0.7@2", "learning_rate=0.0005@2"],
  ]);
  const below = ["Epoche 1", ...[0.9, 0.8].map((loss) => `Verlust: ${loss}, Treffer: 0.5`)];
  assert.deepEqual(readShort(...below), ["verlust=0.9@1", "treffer=0.5@1", "verlust=0.8@1.5", "treffer=0.5@1.5"]);
  const alone = ["Episode 20 length: 5", ...[0.5, 0.25, 0.25].map((reward) => `Reward: ${reward}`)];
  assert.deepEqual(readShort(...alone).map((point) => Number(point.split("@")[1]).toFixed(2)), [
    ...["20.00", "20.50", "20.67"],
  ]);
});

Deno.test("a line that repeats another one gives its values at the same place", () => {
  const line = "epoch 1 | loss: 0.9 lr 0.0005", points = ["loss=0.9@1", "learning_rate=0.0005@1"];
  assert.deepEqual(readShort(line, line), [...points, ...points]);
  assert.deepEqual(readShort("step 20", "accuracy: 0.8", "Done.", "accuracy: 0.8"), [
    "accuracy=0.8@20",
    "accuracy=0.8@20",
  ]);
});

Deno.test("values of one step stand one behind the other where another counter beside it goes up, equal ones too", () => {
  const stepsBeside = (line: (outer: number, inner: number) => string) =>
    readLog([line(7, 1), line(7, 2), line(7, 3), line(8, 1), line(8, 2)]).map(({ step }) => Number(step.toFixed(2)));
  const apart = [7, 7.5, 7.67, 8, 8.33];
  assert.deepEqual(stepsBeside((outer, inner) => `Update ${outer}: Episode ${inner}/3, reward = -6`), apart);
  assert.deepEqual(stepsBeside((outer, inner) => `step ${outer} | iter ${inner}/3 | gap 0.5`), apart);
  assert.deepEqual(stepsBeside((outer, inner) => `Iteración ${outer}, lote ${inner}/3, pérdida: 0,5`), apart);
  assert.deepEqual(stepsBeside((outer, inner) => `Test: [${inner}/3/30] iter: ${outer} gap: 0.5`), apart);
});

Deno.test("values of one step stay there where nothing beside it goes up", () => {
  assert.deepEqual(readShort("step 10 gap 0.5", "step 10 gap 0.4", "step 20 gap 0.3"), [
    ...["gap=0.5@10", "gap=0.4@10", "gap=0.3@20"],
  ]);
  const episode = "Step 500 | Episode 12 | reward 0.5";
  assert.deepEqual(readShort(episode, episode, "Step 600 | Episode 13 | reward 0.4"), [
    ...["reward=0.5@500", "reward=0.5@500", "reward=0.4@600"],
  ]);
});

Deno.test("values that come again below one epoch don't stand on one another, though the first ones stood at their count", () => {
  const pair = (at: number) => [`train loss 0.${at}5`, `val loss 0.${at}6`];
  const lines = [...pair(1), ...pair(2), "Epoch 2, test loss 0.9", ...pair(3), ...pair(4)];
  assert.deepEqual(readShort(...lines).filter((point) => point.startsWith("train")), [
    ...["train_loss=0.15@0", "train_loss=0.25@1", "train_loss=0.35@2", "train_loss=0.45@2.5"],
  ]);
});

Deno.test("a value at the first step stands there, though one stood at the count before anything counted", () => {
  const [first, ...more] = [0, 1, 2];
  for (const head of ["Lap", "Step", "Epoch"]) {
    const below = (at: number) => [`${head} ${at}`, `mae: 0.${at + 1}`];
    assert.deepEqual(readShort("Before all", "mae: 2.5", ...below(first!), ...more.flatMap(below)), [
      ...["mae=2.5@0", "mae=0.1@0", "mae=0.2@1", "mae=0.3@2"],
    ]);
  }
});
