import assert from "node:assert/strict";
import { TIME_LEAD } from "../../../lib/points/grammar/lead_kinds.ts";
import { applyLead } from "../../../lib/points/curves/lead_places.ts";
import { observeLead, offerSpares, settleCountOfLead } from "../../../lib/points/curves/leads.ts";
import { beginMetric } from "../../../lib/points/curves/metrics.ts";
import { initialReaderState, type LiveState } from "../../../lib/points/curves/state.ts";
import { makeBar, makeFacts, makeLead, makeMetric, makePair } from "../make_facts.ts";
import { readShort } from "../read_log.ts";

const lineOf = (value: number, name = "i") =>
  makeFacts({ lead: makeLead(value, { name }), pairs: [makePair("x", 0.5)] });

Deno.test("observeLead() begins with no lead in a log that counts otherwise", () => {
  const verdictIn = (state: Partial<LiveState>, lead = makeLead(1)) =>
    observeLead(makeFacts({ lead, pairs: [makePair("x", 0.5)] }), { ...initialReaderState(), ...state })?.verdict;
  assert.deepEqual([{}, { step: 30 }, { bars: [makeBar(3, 10)] }].map((state) => verdictIn(state)), [
    ...["open", undefined, undefined],
  ]);
  for (const kind of ["part", "head"] as const) {
    const lead = makeLead(1, { kind });
    assert.deepEqual([{}, { step: 3 }, { epoch: 1 }].map((state) => verdictIn(state, lead)), [
      ...["open", undefined, undefined],
    ]);
  }
  assert.equal(observeLead(makeFacts(), initialReaderState()), null);
});

const timeOf = (value: number) =>
  makeFacts({ lead: makeLead(value, { name: TIME_LEAD, pair: 0, kind: "time" }), pairs: [makePair("time", value)] });

Deno.test("observeLead() finds a counter in a simulated time at once, before anything was charted", () => {
  const state = initialReaderState();
  const steps = [0.25, 0.375].map((value) => applyLead(timeOf(value), observeLead(timeOf(value), state), state).step);
  assert.deepEqual(steps, [0.25, 0.375]);
});

Deno.test("observeLead() finds no counter in a time behind a metric or a step", () => {
  const behindMetric = initialReaderState(), behindStep = { ...initialReaderState(), step: 4 };
  beginMetric("loss", makeMetric(), behindMetric.metrics);
  for (const state of [behindMetric, behindStep]) {
    assert.equal(observeLead(timeOf(1.5), state)?.verdict, "none");
    assert.equal(observeLead(timeOf(3.5), state)?.verdict, "none");
  }
});

Deno.test("offerSpares() makes spare numbers the lead where the line has none, or one that counts nothing", () => {
  const state = initialReaderState(), each = [{ slot: 1, scale: 1, pair: -1, name: "", beside: null }];
  const line = (value: number, lead = makeLead(4)) =>
    makeFacts({ lead, spare: { name: "(spare)1", each, values: [value] }, pairs: [makePair("x", 0.5)] });
  const kindOf = (value: number) => offerSpares(line(value), state).lead?.kind;
  assert.equal(kindOf(20), "count");
  observeLead(line(20), state)!.verdict = "none";
  assert.equal(kindOf(20), "spare");
  for (const value of [20, 40]) observeLead(offerSpares(line(value), state), state);
  assert.equal(kindOf(60), "spare");
  observeLead(offerSpares(line(50), state), state);
  assert.equal(kindOf(60), "count", "neither counts");
  assert.equal(offerSpares({ ...line(60), rank: 1 }, state).lead?.kind, "count");
});

const phasedLine = (value: number, phase: string) => makeFacts({ ...lineOf(value, ""), phase });

Deno.test("settleCountOfLead() takes an evaluation's lead for the epoch where it is that of the lines above", () => {
  const state = { ...initialReaderState(), epoch: 3 };
  const { epoch, lead } = settleCountOfLead(phasedLine(3, "val"), state);
  assert.deepEqual([epoch, lead], [3, null]);
});

