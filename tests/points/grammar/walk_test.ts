import assert from "node:assert/strict";
import {
  addMetric,
  countBatch,
  countEpoch,
  countStep,
  textBehind,
  type Value,
  type Walk,
} from "../../../lib/points/grammar/walk.ts";
import { understandName } from "../../../lib/points/words/name.ts";
import { makeWalk } from "./make_walk.ts";

const valueAt = (slot: number, over: Partial<Value> = {}): Value => ({ slot, total: -1, unit: "", ...over });
const LOSS = { info: understandName("loss"), separated: true, phase: "" };

/** The pair that is added for the first number of a text, with its factor. */
function pairOf(text: string, unit = "", walk: Partial<Walk> = {}) {
  const own = { ...makeWalk(text), ...walk };
  addMetric(valueAt(0, { unit }), own, LOSS);
  return { ...own.statement.facts.pairs[0], scale: own.statement.scales[0] };
}

Deno.test("textBehind() gives what follows a number and its unit", () => {
  assert.equal(textBehind(valueAt(0, { unit: "ms" }), makeWalk("12ms later")), " later");
});

Deno.test("addMetric() multiplies thousands and millions, and keeps other units", () => {
  assert.deepEqual([pairOf("1.5k", "k").scale, pairOf("1.5k", "k").unit], [1000, ""]);
  assert.deepEqual([pairOf("0.5%", "%").scale, pairOf("0.5%", "%").unit], [1, "%"]);
});

Deno.test("addMetric() makes throughput of numbers with a unit of time or speed", () => {
  assert.equal(pairOf("0.5").info!.kind, "metric");
  assert.equal(pairOf("0.5ms", "ms").info!.kind, "throughput");
  assert.equal(pairOf("0.5 sec").info!.kind, "throughput");
  assert.equal(pairOf("0.5 words/s").info!.kind, "throughput");
  assert.equal(pairOf("0.5", "", { allTimes: true }).info!.kind, "throughput");
});

Deno.test("addMetric() gives a value the phase of the line", () => {
  assert.equal(pairOf("0.5", "", { phase: "val" }).phase, "val");
});

Deno.test("countStep() keeps the counter of the lowest priority, and no decimal, percentage or duration", () => {
  const walk = makeWalk("10 20 30 0.5");
  const [best, worse] = [understandName("global_step"), understandName("episode")];
  assert.ok(best.priority < worse.priority);
  countStep(valueAt(0), worse, walk);
  countStep(valueAt(1), best, walk);
  countStep(valueAt(2), worse, walk);
  assert.equal(walk.statement.slots.step, 1);
  const other = makeWalk("0.5 10% 10s");
  countStep(valueAt(0), best, other);
  countStep(valueAt(1, { unit: "%" }), best, other);
  countStep(valueAt(2, { unit: "s" }), best, other);
  assert.equal(other.statement.slots.step, -1);
});

Deno.test("countEpoch() and countBatch() keep the first number, and none with a unit", () => {
  const walk = makeWalk("1 2 3");
  for (const count of [countEpoch, countBatch]) {
    count(valueAt(0, { unit: "s" }), walk);
    count(valueAt(1, { total: 2 }), walk);
    count(valueAt(2), walk);
  }
  const { epoch, epochTotal, batch, batchTotal } = walk.statement.slots;
  assert.deepEqual([epoch, epochTotal, batch, batchTotal], [1, 2, 1, 2]);
});

Deno.test("countBatch() ignores a decimal", () => {
  const walk = makeWalk("0.5");
  countBatch(valueAt(0), walk);
  assert.equal(walk.statement.slots.batch, -1);
});
