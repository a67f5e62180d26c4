import assert from "node:assert/strict";
import type { FilledLead, LeadKind } from "../../../lib/points/grammar/lead_kinds.ts";
import type { LineFacts } from "../../../lib/points/grammar/statement.ts";
import { observeLead } from "../../../lib/points/curves/leads.ts";
import { createPointReader } from "../../../lib/points/reader.ts";
import { initialReaderState, type LiveState } from "../../../lib/points/curves/state.ts";
import {
  hasRisen,
  isBelowUndecided,
  isDecided,
  isLeadDue,
  letWaitForLead,
  takeUndecided,
} from "../../../lib/points/curves/undecided.ts";
import { makeFacts, makeLead, makePair } from "../make_facts.ts";
import { readShort } from "../read_log.ts";

const lineOf = (value: number, name = "i") =>
  makeFacts({ lead: makeLead(value, { name }), pairs: [makePair("x", 0.5)] });

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

Deno.test("hasRisen() is true for lines whose leads may be left open", () => {
  const waits = (kind: LeadKind) => hasRisen(openAt(makeLead(3, { kind }))[0]);
  assert.deepEqual((["part", "spare", "head", "above"] as const).map(waits), [true, true, true, false]);
});

/** The state behind a line of an unknown metric that waits for its lead, and a line that counts. */
function openAt(lead: FilledLead): [LiveState, LineFacts] {
  const spare = lead.kind === "spare" ? { name: lead.name, each: [], values: [lead.value] } : null;
  const facts = makeFacts({ lead, spare, pairs: [makePair("x", 0.5)] }), state = initialReaderState();
  observeLead(facts, state);
  letWaitForLead(facts, state);
  return [state, makeFacts({ line: 2, step: 5, pairs: [makePair("loss", 0.5)] })];
}

Deno.test("isDecided() is true at a line that counts, above which lines wait that belong to what stands above them", () => {
  const ends = (kind: LeadKind) => {
    const [state, counted] = openAt(makeLead(3, { kind }));
    const isBelow = isBelowUndecided(makeFacts({ line: 2, pairs: [makePair("y", 0.5)] }), state);
    assert.equal(
      isBelow,
      !isDecided(counted, null, state),
      `${kind}: values below stand where such a line does, or above`,
    );
    return !isBelow;
  };
  assert.deepEqual((["name", "above", "head", "part"] as const).map(ends), [true, true, true, true]);
  assert.deepEqual((["count", "guess", "glued", "share"] as const).map(ends), [false, false, false, false]);
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

Deno.test("isLeadDue() is true 64 lines below the newest line with the number of a part, and for too many of them", () => {
  const isDue = (line: number, count: number) => {
    const lead = makeLead(1, { kind: "part" });
    const undecided = Array.from({ length: count }, (_, at) => makeFacts({ lead, line: at + 1 }));
    return isLeadDue(line, { ...initialReaderState(), undecided });
  };
  assert.deepEqual([isDue(67, 3), isDue(68, 3), isDue(30, 25)], [false, true, true]);
});

const partLines = (numbers: readonly number[]) => numbers.map((n) => `Player ${n}: acc 0.5 loss ${n + 0.25}`);

Deno.test("a part's number that never comes again is the place of its lines, at the end of the log too", () => {
  const numbers = [3, 4, 9, 11], points = numbers.flatMap((n) => [`acc=0.5@${n}`, `loss=${n + 0.25}@${n}`]);
  assert.deepEqual(readShort(...partLines(numbers)), points);
  const many = Array.from({ length: 30 }, (_, at) => at);
  assert.deepEqual(
    readShort(...partLines(many)).filter((point) => point.includes("loss=")),
    many.map((n) => `loss=${n}.25@${n}`),
  );
});

Deno.test("a part's number that comes again, or stands below a counter, tells curves apart", () => {
  const again = readShort(...partLines([1, 2, 3, 1, 2, 3])).filter((point) => point.includes("loss="));
  assert.deepEqual(again, [1, 2, 3, 1, 2, 3].map((n, at) => `player_${n}_loss=${n}.25@${at < 3 ? 0 : 1}`));
  const below = readShort("Round 1", ...partLines([1, 2, 3])).filter((point) => point.includes("loss="));
  assert.deepEqual(below, [1, 2, 3].map((n) => `player_${n}_loss=${n}.25@1`));
  const before = readShort(...partLines([1, 2, 3]), "Round 1 done: mae 0.5").filter((point) => point.includes("loss="));
  assert.deepEqual(before, [1, 2, 3].map((n) => `player_${n}_loss=${n}.25@1`));
});

Deno.test("a part's number is given in the names after a pause, and is the place of later lines once it shows that it counts", () => {
  const given: string[] = [];
  const reader = createPointReader(({ metric, value, step }) => {
    if (metric.endsWith("loss")) given.push(`${metric}=${value}@${step}`);
  });
  const counts = partLines(Array.from({ length: 15 }, (_, at) => at + 1)).map((text, at) => {
    reader.read(text, at + 1);
    reader.pause();
    return given.length;
  });
  assert.deepEqual(counts.slice(0, 3), [1, 2, 3]);
  assert.deepEqual([given[0], given.at(-1)], ["player_1_loss=1.25@0", "loss=15.25@15"]);
});

for (const given of ["weight[%] = 0.%5", "anchor(%): 1.%5"]) {
  Deno.test(`leaveParts() leaves the number in ${given} to its name above the first line that counts`, () => {
    const lines = [1, 2, 3, 4].map((at) => given.replaceAll("%", `${at}`));
    assert.deepEqual(readShort(...lines, "epoch 1 loss 0.5123", "epoch 2 loss 0.4123"), [
      "loss=0.5123@1",
      "loss=0.4123@2",
    ]);
    assert.equal(
      readShort(...lines, "Rounds 1. loss: 0.5123", "Rounds 2. loss: 0.4123", "Rounds 3. loss: 0.3123").length,
      3,
    );
    assert.equal(readShort(...lines).length, 4);
  });
}
