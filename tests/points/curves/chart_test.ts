import assert from "node:assert/strict";
import { chartFacts, chartPaused, chartRest, chartWaiting } from "../../../lib/points/curves/chart.ts";
import { givePoint } from "../../../lib/points/curves/give.ts";
import type { LiveState } from "../../../lib/points/curves/state.ts";
import { makeBar, makeFacts, makePair } from "../make_facts.ts";
import { readShort } from "../read_log.ts";
import { givenAt, show, startCharting } from "./make_charting.ts";

const barOf = (n: number, total: number): LiveState["bars"] => [makeBar(n, total)];

Deno.test("chartRest() gives a higher rank's points when no lower rank printed", () => {
  const charting = startCharting();
  givePoint(givenAt(1, { rank: 2 }), charting);
  assert.deepEqual(show(charting), []);
  chartRest(charting);
  assert.deepEqual(show(charting), ["loss=0.5@1"]);
});

Deno.test("chartFacts() draws one curve of lines below a heading, with a bar above it and without", () => {
  const evaluate = (reward: number) => ["Evaluating the policy", `reward: ${reward}`];
  const bar = (n: number) => ` ${n}%|#         | ${n}/100 [00:0${n / 10}<00:09,  9.99it/s, loss=0.${n}]`;
  assert.deepEqual(
    readShort(...evaluate(0.25), bar(10), bar(20), ...evaluate(0.375), bar(30)).filter((point) => !/^loss/.test(point)),
    ["reward=0.25@0", "reward=0.375@20"],
  );
});

Deno.test("chartFacts() lets a line wait for the bar that goes on, and chartWaiting() charts it at the bar's step", () => {
  const charting = startCharting();
  charting.state.bars = barOf(10, 100);
  chartFacts(makeFacts({ pairs: [makePair("loss", 0.5)], wholeEpoch: false }), {}, charting);
  assert.deepEqual(show(charting), []);
  charting.state.bars = barOf(11, 100);
  chartWaiting(charting);
  assert.deepEqual(show(charting), ["loss=0.5@11"]);
});

Deno.test("chartFacts() charts lines that wait before the next epoch begins", () => {
  const charting = startCharting();
  Object.assign(charting.state, { bars: barOf(10, 100), epoch: 1 });
  chartFacts(makeFacts({ pairs: [makePair("loss", 0.5)], wholeEpoch: false }), {}, charting);
  chartFacts(makeFacts({ epoch: 2 }), {}, charting);
  assert.deepEqual(show(charting), ["loss=0.5@10"]);
});

Deno.test("chartFacts() charts a line at once when it draws its bar itself", () => {
  const charting = startCharting();
  charting.state.bars = barOf(10, 100);
  chartFacts(makeFacts({ pairs: [makePair("loss", 0.5)], wholeEpoch: false }), { isPlaced: true }, charting);
  assert.deepEqual(show(charting), ["loss=0.5@10"]);
});

Deno.test("chartFacts() lets at most eight lines wait", () => {
  const charting = startCharting();
  charting.state.bars = barOf(10, 100);
  for (let line = 1; line <= 9; line++) {
    chartFacts(makeFacts({ line, pairs: [makePair("loss", line, { line })], wholeEpoch: false }), {}, charting);
  }
  assert.equal(charting.points.length, 8);
  assert.equal(charting.state.waiting.length, 1);
});

Deno.test("chartFacts() gives no points of a name that a user's pattern reads", () => {
  const charting = startCharting({ taught: new Set(["loss"]) });
  chartFacts(makeFacts({ step: 1, pairs: [makePair("loss", 0.5), makePair("acc", 0.9)] }), {}, charting);
  assert.deepEqual(show(charting), ["acc=0.9@1"]);
});

Deno.test("chartFacts() names values below a heading by its phase", () => {
  const charting = startCharting();
  chartFacts(makeFacts({ step: 1, pairs: [makePair("loss", 0.5)] }), {}, charting);
  charting.state.phase = "val";
  chartFacts(makeFacts({ pairs: [makePair("loss", 0.25)] }), {}, charting);
  assert.deepEqual(show(charting), ["loss=0.5@1", "val_loss=0.25@1"]);
});

Deno.test("chartPaused() charts a line that waits at the bar's step, and keeps a higher rank's point", () => {
  const charting = startCharting();
  charting.state.bars = barOf(10, 100);
  givePoint(givenAt(1, { name: "acc", rank: 2 }), charting);
  chartFacts(makeFacts({ pairs: [makePair("loss", 0.5)], wholeEpoch: false }), {}, charting);
  chartPaused(charting);
  assert.deepEqual(show(charting), ["loss=0.5@10"]);
  chartRest(charting);
  assert.deepEqual(show(charting), ["loss=0.5@10", "acc=0.5@1"]);
});
