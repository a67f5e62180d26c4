import assert from "node:assert/strict";
import {
  barStep,
  drawBar,
  findEnclosingBar,
  isMoving,
  settleCountOfBar,
  turnBatchIntoStep,
} from "../../../lib/points/curves/bars.ts";
import type { BarState } from "../../../lib/points/curves/bar_state.ts";
import { initialReaderState, type LiveState } from "../../../lib/points/curves/state.ts";
import type { BarSlots } from "../../../lib/points/grammar/bar_slots.ts";
import type { LineFacts } from "../../../lib/points/grammar/statement.ts";
import { makeShape, scanShape } from "../../../lib/points/scan/shape.ts";
import { makeBar, makeFacts } from "../make_facts.ts";
import { readLog, readShort } from "../read_log.ts";

const SLOTS: BarSlots = {
  description: "train",
  n: 0,
  total: 1,
  rate: -1,
  isPace: false,
  left: -1,
  isNoise: false,
  isKeras: false,
  cut: -1,
  round: -1,
  inner: -1,
  scale: 1,
  totalScale: 1,
};

/** Draws a bar at `N/TOTAL`. */
function draw(text: string, state: LiveState, bar: Partial<BarSlots> = {}, facts: Partial<LineFacts> = {}) {
  const shape = makeShape();
  scanShape(text, shape);
  return drawBar({ bar: { ...SLOTS, ...bar }, facts: makeFacts(facts), shape, text }, state);
}

Deno.test("drawBar() remembers a bar and moves it when it is drawn again", () => {
  const state = initialReaderState();
  assert.equal(draw("1/10", state), null);
  assert.equal(draw("2/10", state)?.n, 2);
  assert.deepEqual(state.bars.map(({ name, n, total }) => [name, n, total]), [["train", 2, 10]]);
});

Deno.test("drawBar() moves the same bar when its description changes on the same line", () => {
  const state = initialReaderState();
  draw("1/10", state);
  draw("2/10", state, { description: "train loss" });
  draw("3/10", state, { description: "other" }, { line: 2 });
  assert.deepEqual(state.bars.map(({ name, n }) => [name, n]), [["train loss", 2], ["other", 3]]);
});

Deno.test("drawBar() finds that a bar counts through all epochs when it goes on while the epoch changes", () => {
  const state = initialReaderState();
  draw("1/10", state);
  state.epoch = 2;
  assert.equal(draw("2/10", state)?.spans, true);
  assert.equal(draw("1/10", state)?.spans, false);
});

Deno.test("drawBar() remembers no bar of files, of Keras, of an evaluation, or with an epoch of its own", () => {
  const state = initialReaderState();
  draw("1/10", state, { isNoise: true });
  draw("1/10", state, { isKeras: true });
  draw("1/10", state, {}, { phase: "val" });
  draw("1/10", state, {}, { epoch: 1 });
  assert.deepEqual(state.bars, []);
});

Deno.test("drawBar() forgets a bar that turns out to move files", () => {
  const state = initialReaderState();
  draw("1/10", state);
  draw("1/12", state);
  draw("9/10", state, { isNoise: true });
  assert.deepEqual(state.bars.map(({ total }) => total), [12]);
});

Deno.test("drawBar() keeps the progress of a bar, but not of an evaluation's", () => {
  const state = initialReaderState();
  draw("4/10", state);
  draw("1/7", state, {}, { phase: "val" });
  assert.deepEqual([state.progress.step, state.progress.total], [4, 10]);
});

Deno.test("drawBar() forgets the oldest bar of more than six, those that are over first", () => {
  const state = initialReaderState();
  for (let total = 10; total < 17; total++) draw(`1/${total}`, state, {}, { line: total });
  assert.deepEqual(state.bars.map(({ total }) => total), [11, 12, 13, 14, 15, 16]);
  draw("14/14", state, {}, { line: 18 });
  draw("1/20", state, {}, { line: 19 });
  assert.deepEqual(state.bars.map(({ total }) => total), [11, 12, 13, 15, 16, 20]);
});

