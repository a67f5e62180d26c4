import assert from "node:assert/strict";
import type { FilledLead, LeadKind } from "../../../lib/points/grammar/lead_kinds.ts";
import { counts, settle } from "../../../lib/points/curves/lead_proofs.ts";
import { type LeadTrack, newMoves } from "../../../lib/points/curves/lead_state.ts";
import { observeLead } from "../../../lib/points/curves/leads.ts";
import { initialReaderState } from "../../../lib/points/curves/state.ts";
import { makeFacts, makeLead, makePair } from "../make_facts.ts";
import { readShort } from "../read_log.ts";

/** What is known of a lead after each of its values. */
function verdicts(values: readonly number[], over: Partial<FilledLead> = {}): string {
  const state = initialReaderState(), pairs = [makePair("x", 0.5)];
  return values.map((value) => observeLead(makeFacts({ lead: makeLead(value, over), pairs }), state)!.verdict).join(
    " ",
  );
}

Deno.test("judge() finds a counter in a number that goes up twice by one amount", () => {
  assert.equal(verdicts([1, 2, 3]), "open open counter");
  assert.equal(verdicts([100, 100, 200, 300, 350]), "open open open counter counter");
});

Deno.test("judge() finds no counter in a number that goes up by different amounts, or down", () => {
  assert.equal(verdicts([1, 2, 4, 6]), "open open none none");
  assert.equal(verdicts([2, 1]), "open none");
});

Deno.test("judge() asks more of a number whose values are guessed, or that stands in a name", () => {
  const needed = (kind: LeadKind) => verdicts([1, 2, 3, 4, 5, 6, 7, 8], { kind }).split(" ").indexOf("counter");
  assert.deepEqual((["count", "above", "head", "guess", "glued", "name"] as const).map(needed), [2, 2, 2, 4, 4, 6]);
  assert.equal(verdicts([1, 1, 2], { kind: "guess" }), "open open open");
  for (const kind of ["glued", "name"] as const) assert.equal(verdicts([1, 1], { kind }), "open none");
});

Deno.test("judge() finds a counter in a percentage that goes up by any amount", () => {
  assert.equal(verdicts([3, 7, 20.5], { kind: "share" }), "open open counter");
  assert.equal(verdicts([3, 7, 5], { kind: "share" }), "open open none");
});

Deno.test("judge() takes the first of 1, 100, 200 and of 0, 99, 199 for the start of a steady count", () => {
  for (const values of [[1, 100, 200], [0, 99, 199]]) assert.equal(verdicts(values), "open open counter");
  for (const values of [[1, 2, 4], [1, 100, 300]]) assert.equal(verdicts(values), "open open none");
});

Deno.test("judge() finds no counter in a number with decimals", () => {
  assert.equal(verdicts([1.5, 2.5, 3.5]), "none none none");
  assert.equal(verdicts([1, 2, 2.5]), "open open none");
});

Deno.test("judge() finds batches in a number behind an epoch that goes up while the epoch stays", () => {
  const places = (...lines: string[]) =>
    readShort(...lines).filter((point) => point.startsWith("mae")).map((point) => point.split("@")[1]).join(" ");
  const read = (numbers: readonly (readonly [epoch: number, leg: number])[]) =>
    places(...numbers.map(([epoch, leg], at) => `epoch ${epoch}, leg ${leg}, mae 0.${at + 1}`));
  assert.equal(read([[1, 0], [1, 50], [1, 100], [2, 0], [2, 50]]), "0 50 100 101 151");
  assert.equal(read([[1, 1], [1, 2], [2, 1], [2, 2]]), "1 2 3 4");
  assert.equal(read([[1, 7], [2, 8], [3, 9]]), "1 2 3");
});

Deno.test("judge() finds batches in a number above values that begins again with the next epoch", () => {
  const atNext = (kind: LeadKind, value: number) => {
    const state = initialReaderState();
    for (const [epoch, number] of [[1, 20], [1, 40], [2, value]] as const) {
      state.epoch = epoch;
      observeLead(makeFacts({ lead: makeLead(number, { kind }) }), state);
    }
    return state.leads[0]!.verdict;
  };
  assert.deepEqual([atNext("above", 20), atNext("above", 60), atNext("above", 50)], ["counter", "counter", "open"]);
  assert.equal(atNext("count", 20), "none");
});

