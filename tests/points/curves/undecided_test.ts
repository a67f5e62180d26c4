import assert from "node:assert/strict";
import { observeLead } from "../../../lib/points/curves/leads.ts";
import { initialReaderState } from "../../../lib/points/curves/state.ts";
import { hasRisen, isDecided, letWaitForLead, takeUndecided } from "../../../lib/points/curves/undecided.ts";
import { makeFacts, makePair } from "../make_facts.ts";
import { readShort } from "../read_log.ts";

const lineOf = (value: number, name = "i") =>
  makeFacts({
    lead: { value, name, pair: -1, kind: "count", inner: null, innerValue: NaN },
    pairs: [makePair("x", 0.5)],
  });

Deno.test("takeUndecided() places lines by a lead that went up once only beside a known metric", () => {
  for (const [name, step] of [["loss", 1], ["x", NaN]] as const) {
    const state = initialReaderState();
    for (const value of [1, 2]) {
      const facts = { ...lineOf(value), pairs: [makePair(name, 0.5)] };
      observeLead(facts, state);
      letWaitForLead(facts, state);
    }
    assert.deepEqual(takeUndecided(state)[0]!.step, step);
    assert.deepEqual(state.undecided, []);
  }
});

Deno.test("takeUndecided() keeps to what a number in a name was taken for", () => {
  const state = initialReaderState(),
    line = (value: number) => {
      const facts = lineOf(value, "train");
      return { ...facts, lead: { ...facts.lead!, kind: "name" as const } };
    };
  for (const value of [1, 2]) {
    observeLead(line(value), state);
    letWaitForLead(line(value), state);
  }
  assert.deepEqual(takeUndecided(state).map(({ step }) => step), [1, 2]);
  state.step = 2;
  assert.equal(observeLead(line(3), state)?.verdict, "counter");
});

Deno.test("isDecided() is true eight lines behind the first line that waits", () => {
  const state = initialReaderState(), at = (line: number) => isDecided(makeFacts({ line }), null, state);
  assert.equal(at(99), false);
  letWaitForLead(lineOf(1), state);
  assert.deepEqual([9, 10].map(at), [false, true]);
});

Deno.test("hasRisen() is true when lines wait whose lead went up once, each beside a known metric", () => {
  const known = (value: number, name?: string) => ({ ...lineOf(value, name), pairs: [makePair("loss", 0.5)] });
  const waitFor = (...lines: ReturnType<typeof lineOf>[]) => {
    const state = initialReaderState();
    for (const line of lines) observeLead(line, state), letWaitForLead(line, state);
    return hasRisen(state);
  };
  assert.deepEqual([waitFor(), waitFor(known(1)), waitFor(known(1), known(2))], [false, false, true]);
  assert.equal(waitFor(lineOf(1), lineOf(2)), false, "an unknown name");
  assert.equal(waitFor(known(1), known(2), known(1, "j")), false, "another lead that went up not yet");
});

Deno.test("isDecided() lets the next epoch decide about leads that came once below each epoch", () => {
  const log = [317, 372, 397].flatMap((
    found,
    at,
  ) => [`epoch ${at + 1} loss 0.${9 - at}`, `found: ${found} | all: 350`]);
  const points = readShort(...log).filter((point) => point.startsWith("found"));
  assert.deepEqual(points, ["found=317@1", "found=372@2", "found=397@3"]);
});

Deno.test("isBelowUndecided() lets values wait below lines whose lead isn't known yet, and stand where those do", () => {
  const below = (write: (at: number) => string[]) =>
    readShort(...[0, 1, 2, 3].flatMap(write)).filter((point) => point.includes("fit")).join(" ");
  const fit = (at: number) => `fit: 0.${at + 1}`;
  assert.equal(below((at) => [`i: ${at * 20}, gap: 1.${at}`, fit(at)]), "fit=0.1@0 fit=0.2@20 fit=0.3@40 fit=0.4@60");
  assert.equal(
    below((at) => [`k ${at + 1} gap 1.${at} drag 2.${at}`, fit(at)]),
    "fit=0.1@1 fit=0.2@2 fit=0.3@3 fit=0.4@4",
  );
  assert.equal(
    below((at) => [`seen: ${at * 4} epoch: ${at >> 1} gap: 1.${at}`, ...at % 2 ? [`eval_${fit(at)}`] : []]),
    "eval_fit=0.2@4 eval_fit=0.4@12",
  );
});

Deno.test("takeBelow() lets values below a lead wait no longer where the next line has a place of its own", () => {
  const points = readShort("i: 3, gap: 0.5", "fit: 0.25", "Epoch 1 loss 0.5", "i: 8, gap: 0.25", "Epoch 2 loss 0.25");
  assert.ok(points.includes("loss=0.5@1") && points.includes("loss=0.25@2"), points.join(" "));
});

Deno.test("a line with more values than may wait is charted though its lead isn't known yet", () => {
  const values = Array.from({ length: 50 }, (_, at) => `x${at}y=0.5`).join(" ");
  assert.equal(readShort(`i: 1 loss=0.5 ${values}`, `i: 2 loss=0.25 ${values}`)[0], "loss=0.5@0");
});