Deno.test("drawBar() keeps no progress of a short bar beside a longer one that has placed points", () => {
  const state = { ...initialReaderState(), bars: [makeBar(12, 12, { places: true })] };
  draw("1/3", state, {}, { line: 2 });
  draw("3/3", state, {}, { line: 2 });
  assert.equal(state.progress.total, null);
});

Deno.test("drawBar() counts a bar on when it begins again, and not when it steps back a little", () => {
  const state = initialReaderState();
  for (const n of [0, 200, 0, 50, 49]) draw(`${n}/200`, state);
  assert.deepEqual(state.bars.map((bar) => [barStep(bar), bar.rounds]), [[249, 2]]);
});

Deno.test("drawBar() counts a bar on that was over, and is drawn on another line farther than half its way", () => {
  const state = initialReaderState();
  for (const n of [50, 100]) draw(`${n}/100`, state, {}, { line: 1 });
  for (const n of [50, 100]) draw(`${n}/100`, state, {}, { line: 3 });
  assert.deepEqual(state.bars.map((bar) => [barStep(bar), bar.rounds]), [[200, 2]]);
});

Deno.test("drawBar() takes a bar that gets its description later for the one of the epoch before", () => {
  const state = initialReaderState();
  for (const n of [0, 20]) draw(`${n}/20`, state, { description: n ? "epoch" : "" }, { line: 1 });
  for (const n of [0, 20]) draw(`${n}/20`, state, { description: n ? "epoch" : "" }, { line: 3 });
  assert.deepEqual(state.bars.map((bar) => [bar.name, barStep(bar)]), [["epoch", 40]]);
});

/** A state with these bars, the last of them drawn last. */
function withBars(...bars: BarState[]): LiveState {
  const drawn = bars.map((bar, i) => ({ ...bar, drawn: i + 1 }));
  const state = initialReaderState();
  return { ...state, bars: drawn, drawings: { ...state.drawings, count: bars.length } };
}

/** Count and total of the bar that encloses a line. */
function enclosing(state: LiveState, line: number): string {
  const bar = findEnclosingBar(state, line);
  return bar ? `${bar.n}/${bar.total}` : "none";
}

Deno.test("findEnclosingBar() finds the oldest bar that isn't over", () => {
  assert.equal(enclosing(initialReaderState(), 1), "none");
  assert.equal(enclosing(withBars(makeBar(1, 10), makeBar(1, 20)), 2), "1/10");
  assert.equal(enclosing(withBars(makeBar(10, 10), makeBar(1, 20)), 2), "1/20");
});

Deno.test("findEnclosingBar() finds a bar that is over just above the line, farther above only once training was seen", () => {
  const state = withBars(makeBar(10, 10, { line: 5 }));
  assert.deepEqual([8, 9].map((line) => enclosing(state, line)), ["10/10", "none"]);
  state.trained = true;
  assert.equal(enclosing(state, 9), "10/10");
});

Deno.test("findEnclosingBar() finds the longest of the bars that ended one after the other", () => {
  assert.equal(enclosing(withBars(makeBar(200, 200, { line: 5 }), makeBar(50, 50, { line: 6 })), 7), "200/200");
  assert.equal(enclosing(withBars(makeBar(200, 200, { line: 1 }), makeBar(50, 50, { line: 6 })), 7), "50/50");
});

Deno.test("findEnclosingBar() finds no bar of an evaluation beside a longer one that has placed points", () => {
  const trained = makeBar(12, 12, { line: 5, places: true });
  for (const n of [1, 3]) {
    assert.equal(enclosing(withBars(trained, makeBar(n, 3, { line: 7 })), 8), "12/12");
  }
  assert.equal(enclosing(withBars({ ...trained, places: false }, makeBar(1, 3, { line: 7 })), 8), "1/3");
  assert.equal(enclosing(withBars({ ...trained, line: 1 }, makeBar(3, 3, { line: 7 })), 8), "12/12");
});

Deno.test("isMoving() is true for the newest bar, and for one with another bar in each of its steps", () => {
  const outer = makeBar(6, 12), inner = makeBar(3, 3);
  const state = withBars(outer, inner);
  assert.deepEqual(state.bars.map((bar) => isMoving(bar, state)), [false, true]);
  const loop = withBars(outer, { ...inner, rounds: 7 });
  assert.equal(isMoving(loop.bars[0]!, loop), true);
});