Deno.test("judge() finds the step in a number before an epoch that goes on at its pace, and beside it", () => {
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

/** Whether the inner lead counts, after each of the values. */
function innerVerdicts(...values: [lead: number, inner: number][]): string {
  const state = initialReaderState(), inner = { slot: 1, name: "j", pair: -1 };
  return values.map(([value, innerValue]) => {
    const { at, beside } = observeLead(makeFacts({ lead: makeLead(value, { inner, innerValue }) }), state)!;
    return at >= 0 ? "counter" : beside[0]!.rises < 0 ? "none" : "open";
  }).join(" ");
}

Deno.test("judge() finds an inner counter in a number that goes up while the lead stays, and begins again with it", () => {
  assert.equal(innerVerdicts([1, 1], [1, 2], [2, 1]), "open open counter");
  assert.equal(innerVerdicts([1, 0], [1, 50], [1, 100]), "open open counter");
});

Deno.test("judge() finds no inner counter in a number that goes up with the lead, or down beside it", () => {
  assert.equal(innerVerdicts([1, 5], [2, 7], [2, 8]), "open none none");
  assert.equal(innerVerdicts([1, 5], [1, 4]), "open none");
  assert.equal(innerVerdicts([1, 5], [2, 3], [3, 2], [4, 1]), "open open open open");
});

Deno.test("judge() finds by the next epoch whether a share is of all training or of its epoch", () => {
  const atNext = (value: number) => {
    const state = initialReaderState(), lead = (value: number) => makeLead(value, { kind: "share" });
    for (const [epoch, share] of [[1, 10], [1, 20], [2, value]] as const) {
      observeLead(makeFacts({ epoch, lead: lead(share) }), state);
    }
    const { at, beside } = state.leads[0]!;
    return [at, beside[0]!.rises];
  };
  assert.deepEqual([atNext(30), atNext(10), atNext(20)], [[0, 0], [-1, -1], [-1, 0]]);
});

/** What the numbers of parts show on lines of some forms. */
function partVerdict(values: readonly number[], forms: readonly number[] = []) {
  const state = initialReaderState();
  values.forEach((value, at) =>
    observeLead(makeFacts({ lead: makeLead(value, { kind: "part" }), form: forms[at] ?? 7 }), state)
  );
  return state.leads[0]!.verdict;
}

Deno.test("judge() takes the number of a part that goes up twelve times for a counter, by whatever amount", () => {
  assert.equal(partVerdict([1, 2, 5, 6, 9, 10, 12, 13, 14, 15, 17, 18]), "open");
  assert.equal(partVerdict([1, 2, 5, 6, 9, 10, 12, 13, 14, 15, 17, 18, 20]), "counter");
});

Deno.test("judge() takes a number that comes again for a part, and leaves another line of the same thing open", () => {
  assert.deepEqual([partVerdict([1, 2, 1]), partVerdict([4, 2]), partVerdict([1, 1])], ["none", "none", "none"]);
  assert.equal(partVerdict([1, 1, 2, 2], [7, 8, 7, 8]), "open");
});

const leadOf = (value: number, kind: "name" | "glued" = "name") => makeLead(value, { name: "recall", kind });
const track: LeadTrack = {
  ...{ name: "recall", verdict: "open", form: 0, epoch: NaN },
  ...{ own: newMoves(10), beside: [], at: -1 },
};

Deno.test("counts() takes a number for the step where nothing else counts, unless a word ends with it", () => {
  const state = initialReaderState();
  assert.deepEqual([counts(leadOf(10), track, state), counts(leadOf(10, "glued"), track, state)], [
    true,
    false,
  ]);
});

Deno.test("counts() takes a number up to 20 for part of the name beside a step, and a larger one for a step", () => {
  const state = { ...initialReaderState(), step: 7 };
  assert.deepEqual([10, 20, 21].map((value) => counts(leadOf(value), track, state)), [false, false, true]);
});

Deno.test("counts() keeps to what the number has proved to be", () => {
  const state = { ...initialReaderState(), step: 7 };
  for (const kind of ["name", "glued"] as const) {
    assert.equal(counts(leadOf(10, kind), { ...track, verdict: "counter" }, state), true);
    assert.equal(counts(leadOf(900, kind), { ...track, verdict: "none" }, state), false);
  }
});

Deno.test("settle() takes a lead that went up once beside a known metric for a counter, and a part's that went up twice", () => {
  const settled = (kind: LeadKind, rises: number, metric = "loss") => {
    const each: LeadTrack = { ...track, own: { ...newMoves(3), rises } }, lead = makeLead(3, { kind });
    settle(each, makeFacts({ lead, pairs: [makePair(metric, 0.5)] }), { ...initialReaderState(), step: 9 });
    return each.verdict;
  };
  assert.deepEqual([settled("count", 0), settled("count", 1), settled("count", 1, "x")], ["none", "counter", "none"]);
  assert.deepEqual([settled("part", 1), settled("part", 2, "x")], ["none", "counter"]);
  assert.deepEqual([settled("guess", 3), settled("glued", 3), settled("head", 1)], ["none", "none", "late"]);
  assert.deepEqual([settled("name", 0), settled("name", 5)], ["open", "open"]);
  const settledAlone = [0, 1].map((rises) => {
    const each: LeadTrack = { ...track, own: { ...newMoves(3), rises } };
    settle(each, makeFacts({ lead: leadOf(3) }), initialReaderState());
    return each.verdict;
  });
  assert.deepEqual(settledAlone, ["open", "counter"], "a number in a name that didn't go up yet may be either");
});

Deno.test("settle() takes a spare number that went up twice for a counter, and leaves others late", () => {
  const settled = (step: number, ...rises: number[]) => {
    const beside = rises.map((each) => ({ ...newMoves(3), rises: each }));
    const each: LeadTrack = { ...track, own: newMoves(step), beside };
    settle(each, makeFacts({ lead: makeLead(step, { kind: "spare" }) }), initialReaderState());
    return [each.verdict, each.at];
  };
  assert.deepEqual([settled(NaN, -1, 2), settled(NaN, 1), settled(7, 2)], [["counter", 1], ["late", -1], ["late", -1]]);
});

/** Where the values of a name stand, in lines that are made of numbers. */
function places<T>(numbers: readonly T[], line: (number: T, value: string) => string, name = "drag"): string {
  const read = readShort(...numbers.map((number, at) => line(number, `0.${at + 11}`)));
  return read.filter((point) => point.startsWith(`${name}=`)).map((point) => point.split("@")[1]).join(" ");
}

Deno.test("a number anywhere on its line that goes up steadily is the step where nothing else counts", () => {
  const forms: ((step: number, value: string) => string)[] = [
    (step, value) => `drag: ${value} :: ${step}`,
    (step, value) => `err | ${value} | ${step} | 3.7`,
    (step, value) => `drag ${value} lift 0.25 (${step})`,
    (step, value) => `drag: ${value} <- lap ${step}`,
    (step, value) => `hull 7 seen ${step} drag ${value} lift 0.25`,
    (step, value) => `drag is ${value}, having passed ${step} gates`,
  ];
  for (const form of forms) {
    const line = form(20, "0.5");
    assert.equal(places([20, 40, 60, 80], form, line.startsWith("err") ? "err" : "drag"), "20 40 60 80", line);
  }
  assert.equal(places([20, 40, 60], (step, value) => `[${step}k] drag ${value} lift 0.25`), "20000 40000 60000");
  assert.equal(places([1, 100, 200, 300], (step, value) => `drag: ${value} :: ${step}`), "1 100 200 300");
});

Deno.test("a number that goes up by other amounts, stays or goes down counts nothing", () => {
  for (const numbers of [[20, 40, 50, 60], [7, 7, 7, 7], [40, 30, 20, 10]]) {
    assert.equal(places(numbers, (number, value) => `drag: ${value} :: ${number}`), "0 1 2 3", numbers.join());
  }
});

Deno.test("a number that counts beside an epoch printed above needs four rises, and is a batch", () => {
  const lines = [10, 20, 30, 40, 50, 60].map((step, at) => `drag=0.${at + 11} :: ${step}`);
  assert.deepEqual(readShort("Epoch 1", ...lines).slice(-2), ["drag=0.15@50", "drag=0.16@60"]);
  const rows = [1, 2, 3].flatMap((epoch) => [`Epoch ${epoch}`, "drag=0.5 :: 20", "drag=0.4 :: 40", "drag=0.3 :: 60"]);
  assert.deepEqual(readShort(...rows).slice(-1), ["drag=0.3@3.6666666666666665"]);
});

Deno.test("another counter is the step where the better named one goes back, or stays, as it goes up", () => {
  const game = ([game, step]: readonly number[], value: string) => `Game ${game} step ${step}: drag ${value}`;
  assert.equal(places([[1, 14], [2, 26], [3, 18], [4, 9]], game), "1 2 3 4");
  assert.equal(places([[10, 200], [20, 200], [30, 200]], game), "10 20 30");
  assert.equal(places([[1, 14], [2, 26], [3, 38], [4, 50]], game), "14 26 38 50", "a step that goes on");
  assert.equal(places([[1, 10], [1, 20], [1, 30], [2, 10]], game), "10 20 30 10", "one that counts within the other");
  assert.equal(places([[1, 5], [2, 9], [3, 21], [4, 30], [5, 3]], game), "5 9 21 30 3", "three rises are enough");
});

Deno.test("a number right behind a step that stays counts within it", () => {
  const line = ([outer, inner]: readonly number[], value: string) => `Epoch and iter ${outer} ${inner} drag ${value}`;
  assert.equal(places([[3, 9], [3, 19], [3, 29], [4, 9], [4, 19]], line), "9 19 29 38 48");
  assert.equal(places([[3, 9], [4, 9], [5, 9]], line), "3 4 5");
});

Deno.test("the batch of an epoch counts where a step beside it stays for long", () => {
  const line = (batch: number, value: string) => `Epoch 1, ${batch}/90; drag: ${value}; num updates: 0`;
  assert.equal(places([10, 20, 30, 40, 50, 60, 70], line), "10 20 30 40 50 60 70");
  assert.equal(places([10, 20, 30, 40, 50, 60], line), "0 0 0 0 0 0");
});

Deno.test("a number that a metric's word ends with is the step where it goes up by one line by line", () => {
  const lines = [1, 2, 3, 4, 5].map((at) => `loss_${at} = 0.${at}`);
  assert.deepEqual(readShort(...lines), [1, 2, 3, 4, 5].map((at) => `loss=0.${at}@${at}`));
  const four = ["bleu1: 0.4", "bleu2: 0.3", "bleu3: 0.2", "bleu4: 0.1"];
  assert.deepEqual(readShort(...four), ["bleu1=0.4@0", "bleu2=0.3@0", "bleu3=0.2@0", "bleu4=0.1@0"]);
  assert.deepEqual(readShort("Epoch 7", ...lines.slice(0, 2)), ["loss_1=0.1@7", "loss_2=0.2@7"]);
});

Deno.test("a count that has come to its total counts within its epoch, though it went up but once", () => {
  const epochs = (part: (at: number) => string[]) => [1, 2, 3].flatMap((at) => [`Époque ${at}/3`, ...part(at)]);
  const half = epochs((at) => [`  lot 5/10 : perte = 0.${at}5`, `  lot 10/10 : perte = 0.${at}75`]);
  assert.deepEqual(readShort(...half).map((point) => point.split("@")[1]), ["5", "10", "15", "20", "25", "30"]);
  const hits = epochs((at) => [`  hits 50/100: score 0.${at}5`, `  hits 60/100: score 0.${at}75`]);
  assert.ok(readShort(...hits).every((point) => !/@(?:50|60)$/.test(point)));
});