Deno.test("settleCountOfLead() leaves a lead of training, one of another number, and one that counts", () => {
  const state = { ...initialReaderState(), epoch: 3 };
  for (const line of [phasedLine(3, ""), phasedLine(4, "val")]) assert.equal(settleCountOfLead(line, state), line);
  for (const value of [1, 2, 3]) observeLead(phasedLine(value, "val"), state);
  const counted = phasedLine(3, "val");
  assert.equal(settleCountOfLead(counted, state), counted);
});

Deno.test("observeLead() takes no number of the prefix for a counter that other lines of an epoch have too", () => {
  const log = [1, 2, 3].flatMap((epoch) => [
    `fit [at:125] INFO Epoch ${epoch} gap 0.${epoch}`,
    `fit [at:147] INFO Epoch ${epoch} lift 0.${epoch + 4}`,
  ]);
  assert.deepEqual(readShort(...log).map((point) => point.split("@")[1]).join(" "), "1 1 2 2 3 3");
});

Deno.test("a plural before the number counts where the number goes up, and is an amount elsewhere", () => {
  const log = [1, 25, 50, 75].map((epoch) => `Epochs ${String(epoch).padStart(9)}. Mean error: 0.${epoch}1.`);
  assert.deepEqual(readShort(...log), [
    "mean_error=0.11@1",
    "mean_error=0.251@25",
    "mean_error=0.501@50",
    "mean_error=0.751@75",
  ]);
  assert.deepEqual(readShort("Epochs 30, lr 0.5", "Epoch 1: mae 0.4", "Epoch 2: mae 0.3").slice(-2), [
    "mae=0.4@1",
    "mae=0.3@2",
  ]);
});

Deno.test("a bare number behind the only value of its line counts where it goes up steadily", () => {
  const lines = [1, 2, 3].flatMap((at) => [`drag/train: 0.${at}5 ${at}`, `drag/val: 0.${at}7 ${at}`]);
  assert.deepEqual(readShort(...lines).filter((point) => point.startsWith("drag/train")), [
    "drag/train=0.15@1",
    "drag/train=0.25@2",
    "drag/train=0.35@3",
  ]);
  assert.deepEqual(readShort("acc: 0.5 100", "acc: 0.25 100", "acc: 0.125 100"), [
    "acc=0.5@0",
    "acc=0.25@1",
    "acc=0.125@2",
  ]);
});

Deno.test("a count with its total behind the values places them where it goes up steadily, also as 32.0 of 500.0", () => {
  const read = (...counts: string[]) =>
    readShort(...counts.map((count, at) => `mae: 0.${at + 1}, lift: 1.5, ${count}`)).filter((point) =>
      point.startsWith("mae")
    ).map((point) => point.split("@")[1]).join(" ");
  assert.equal(read("20/500", "40/500", "60/500"), "20 40 60");
  assert.equal(read("32.0/500.0", "64.0/500.0", "96.0/500.0"), "32 64 96");
  assert.equal(read("412/500", "431/500", "425/500"), "0 1 2");
  const below = (epoch: number) => [20, 40].map((batch) => `Epoch: ${epoch}, mae: 0.${epoch}${batch} (${batch}/60)`);
  assert.deepEqual(readShort(...below(1), ...below(2)).map((point) => point.split("@")[1]), ["20", "40", "80", "100"]);
});

Deno.test("a line of an evaluation stands at the step above it, though its first number may count", () => {
  assert.deepEqual(
    readShort("iter 20 loss 0.5", "[EVAL] #Pictures: 76 lift: 0.25 accuracy: 0.75", "iter 40 loss 0.4"),
    ["loss=0.5@20", "lift=0.25@20", "eval_accuracy=0.75@20", "loss=0.4@40"],
  );
});

Deno.test("where the first points had to be given, later ones stand by the number that counts", () => {
  const lines = [20, 40, 60, 80].flatMap((step) => [`err: 0.${step} :: ${step}`, ...Array(9).fill("ok")]);
  assert.deepEqual(readShort(...lines), ["err=0.2@0", "err=0.4@1", "err=0.6@60", "err=0.8@80"]);
});

Deno.test("lines of the same names with more or fewer spare numbers are read each for itself", () => {
  const points = readShort("nll 0.5 :: 1300", "nll 0.4 :: 1400 :: 3", "nll 0.3 :: 1500 :: 4");
  assert.deepEqual(points.map((point) => point.replace(/@.*/, "")), ["nll=0.5", "nll=0.4", "nll=0.3"]);
});