Deno.test("turnBatchIntoStep() makes the bar's count the line's step", () => {
  const facts = makeFacts({ batch: 30, batchTotal: 100 });
  turnBatchIntoStep(facts, makeBar(30, 100, { epoch: 1, spans: true }), { epochBase: 1 });
  assert.deepEqual(facts, makeFacts({ step: 30, stepTotal: 100 }));
  turnBatchIntoStep(Object.assign(facts, { epoch: 33 }), makeBar(30, 100, { passesEpochs: true }), { epochBase: 1 });
  assert.equal(facts.step, 32);
});

const ROUND = "100%|##########| 20/20 [00:04<00:00, 5.0it/s]";
const withValue = (n: number, value: number) => ` 25%|##  | ${n}/20 [00:01<00:03, 5.0it/s, mae=${value}]`;

Deno.test("a bar whose epochs are printed behind it runs on, in the epoch that comes", () => {
  const round = (epoch: number, value: number) => [
    "  0%|          | 0/20 [00:00<?, ?it/s]",
    withValue(5, value),
    withValue(20, value / 2),
    `Epoch ${epoch}: val_mae=1.5`,
  ];
  const points = readLog([...round(1, 0.75), ...round(2, 0.5)]).filter(({ metric }) => metric === "mae");
  assert.deepEqual(points.map(({ step, epoch }) => [step, epoch]), [[5, null], [20, null], [25, 2], [40, 2]]);
});

Deno.test("a bar that names its epoch itself is placed by that, though a line behind it names the epoch too", () => {
  const round = (epoch: number) => [`Epoch ${epoch}: ${withValue(5, 1 / epoch)}`, `Epoch ${epoch} done: val_mae=1.5`];
  assert.deepEqual(
    readShort(...round(1), ...round(2)).filter((point) => point.startsWith("mae")),
    ["mae=1@5", "mae=0.5@25"],
  );
});

Deno.test("a bar of which a log keeps only the last states runs on, with an evaluation's beside it or without", () => {
  const evaluation = "100%|##########| 5/5 [00:01<00:00, 5.0it/s]";
  assert.deepEqual(
    readShort(ROUND, evaluation, "mae: 0.5", ROUND, evaluation, "mae: 0.25", ROUND, evaluation, "mae: 0.125"),
    ["mae=0.5@20", "mae=0.25@40", "mae=0.125@60"],
  );
  assert.deepEqual(
    readShort(withValue(20, 0.5), "val_mae: 1.5", withValue(20, 0.25), "val_mae: 1.25"),
    ["mae=0.5@20", "val_mae=1.5@20", "mae=0.25@40", "val_mae=1.25@40"],
  );
});

Deno.test("a bar that went all its way and is drawn once more at its end begins no round", () => {
  assert.deepEqual(
    readShort("  0%|          | 0/20 [00:00<?, ?it/s]", ROUND, "mae: 0.5", ROUND, "mae: 0.25"),
    ["mae=0.5@20", "mae=0.25@20"],
  );
});

Deno.test("a bar's second round begins with its own values where no epoch is known: the last round's is old", () => {
  const begins = "  0%|          | 0/20 [00:00<?, ?it/s, mae=";
  assert.deepEqual(
    readShort(`${begins}0.75]`, withValue(20, 0.5), `${begins}0.5]`, `${begins}0.25]`, withValue(10, 0.125)),
    ["mae=0.75@0", "mae=0.5@20", "mae=0.25@20", "mae=0.125@30"],
  );
});

Deno.test("a bar that the program describes behind its first drawing is the same bar", () => {
  const state = (name: string, n: number) => `${name}${n / 4 * 100}%|##  | ${n}/4 [00:01<00:01,  3.40it/s]`;
  const epoch = (mae: number) => [
    state("", 0),
    "The rate is high",
    ...[1, 2, 3, 4].map((n) => state("Train loss: 0.75: ", n)),
    `mae: ${mae}`,
  ];
  const points = readShort(...epoch(0.5), ...epoch(0.25)).filter((point) => point.startsWith("mae"));
  assert.deepEqual(points, ["mae=0.5@4", "mae=0.25@8"]);
});

