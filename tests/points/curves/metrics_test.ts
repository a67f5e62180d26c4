import assert from "node:assert/strict";
import { knownMetric, makeMetrics, packMetrics, standsAt, unpackMetrics } from "../../../lib/points/curves/metrics.ts";
import { createPointReader } from "../../../lib/points/reader.ts";
import { encodeValue } from "../../../lib/store/kv/encoding.ts";
import { makeMetric } from "../make_facts.ts";

Deno.test("unpackMetrics() gives the metrics that packMetrics() packed", () => {
  const metrics = makeMetrics([
    ["loss", {
      count: 3,
      lastStep: 100,
      lastValue: NaN,
      perStep: 4095,
      stepped: true,
      ofBatch: false,
      stays: true,
      followed: true,
      rank: 7,
      lastLine: 1_000_000,
      phase: "test",
      badge: 15,
      form: 255,
    }],
    ["acc", {
      count: 0,
      lastStep: NaN,
      lastValue: 0.5,
      perStep: 0,
      stepped: false,
      ofBatch: true,
      stays: false,
      followed: false,
      rank: null,
      lastLine: 0,
      phase: "",
      badge: 0,
      form: 0,
    }],
  ]);
  const unpacked = unpackMetrics(packMetrics(metrics));
  assert.deepEqual(unpacked.byKey, metrics.byKey);
  assert.deepEqual(knownMetric("acc", unpacked), metrics.byName.get("acc"));
  assert.equal(knownMetric("accuracy", unpacked), undefined);
});

Deno.test("snapshot() stays below a stored value's 64 KiB with 1,000 long names", () => {
  const reader = createPointReader(() => {});
  for (let i = 0; i < 1000; i++) {
    reader.read(`step ${i}: ${"x".repeat(180)}_loss_n${i}a: 0.5`, i + 1);
    reader.read(`unknown_${i}: 0.5`, i + 1);
  }
  assert.ok(encodeValue(reader.snapshot()).length < 50_000);
});

Deno.test("standsAt() is true for a metric at a step, or beside an earlier value of that step", () => {
  const at = (lastStep: number, step: number) => standsAt(makeMetric({ lastStep }), step);
  assert.deepEqual([at(10, 10), at(10.5, 10), at(0.25, 0.25)], [true, true, true]);
  assert.deepEqual([at(11, 10), at(9.5, 10), at(NaN, 10)], [false, false, false]);
});
