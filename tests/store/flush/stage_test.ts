import assert from "node:assert/strict";
import { METRIC_NAME_MAX_CHARS, METRIC_NAMES_MAX } from "../../../lib/limits.ts";
import { POINT_CHUNK_POINTS } from "../../../lib/limits/store.ts";
import { createArena } from "../../../lib/store/flush/arena.ts";
import type { MetricPage } from "../../../lib/store/runs/facts.ts";
import { packedCount } from "../../../lib/store/points/packing.ts";
import { type Metric, type PointBatch, stagePoints } from "../../../lib/store/flush/stage.ts";
import { batchOf } from "../digits.ts";

const target = () => ({ id: "run", generation: 1, rev: 5, arena: createArena() });
const stage = (metrics: Map<string, Metric>, points: Record<string, PointBatch>) =>
  stagePoints(metrics, new Map(Object.entries(points)), target());

Deno.test("stagePoints() keeps a summary, and NaN changes only the last value of it", () => {
  const metrics = new Map<string, Metric>();
  stage(metrics, { loss: batchOf([3, -1, 2]) });
  stage(metrics, { loss: batchOf([NaN], 7) });
  assert.deepEqual(metrics.get("loss")!.summary, {
    name: "loss",
    kind: "metric",
    count: 4,
    last: NaN,
    lastStep: 7,
    min: -1,
    max: 3,
    minStep: 1,
    maxStep: 0,
    mean: 4 / 3,
    sum: 4,
    carry: 0,
    finite: 3,
  });
});

Deno.test("stagePoints() fills a chunk, and writes the open one again with the next points", () => {
  const metrics = new Map<string, Metric>();
  const pointsOf = (points: Record<string, PointBatch>) =>
    stage(metrics, points).writes.filter(({ key }) => key[0] === "points")
      .map(({ key, value }) => [key.at(-1), packedCount(value as Uint8Array)]);
  const full = POINT_CHUNK_POINTS;
  assert.deepEqual(pointsOf({ loss: batchOf(Array(full + 2).fill(1)) }), [[0, full], [1, 2]]);
  assert.deepEqual(pointsOf({ loss: batchOf([1, 1, 1]) }), [[1, 5]]);
});

Deno.test("stagePoints() writes the summary pages of changed metrics only", () => {
  const metrics = new Map<string, Metric>();
  const all = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`m${i}`, batchOf([i])]));
  const pagesOf = (points: Record<string, PointBatch>) =>
    stage(metrics, points).writes.filter(({ key }) => key[0] === "metrics")
      .map(({ key, value }) => [key.at(-1), (value as MetricPage).names.length]);
  assert.deepEqual(pagesOf(all), [[0, 90], [1, 90], [2, 20]]);
  assert.deepEqual(pagesOf({ m95: batchOf([1]) }), [[1, 90]]);
  assert.deepEqual(pagesOf({ m95: batchOf([]) }), []);
});

Deno.test("stagePoints() refuses the points of names that are too long or too many, and counts them", () => {
  const metrics = new Map<string, Metric>();
  const name = "x".repeat(METRIC_NAME_MAX_CHARS);
  assert.equal(stage(metrics, { [name]: batchOf([1]), [`${name}x`]: batchOf([1, 2]) }).refused, 2);
  assert.deepEqual([...metrics.keys()], [name]);
  const many = Array.from({ length: METRIC_NAMES_MAX }, (_, i) => [`m${i}`, batchOf([1, 2, 3])]);
  assert.equal(stage(metrics, Object.fromEntries(many)).refused, 3);
  assert.equal(metrics.size, METRIC_NAMES_MAX);
});