/** A line such as `T = 40 / 500 | drag: 0.5`. */
const lineOf = (value: number, totalValue: number) =>
  makeFacts({ lead: { value, name: "", pair: -1, kind: "count", inner: null, innerValue: NaN, totalValue } });

Deno.test("settleCountOfBar() makes a count to a bar's total the step, within an epoch its batch", () => {
  const state = { ...initialReaderState(), bars: [makeBar(30, 500)] };
  const { step, stepTotal, lead } = settleCountOfBar(lineOf(40, 500), state);
  assert.deepEqual({ step, stepTotal, lead }, { step: 40, stepTotal: 500, lead: null });
  assert.equal(settleCountOfBar(lineOf(40, 500), { ...state, epoch: 2 }).batch, 40);
});

Deno.test("settleCountOfBar() leaves a count to another total, and a line without one", () => {
  const state = { ...initialReaderState(), bars: [makeBar(30, 500)] };
  for (const facts of [lineOf(40, 100), makeFacts()]) assert.equal(settleCountOfBar(facts, state), facts);
});

Deno.test("a bar without an end that is drawn once a round counts on from round to round", () => {
  const bar = (n: number, loss: number) => `${n}it [00:04,  2.82it/s, loss=${loss}]`;
  assert.deepEqual(readShort(bar(13, 0.5), bar(13, 0.4), bar(12, 0.3)).filter((point) => point.startsWith("loss")), [
    "loss=0.5@13",
    "loss=0.4@26",
    "loss=0.3@38",
  ]);
  const below = ["13it [00:04,  2.82it/s]", "gap loss: 0.5", "13it [00:03,  4.33it/s]", "gap loss: 0.4"];
  assert.deepEqual(readShort(...below).filter((point) => point.startsWith("gap")), [
    "gap_loss=0.5@13",
    "gap_loss=0.4@26",
  ]);
});

Deno.test("a bar without an end that moved on stands where it is drawn once more", () => {
  const bar = (n: number, loss: number) => `${n}it [00:04,  2.82it/s, loss=${loss}]`;
  const points = readShort(bar(13, 0.5), bar(26, 0.4), bar(26, 0.3));
  assert.deepEqual(points.filter((point) => point.startsWith("loss")), ["loss=0.5@13", "loss=0.4@26", "loss=0.3@26.5"]);
});

Deno.test("a bar that vanishes near its end begins its next round at its total, one that stopped before where it was", () => {
  const bar = (n: number, loss: number) => `Fit: 50%|###   | ${n}/665 [00:04<00:03, 168.90it/s, loss=${loss}]`;
  const steps = (...drawn: number[]) =>
    readLog(drawn.map((n, at) => bar(n, 0.9 - at / 100))).filter(({ metric }) => metric === "loss").map(({ step }) =>
      step
    );
  assert.deepEqual(steps(0, 300, 640, 0, 300), [0, 300, 640, 665, 965]);
  assert.deepEqual(steps(0, 300, 640, 640, 0, 300).slice(-2), [665, 965]);
  assert.deepEqual(steps(0, 100, 200, 0, 100), [0, 100, 200, 200, 300]);
});

Deno.test("a bar of trials around epochs places nothing, one of steps over epochs does", () => {
  const trials = (n: number) => `${n * 50}%|█    | ${n}/2 [00:20<?, ?trial/s]`;
  const epoch = (n: number) => `Epoch ${n}/2\nloss: 0.${9 - n}`;
  assert.deepEqual(
    readShort(trials(0), epoch(1), trials(0), epoch(2), trials(1), epoch(1), epoch(2), trials(2)),
    ["loss=0.8@1", "loss=0.7@2", "loss=0.8@1", "loss=0.7@2"],
  );
  const steps = (n: number) => `${n}%|█    | ${n}/100 [00:20<00:40, 2.00it/s]`;
  assert.deepEqual(
    readShort(steps(0), "Epoch 1", steps(10), "loss: 0.5", steps(50), "Epoch 2", steps(60), "loss: 0.4", steps(70)),
    ["loss=0.5@10", "loss=0.4@60"],
  );
});
