import assert from "node:assert/strict";
import { comparePart, countsElse, isPartDue, placeByPart, settlePart } from "../../../lib/points/curves/part_leads.ts";
import type { LeadTrack } from "../../../lib/points/curves/lead_state.ts";
import { NEW_TRACK } from "../../../lib/points/curves/leads.ts";
import { createPointReader } from "../../../lib/points/reader.ts";
import { initialReaderState } from "../../../lib/points/curves/state.ts";
import { makeFacts, makePair } from "../make_facts.ts";
import { readShort } from "../read_log.ts";

const leadOf = (value: number) =>
  ({ value, name: "player", pair: -1, kind: "part", inner: null, innerValue: NaN }) as const;

/** What the numbers of lines of some forms show, of which the first one made the track. */
function verdictOf(values: readonly number[], forms: readonly number[] = []) {
  const track: LeadTrack = { ...NEW_TRACK, name: "player", form: forms[0] ?? 7, last: values[0]!, innerLast: NaN };
  values.slice(1).forEach((value, at) => comparePart(track, leadOf(value), forms[at + 1] ?? 7));
  return track.verdict;
}

Deno.test("comparePart() takes a number that goes up twelve times for a counter, by whatever amount", () => {
  assert.equal(verdictOf([1, 2, 5, 6, 9, 10, 12, 13, 14, 15, 17, 18]), "open");
  assert.equal(verdictOf([1, 2, 5, 6, 9, 10, 12, 13, 14, 15, 17, 18, 20]), "counter");
});

Deno.test("comparePart() takes one that comes again for a part, and leaves another line of the same thing open", () => {
  assert.deepEqual([verdictOf([1, 2, 1]), verdictOf([4, 2]), verdictOf([1, 1])], ["none", "none", "none"]);
  assert.equal(verdictOf([1, 1, 2, 2], [7, 8, 7, 8]), "open");
});

Deno.test("settlePart() takes a number that went up twice for a counter", () => {
  const settle = (rises: number) => {
    const track = { ...NEW_TRACK, name: "player", last: 3, innerLast: NaN, rises };
    settlePart(track);
    return track.verdict;
  };
  assert.deepEqual([0, 1, 2, 5].map(settle), ["none", "none", "counter", "counter"]);
});

Deno.test("isPartDue() is true 64 lines below the newest line that waits, and for too many of them", () => {
  const waiting = (count: number) => Array.from({ length: count }, (_, at) => ({ ...makeFacts({}), line: at + 1 }));
  assert.deepEqual([isPartDue(67, waiting(3)), isPartDue(68, waiting(3)), isPartDue(30, waiting(25))], [
    false,
    true,
    true,
  ]);
});

Deno.test("placeByPart() makes the number the step, and takes it out of the names", () => {
  const facts = makeFacts({ lead: leadOf(3), pairs: [makePair("player_3_loss", 0.5), makePair("gap", 0.25)] });
  const { step, pairs } = placeByPart(facts);
  assert.deepEqual([step, pairs.map(({ info }) => info.name)], [3, ["loss", "gap"]]);
});

Deno.test("countsElse() is true where a step or an epoch is known", () => {
  assert.deepEqual([{}, { step: 3 }, { epoch: 1 }].map((known) => countsElse({ ...initialReaderState(), ...known })), [
    false,
    true,
    true,
  ]);
});

const lines = (numbers: readonly number[]) => numbers.map((n) => `Player ${n}: acc 0.5 loss ${n + 0.25}`);

Deno.test("a part's number that never comes again is the place of its lines, at the end of the log too", () => {
  const numbers = [3, 4, 9, 11], points = numbers.flatMap((n) => [`acc=0.5@${n}`, `loss=${n + 0.25}@${n}`]);
  assert.deepEqual(readShort(...lines(numbers)), points);
  const many = Array.from({ length: 30 }, (_, at) => at);
  assert.deepEqual(
    readShort(...lines(many)).filter((point) => point.includes("loss=")),
    many.map((n) => `loss=${n}.25@${n}`),
  );
});

Deno.test("a part's number that comes again, or stands below a counter, tells curves apart", () => {
  const again = readShort(...lines([1, 2, 3, 1, 2, 3])).filter((point) => point.includes("loss="));
  assert.deepEqual(again, [1, 2, 3, 1, 2, 3].map((n, at) => `player_${n}_loss=${n}.25@${at < 3 ? 0 : 1}`));
  const below = readShort("Round 1", ...lines([1, 2, 3])).filter((point) => point.includes("loss="));
  assert.deepEqual(below, [1, 2, 3].map((n) => `player_${n}_loss=${n}.25@1`));
  const before = readShort(...lines([1, 2, 3]), "Round 1 done: mae 0.5").filter((point) => point.includes("loss="));
  assert.deepEqual(before, [1, 2, 3].map((n) => `player_${n}_loss=${n}.25@1`));
});

Deno.test("a part's number is given in the names after a pause, and is the place of later lines once it shows that it counts", () => {
  const given: string[] = [];
  const reader = createPointReader(({ metric, value, step }) => {
    if (metric.endsWith("loss")) given.push(`${metric}=${value}@${step}`);
  });
  const counts = lines(Array.from({ length: 15 }, (_, at) => at + 1)).map((text, at) => {
    reader.read(text, at + 1);
    reader.pause();
    return given.length;
  });
  assert.deepEqual(counts.slice(0, 3), [1, 2, 3]);
  assert.deepEqual([given[0], given.at(-1)], ["player_1_loss=1.25@0", "loss=15.25@15"]);
});
