import assert from "node:assert/strict";
import { readShort } from "../read_log.ts";
import { applyLead, observeLead, placeByLead, settleCountOfLead } from "../../../lib/points/curves/leads.ts";
import { initialReaderState, type LiveState } from "../../../lib/points/curves/state.ts";
import { beginMetric } from "../../../lib/points/curves/metrics.ts";
import { TIME_LEAD } from "../../../lib/points/grammar/lead_kinds.ts";
import { makeBar, makeFacts, makeMetric, makePair } from "../make_facts.ts";

const lineOf = (value: number, name = "i") =>
  makeFacts({
    lead: { value, name, pair: -1, kind: "count", inner: null, innerValue: NaN },
    pairs: [makePair("x", 0.5)],
  });

/** What is known of a lead after each of its values. */
function verdicts(values: readonly number[], state: LiveState = initialReaderState()): string {
  return values.map((value) => observeLead(lineOf(value), state)?.verdict ?? "no lead").join(" ");
}

Deno.test("observeLead() finds a counter in a number that goes up twice by one amount", () => {
  assert.equal(verdicts([1, 2, 3]), "open open counter");
  assert.equal(verdicts([100, 100, 200, 300, 350]), "open open open counter counter");
});

Deno.test("observeLead() finds no counter in a number that goes up by different amounts, or down", () => {
  assert.equal(verdicts([1, 2, 4, 6]), "open open none none");
  assert.equal(verdicts([2, 1]), "open none");
});

Deno.test("observeLead() finds batches in a number behind an epoch that goes up while the epoch stays", () => {
  const places = (...lines: string[]) =>
    readShort(...lines).filter((point) => point.startsWith("mae")).map((point) => point.split("@")[1]).join(" ");
  const read = (numbers: readonly (readonly [epoch: number, leg: number])[]) =>
    places(...numbers.map(([epoch, leg], at) => `epoch ${epoch}, leg ${leg}, mae 0.${at + 1}`));
  assert.equal(read([[1, 0], [1, 50], [1, 100], [2, 0], [2, 50]]), "0 50 100 101 151");
  assert.equal(read([[1, 1], [1, 2], [2, 1], [2, 2]]), "1 2 3 4");
  assert.equal(read([[1, 7], [2, 8], [3, 9]]), "1 2 3");
});

Deno.test("observeLead() finds the step in a number before an epoch that goes on at its pace, and beside it", () => {
  const read = (write: (seen: number, epoch: number) => string, seen: readonly (readonly number[])[]) =>
    readShort(...seen.flatMap((each, epoch) => each.map((value) => write(value, epoch)))).map((point) =>
      point.split("@")[1]
    ).join(" ");
  const before = (seen: number, epoch: number) => `seen_i: ${seen}, epoch_i: ${epoch}, gap: 0.${seen + 11}`;
  const behind = (seen: number, epoch: number) => `epoch: ${epoch}; seen: ${seen}; gap: 0.${seen + 11}`;
  for (const write of [before, behind]) {
    assert.equal(read(write, [[0, 20], [40, 60], [80, 100]]), "0 20 40 60 80 100");
    assert.equal(
      read(write, [[0, 20], [35, 55], [70, 90]]),
      "0 20 35 55 70 90",
      "uneven, as an epoch isn't a multiple",
    );
    assert.equal(read(write, [[0, 20], [0, 20]]), "0 20 21 41");
  }
  assert.equal(read(before, [[20], [40], [60]]), "0 1 2 0 1 2", "one an epoch may be a metric");
});

Deno.test("observeLead() takes no number of the prefix for a counter that other lines of an epoch have too", () => {
  const log = [1, 2, 3].flatMap((epoch) => [
    `fit [at:125] INFO Epoch ${epoch} gap 0.${epoch}`,
    `fit [at:147] INFO Epoch ${epoch} lift 0.${epoch + 4}`,
  ]);
  assert.deepEqual(readShort(...log).map((point) => point.split("@")[1]).join(" "), "1 1 2 2 3 3");
});

Deno.test("observeLead() begins with no lead in a log that counts otherwise", () => {
  assert.equal(verdicts([1], { ...initialReaderState(), step: 30 }), "no lead");
  assert.equal(verdicts([1], { ...initialReaderState(), bars: [makeBar(3, 10)] }), "no lead");
  assert.equal(observeLead(makeFacts(), initialReaderState()), null);
});

const timeOf = (value: number) =>
  makeFacts({
    lead: { value, name: TIME_LEAD, pair: 0, kind: "time", inner: null, innerValue: NaN },
    pairs: [makePair("time", value)],
  });

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

