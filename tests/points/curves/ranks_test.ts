import assert from "node:assert/strict";
import type { MetricState } from "../../../lib/points/curves/metrics.ts";
import { settleRank, takeEarly } from "../../../lib/points/curves/ranks.ts";
import { type GivenPoint, NOWHERE } from "../../../lib/points/curves/standing.ts";
import { initialReaderState } from "../../../lib/points/curves/state.ts";
import { makeMetric, makePair } from "../make_facts.ts";

function pointOf(rank: number | null, value = 0.5, name = "loss"): GivenPoint {
  const place = { ...NOWHERE, step: 1, epoch: NaN, stepped: true, own: true, epochOnly: false };
  return { name, pair: makePair(name, value), step: 1, epoch: NaN, globalStep: NaN, rank, place, phase: "" };
}

function newMetric(over: Partial<MetricState> = {}): MetricState {
  return makeMetric({ count: 0, lastStep: NaN, lastValue: NaN, stepped: false, lastLine: 0, ...over });
}

Deno.test("settleRank() draws points without a rank and of rank 0 at once", () => {
  const state = initialReaderState(), metric = newMetric();
  assert.deepEqual(settleRank(pointOf(null), metric, state), []);
  assert.equal(metric.rank, null);
  assert.deepEqual(settleRank(pointOf(0), metric, state), []);
  assert.equal(metric.rank, 0);
});

Deno.test("settleRank() draws nothing of a rank above the one that draws", () => {
  const state = initialReaderState();
  assert.equal(settleRank(pointOf(2), newMetric({ count: 1, rank: 1 }), state), null);
  assert.deepEqual(state.early, []);
});

Deno.test("settleRank() lets a higher rank's points wait, and drops them when a lower rank prints", () => {
  const state = initialReaderState(), metric = newMetric();
  assert.equal(settleRank(pointOf(3), metric, state), null);
  assert.equal(settleRank(pointOf(1), metric, state), null);
  assert.deepEqual(state.early.map(({ rank }) => rank), [1]);
  assert.deepEqual(settleRank(pointOf(0), metric, state), []);
  assert.deepEqual(state.early, []);
});

Deno.test("settleRank() doesn't keep a point while a lower rank's point waits", () => {
  const state = initialReaderState(), metric = newMetric();
  settleRank(pointOf(1), metric, state);
  assert.equal(settleRank(pointOf(2), metric, state), null);
  assert.deepEqual(state.early.map(({ rank }) => rank), [1]);
});

Deno.test("settleRank() gives the waiting points of a rank back when eight of them waited in vain", () => {
  const state = initialReaderState(), metric = newMetric();
  for (let value = 1; value <= 8; value++) assert.equal(settleRank(pointOf(1, value), metric, state), null);
  const earlier = settleRank(pointOf(1, 9), metric, state);
  assert.deepEqual(earlier?.map(({ pair }) => pair.value), [1, 2, 3, 4, 5, 6, 7, 8]);
  assert.deepEqual([metric.rank, state.early.length], [1, 0]);
});

Deno.test("settleRank() keeps at most 48 points of all metrics", () => {
  const state = initialReaderState();
  for (let name = 0; name < 48; name++) settleRank(pointOf(1, 0, `m${name}`), newMetric(), state);
  assert.deepEqual(settleRank(pointOf(1, 0, "m48"), newMetric(), state), []);
  assert.equal(state.early.length, 48);
});

Deno.test("takeEarly() gives the points that wait at the end, without their rank, and only once", () => {
  const state = initialReaderState();
  settleRank(pointOf(1, 7), newMetric(), state);
  assert.deepEqual(takeEarly(state).map(({ rank, pair }) => [rank, pair.value]), [[null, 7]]);
  assert.deepEqual(takeEarly(state), []);
});
