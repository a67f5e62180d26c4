import assert from "node:assert/strict";
import { makeShape, scanShape } from "../../../lib/points/scan/shape.ts";
import { understandLine } from "../../../lib/points/understand.ts";
import { readShort } from "../read_log.ts";

/** Name of a line's lead; null without one. */
function leadOf(line: string): string | null {
  const shape = makeShape();
  scanShape(line, shape);
  return understandLine(line, shape).lead?.name ?? null;
}

for (
  const [line, lead] of [
    ["i:1 tl:4.21 lr:0.0010", "i"],
    ["loops=3 energy=-1.5", "loops"],
    ["runtime.step=50, runtime.forward=2.5, energy=-1.5", "runtime.step"],
    ["runtime.forward=50, energy=-1.5", null],
    ["tk 500 g 0.5 d 1.5", "tk"],
    ["Passed [0:00:07.25], tk [500/900], g: 0.5", ""],
    ["n 10 g 0.5 d 1.5", "n"],
    ["checkpoint 500: BLEU=62.8 chrF=72.8", "checkpoint"],
    ["gpu 1 g 0.5 d 1.5", null],
    ["loss: 1.5 (100)", null],
    ["loss: 1.5 (0.99)", null],
    ["loss: 1.5 acc: 0.5 (100)", null],
    ["step 3 queue=5 loss=0.1", null],
    ["epoch 3 leg=5 loss=0.1", "leg"],
    ["epoch 3 loss=0.1 leg=5", null],
    ["epoch 3 batch_size=32 loss=0.1", null],
    ["reward=3 x=0.5", null],
    ["x=0.5 i=3", null],
    ["x=0.5  y=0.25  count=500", null],
    ["x=0.5 i=3 y=1.5", null],
    ["x=0.5 queue=3", null],
    ["queue=5", "(head)queue"],
    ["queue 5", "queue"],
    ["queue=5 full", null],
    ["Time = 0.005", "(time)"],
    ["Time = 5s", "(time)"],
    ["Simulation time: 2.5", "(time)"],
    ["Time: 2.5", null],
    ["Time = 2.5 min", null],
    ["wall time = 2.5", null],
    ["chain 1 draw 100/2000 (5%) lp -10.5", ""],
    ["chain 1 lp -10.5 draw 100/2000", null],
    ["drag: 0.5, 100/500", "(last)"],
    ["drag: 0.5 lift: 0.25 (100/500)", "(last)"],
    ["drag: 0.5 | 100.0/500.0", "(last)"],
    ["epoch 3 drag: 0.5, 100/500", "(last)"],
    ["drag: 0.5 kept 100/500", null],
    ["step 3 drag: 0.5, 100/500", null],
  ] as const
) {
  Deno.test(`noteLead() notes ${lead ?? "no lead"} in ${line}`, () => assert.equal(leadOf(line), lead));
}

/** Name of the number that may count within the lead. */
function innerOf(line: string): string | null {
  const shape = makeShape();
  scanShape(line, shape);
  return understandLine(line, shape).lead?.inner?.name ?? null;
}

for (
  const [line, inner] of [
    ["wave=1 slot=2 cost=0.5", "slot"],
    ["lap 1 leg 2 drag 0.5", "leg"],
    ["lap 1, leg 2, drag 0.5", "leg"],
    ["wave=1 slot=2", null],
    ["wave=1 slot=2.5 cost=0.5", null],
    ["wave=1 cost=0.5 slot=2", null],
    ["wave=1 reward=2 cost=0.5", null],
    ["hidden=1 slot=2 cost=0.5", null],
  ] as const
) {
  Deno.test(`noteLead() notes ${inner ?? "no inner counter"} in ${line}`, () => assert.equal(innerOf(line), inner));
}

Deno.test("noteLead() takes a count's share out of the values", () => {
  const shape = makeShape(), line = "chain 1 draw 100/2000 (5%) lp -10.5";
  scanShape(line, shape);
  const { lead, facts } = understandLine(line, shape);
  assert.deepEqual([lead!.slot, facts.pairs[lead!.pair]!.unit], [1, "%"]);
});

Deno.test("noteLead() finds a word with a hyphen, and the first of two words that say nothing", () => {
  const laps = [1, 2, 3].map((lap) => `my-lap ${lap} | drag 0.${9 - lap}`);
  assert.deepEqual(readShort(...laps), ["drag=0.8@1", "drag=0.7@2", "drag=0.6@3"]);
  const pages = [[1, 29], [2, 17], [3, 40]].map(([level, page]) => `level ${level} page ${page}`);
  assert.deepEqual(readShort(...pages), ["page=29@1", "page=17@2", "page=40@3"]);
});

Deno.test("noteLead() passes over a time in a bracket before the count", () => {
  const log = [20, 40, 60].map((n) => `Passed [0:00:${n - 10}.5], Arm_tk [${n}/900], Leg_tk [${n}/900], drag: 0.${n}`);
  assert.deepEqual(readShort(...log), ["drag=0.2@20", "drag=0.4@40", "drag=0.6@60"]);
});
