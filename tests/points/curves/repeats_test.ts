import assert from "node:assert/strict";
import { isStillOld, noteDrawn, settleRepeated } from "../../../lib/points/curves/repeats.ts";
import { makeMetric, makePair } from "../make_facts.ts";
import { givenAt, startCharting } from "./make_charting.ts";
import { readShort } from "../read_log.ts";

const metric = makeMetric({ lastStep: 10.5 });
const at = (step: number, value: number, line = 4) => givenAt(step, { pair: makePair("loss", value, { line }) });

Deno.test("settleRepeated() is true for a value that a bar draws again beside its step", () => {
  const bar = startCharting({ isBar: true });
  assert.equal(settleRepeated(at(10, 0.5), metric, bar), true);
  assert.equal(settleRepeated(at(10, 0.4), metric, bar), false);
  assert.equal(settleRepeated(at(10, 0.5, 5), metric, startCharting()), false);
});

Deno.test("settleRepeated() lets the last value of a bar that moved wait, unless something new stands beside it", () => {
  const bar = startCharting({ isBar: true });
  assert.equal(settleRepeated(at(12, 0.5, 5), metric, bar), true);
  assert.equal(bar.state.stale.length, 1);
  assert.equal(settleRepeated(at(12, 0.5, 5), metric, startCharting({ isBar: true, isFresh: true })), false);
});

Deno.test("isStillOld() is true for the same value at the same step of a bar that isn't over", () => {
  const bar = startCharting({ isBar: true });
  assert.equal(isStillOld(at(12, 0.5), at(12, 0.5), { metric, redrawing: bar }), true);
  assert.equal(isStillOld(at(13, 0.5), at(12, 0.5), { metric, redrawing: bar }), false);
  assert.equal(isStillOld(at(12, 0.4), at(12, 0.5), { metric, redrawing: bar }), false);
  assert.equal(isStillOld(at(12, 0.5), at(12, 0.5), { metric, redrawing: { ...bar, isEnd: true } }), false);
});

Deno.test("noteDrawn() remembers the values of a bar's step until the bar moves", () => {
  const bar = startCharting({ isBar: true }), before = { ...metric, lastValue: 0.25 };
  noteDrawn(at(10, 0.5), bar.state);
  assert.equal(settleRepeated(at(10, 0.5), before, bar), true);
  noteDrawn(at(11, 0.4), bar.state);
  assert.equal(settleRepeated(at(10, 0.5), before, bar), false);
});

Deno.test("settleRepeated() leaves out an evaluation's value at the end of a round when the next round begins with another", () => {
  const state = (epoch: number, n: number, rest: string) =>
    `Epoch ${epoch}/3 ━━━━━━━ ${n}/4 0:00:01 • 0:00:00 9.5it/s ${rest}`;
  assert.deepEqual(
    readShort(
      state(1, 0, "loss: 0.9 loss/val: 0.8"),
      state(1, 2, "loss: 0.7 loss/val: 0.8"),
      state(1, 4, "loss: 0.6 loss/val: 0.8"),
      state(2, 0, "loss: 0.6 loss/val: 0.7"),
      state(2, 4, "loss: 0.5 loss/val: 0.7"),
      state(3, 0, "loss: 0.5 loss/val: 0.6"),
    ).filter((point) => point.startsWith("loss/val")),
    ["loss/val=0.8@0", "loss/val=0.7@4", "loss/val=0.6@8"],
  );
});