Deno.test("placeByLead() makes the lead the step, or the batch within an epoch, and takes it out of the values", () => {
  const [lead, value] = [makePair("i", 7), makePair("x", 0.5)];
  const facts = makeFacts({
    lead: { value: 7, name: "i", pair: 0, kind: "count", inner: null, innerValue: NaN },
    pairs: [lead, value],
    asides: [lead],
  });
  const placed = placeByLead(facts, initialReaderState());
  assert.deepEqual([placed.step, placed.batch, placed.pairs, placed.asides], [7, NaN, [value], []]);
  const within = placeByLead(facts, { ...initialReaderState(), epoch: 2 });
  assert.deepEqual([within.step, within.batch], [NaN, 7]);
});

Deno.test("observeLead() and placeByLead() count the samples of an evaluation beside the steps of training", () => {
  const state = { ...initialReaderState(), step: 800 };
  const facts = (value: number) => makeFacts({ ...lineOf(value, "sample"), phase: "val" });
  assert.deepEqual([1, 2, 3].map((value) => observeLead(facts(value), state)?.verdict), ["open", "open", "counter"]);
  const { batch, step, phase } = placeByLead(facts(3), state);
  assert.deepEqual([batch, step, phase], [3, NaN, "val"]);
});

Deno.test("applyLead() leaves a guessed value out unless its number counts, which takes four steps", () => {
  const state = initialReaderState();
  const guess = (value: number) =>
    makeFacts({
      lead: { value, name: "value", pair: -1, kind: "guess", inner: null, innerValue: NaN },
      pairs: [makePair("value", 0.5)],
    });
  const tracks = [0, 10, 20, 30, 40].map((value) => observeLead(guess(value), state)!.verdict);
  assert.deepEqual(tracks, ["open", "open", "open", "open", "counter"]);
  assert.deepEqual(
    [applyLead(guess(50), observeLead(guess(50), state), state)].map(({ step, pairs }) => [step, pairs.length]),
    [[50, 1]],
  );
  assert.deepEqual([applyLead(guess(7), null, state).pairs, applyLead(lineOf(7), null, state).pairs.length], [[], 1]);
});

const within = (value: number, innerValue: number) => {
  const inner = { slot: 1, name: "j", pair: -1 };
  return makeFacts({
    lead: { value, name: "i", pair: -1, kind: "count", inner, innerValue },
    pairs: [makePair("x", 0.5)],
  });
};

/** What is known of an inner lead after each of its values. */
function innerVerdicts(...values: [lead: number, inner: number][]): string {
  const state = initialReaderState();
  return values.map(([lead, inner]) => observeLead(within(lead, inner), state)!.inner).join(" ");
}

Deno.test("observeLead() finds an inner counter in a number that goes up while the lead stays, and begins again with it", () => {
  assert.equal(innerVerdicts([1, 1], [1, 2], [2, 1]), "open open counter");
  assert.equal(innerVerdicts([1, 0], [1, 50], [1, 100]), "open open counter");
});

Deno.test("observeLead() finds no inner counter in a number that goes up with the lead, or down beside it", () => {
  assert.equal(innerVerdicts([1, 5], [2, 7], [2, 8]), "open none none");
  assert.equal(innerVerdicts([1, 5], [1, 4]), "open none");
  assert.equal(innerVerdicts([1, 5], [2, 3], [3, 2], [4, 1]), "open open open open");
});

Deno.test("applyLead() makes the lead the epoch and the inner one the batch, and neither a value", () => {
  const state = initialReaderState(), facts = within(2, 1);
  const pairs = [makePair("i", 2, { integer: true }), makePair("x", 0.5)], asides = [makePair("j", 1)];
  const line = { ...facts, pairs, asides, lead: { ...facts.lead!, pair: 0 } };
  for (const [lead, inner] of [[1, 1], [1, 2], [2, 1]] as const) observeLead(within(lead, inner), state);
  const placed = applyLead(line, state.leads[0], state);
  assert.deepEqual([placed.epoch, placed.batch, placed.pairs.length, placed.asides.length], [2, 1, 1, 0]);
});

Deno.test("observeLead() finds a counter in a percentage that goes up by any amount", () => {
  const state = initialReaderState(), of = (value: number) => observeLead(lineOf(value, "%"), state)?.verdict;
  assert.deepEqual([3, 7, 20].map(of), ["open", "open", "counter"]);
});

Deno.test("placeByLead() places a line by a percentage as the batch of a hundred", () => {
  const { batch, batchTotal, step } = placeByLead(lineOf(45, "%"), initialReaderState());
  assert.deepEqual([batch, batchTotal, step], [45, 100, NaN]);
});

Deno.test("observeLead() takes the first of 1, 100, 200 and of 0, 99, 199 for the start of a steady count", () => {
  const verdicts = (...values: number[]) => {
    const state = initialReaderState();
    return values.map((value) => observeLead(lineOf(value, "lap"), state)?.verdict).join(" ");
  };
  assert.equal(verdicts(1, 100, 200), "open open counter");
  assert.equal(verdicts(0, 99, 199), "open open counter");
  assert.equal(verdicts(1, 2, 4), "open open none");
  assert.equal(verdicts(1, 100, 300), "open open none");
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
