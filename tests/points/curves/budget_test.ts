import assert from "node:assert/strict";
import fc from "fast-check";
import { READER_STATE_MAX_BYTES } from "../../../lib/limits.ts";
import type { Point } from "../../../lib/model.ts";
import { keepWithin, measureState } from "../../../lib/points/curves/budget.ts";
import { initialReaderState } from "../../../lib/points/curves/state.ts";
import { packState } from "../../../lib/points/curves/stored_state.ts";
import { createPointReader } from "../../../lib/points/reader.ts";
import { encodeValue } from "../../../lib/store/kv/encoding.ts";
import { makeFacts, makePair } from "../make_facts.ts";
import { show, startCharting } from "./make_charting.ts";

/** Of so many lines one is measured. */
const MEASURED_LINES = 4;

const storedBytes = (state: unknown) => encodeValue(state).length;

/** A name for each number, as long as asked. */
function nameOf(number: number, length: number, letter: string): string {
  const word = Array.from(String(number), (digit) => "bcdefghijk"[Number(digit)]).join("");
  return letter.repeat(Math.max(1, length - word.length)) + word;
}

/** What makes the reader remember something: many lines of one kind. */
interface Attack {
  kind: string;
  /** Lines of it. */
  lines: number;
  /** Names on a line, and characters of each. */
  names: number;
  length: number;
  letter: string;
  from: number;
}

const range = <T>(count: number, make: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at));

/** Writes one line of an attack. */
type Writer = (attack: Attack, at: number) => string;

/** The names of a line, each with what stands behind it. */
const fields = ({ names, length, letter, from }: Attack, behind: (at: number) => string, shift = 0) =>
  range(names, (at) => nameOf(from + shift + at, length, letter) + behind(at));

const WRITERS: Readonly<Record<string, Writer>> = {
  "metrics by step": (attack, at) =>
    `step ${attack.from + at} ` + fields(attack, () => "_loss=0.5", at * attack.names).join(" "),
  "settings": (attack, at) => `${nameOf(attack.from + at, attack.length, attack.letter)}: ${attack.letter.repeat(60)}`,
  "dictionaries of settings": (attack, at) =>
    `{${
      fields(attack, (i) => `': '${attack.letter.repeat(i % 60)}'`, at * attack.names).map((each) => `'${each}`).join(
        ", ",
      )
    }}`,
  "names without a step": (attack, at) => fields(attack, (i) => `=0.${i}${at}`, at * attack.names).join(" "),
  "names that don't change": (attack, at) => `step ${at} loss=0.5 ` + fields(attack, () => "=3").join(" "),
  "names that change slowly": (attack, at) =>
    `step ${at} loss=0.5 ` + fields(attack, () => `=${Math.floor(at / 3)}`).join(" "),
  "leads": (attack, at) => `q:${at % 5} ${fields(attack, (i) => `=0.${i}`, at).join(" ")}`,
  "labels": (attack, at) => `${attack.letter}${nameOf(at, 20, "w")}: ${fields(attack, () => " = 0.5").join(", ")}`,
  "higher ranks": (attack, at) => `[rank${1 + at % 9}]: step ${at} ${fields(attack, () => "_acc=0.5", at).join(" ")}`,
  "headers of tables": (attack) => `epoch  ${fields(attack, () => "_loss").join("  ")}`,
  "groups of columns": (attack, at) =>
    at % 2 === 0
      ? `\t\t${
        range(Math.min(attack.names, 30), (i) => nameOf(i, Math.min(attack.length, 30), attack.letter)).join("\t")
      }`
      : `gen\tevals\t${range(Math.min(attack.names, 30) * 2, (i) => i % 2 === 0 ? "min" : "max").join("\t")}`,
  "rows of a block": (attack, at) =>
    at % 50 === 0 ? "-".repeat(40) : `| ${nameOf(attack.from + at, attack.length, attack.letter)} | 0.${at} |`,
  "bars": (attack, at) =>
    `${nameOf(at % 9, attack.length, attack.letter)}:  ${at % 100}%|##   | ${at % 100}/${
      100 + at % 9
    } [00:01<00:03, 3.2it/s]`,
  "lines above a bar": (attack, at) =>
    at % 9 === 0
      ? `train: 4%|#   | ${at}/1000 [00:01<00:03, 3.2it/s]`
      : `{${fields(attack, (i) => `': 0.${i}${at}`).map((each) => `'loss_${each}`).join(", ")}}`,
  "JSON": (attack, at) =>
    `{"step": ${at}, ${fields(attack, (i) => `": 0.${i}`, at).map((each) => `"${each}`).join(", ")}}`,
  "values that are no numbers": (attack, at) => `step ${at} ${fields(attack, () => "_loss=nan").join(" ")}`,
  "values that can't be read": (attack, at) => `step ${at} loss=${nameOf(at, attack.length, attack.letter)}`,
};

const attack: fc.Arbitrary<Attack> = fc.record({
  kind: fc.constantFrom(...Object.keys(WRITERS)),
  lines: fc.integer({ min: 1, max: 90 }),
  names: fc.integer({ min: 1, max: 60 }),
  length: fc.integer({ min: 1, max: 190 }),
  letter: fc.constantFrom("a", "x", "ж", "損", "é"),
  from: fc.integer({ min: 0, max: 5000 }),
});

const writeLog = (attacks: readonly Attack[]): string[] =>
  attacks.flatMap((each) => range(each.lines, (at) => WRITERS[each.kind]!(each, at)));

/** What a reader stores at most while it reads, and its points; by another reader behind each `every` lines. */
function readBounded(lines: readonly string[], every: number): { most: number; points: Point[] } {
  const points: Point[] = [], onPoint = (point: Point) => void points.push(point);
  let reader = createPointReader(onPoint), most = 0;
  lines.forEach((text, at) => {
    reader.read(text, at + 1);
    if (at % MEASURED_LINES === 0) most = Math.max(most, storedBytes(reader.snapshot()));
    if (at % every === every - 1) reader = createPointReader(onPoint, { state: reader.snapshot() });
  });
  reader.finish();
  return { most: Math.max(most, storedBytes(reader.snapshot())), points };
}

/** Settings, a thousand metrics, a table, and lines that wait. */
const FULL: Attack[] = [
  { kind: "settings", lines: 90, names: 1, length: 40, letter: "損", from: 0 },
  { kind: "metrics by step", lines: 60, names: 20, length: 12, letter: "a", from: 0 },
  { kind: "headers of tables", lines: 1, names: 14, length: 40, letter: "x", from: 0 },
  { kind: "leads", lines: 9, names: 30, length: 120, letter: "q", from: 0 },
  { kind: "names without a step", lines: 20, names: 10, length: 60, letter: "é", from: 0 },
];

Deno.test("the stored state stays within its budget, whatever the log", () => {
  fc.assert(
    fc.property(fc.array(attack, { minLength: 1, maxLength: 6 }), (attacks) => {
      const { most } = readBounded(writeLog(attacks), Infinity);
      assert.ok(most <= READER_STATE_MAX_BYTES, `${most} bytes`);
    }),
    { numRuns: 20, examples: [[FULL]] },
  );
});

Deno.test("a reader that resumes forgets the same as one that read on", () => {
  fc.assert(
    fc.property(fc.array(attack, { minLength: 2, maxLength: 5 }), fc.integer({ min: 1, max: 40 }), (attacks, every) => {
      const lines = writeLog(attacks);
      assert.deepEqual(readBounded(lines, every).points, readBounded(lines, Infinity).points);
    }),
    { numRuns: 8 },
  );
});

Deno.test("measureState() is never less than what is stored", () => {
  const state = initialReaderState();
  assert.ok(measureState(state) >= storedBytes(packState(state)));
});

/** Lines that the reader must forget something of. */
function readTooMuch(): ReturnType<typeof createPointReader> {
  const reader = createPointReader(() => {});
  const lines = writeLog([
    { kind: "settings", lines: 100, names: 1, length: 40, letter: "x", from: 0 },
    { kind: "metrics by step", lines: 50, names: 20, length: 12, letter: "a", from: 0 },
  ]);
  lines.forEach((text, at) => reader.read(text, at + 1));
  return reader;
}

Deno.test("settings that are forgotten for a thousand metrics are counted in the warnings", () => {
  const { settings, warnings } = readTooMuch(), left = Object.keys(settings).length;
  assert.ok(left > 20 && left < 100, `${left} are left`);
  assert.ok(warnings.includes(`${100 - left} names or settings were forgotten: at most 48 kB are remembered of a log`));
});

Deno.test("keepWithin() does nothing while there is room, and forgets the name that was held first when there is none", () => {
  const charting = startCharting(), { state } = charting;
  const point = { value: 1, step: 1, epoch: NaN, globalStep: NaN, line: 1 };
  for (let at = 0; at < 120; at++) {
    const name = nameOf(at, 190, "損");
    state.held.set(name, { points: [point, point], runs: [], pair: makePair(name, 1) });
  }
  state.room = 1;
  keepWithin(charting);
  assert.equal(state.held.size, 120);
  state.room = -1;
  keepWithin(charting);
  assert.ok(storedBytes(packState(state)) <= READER_STATE_MAX_BYTES);
  assert.equal(state.held.has(nameOf(0, 190, "損")), false);
  assert.equal(state.held.has(nameOf(119, 190, "損")), true);
  assert.equal(state.leftOut.forgotten, 120 - state.held.size);
  assert.ok(state.room > 0);
});

Deno.test("keepWithin() charts lines that wait rather than forget them", () => {
  const charting = startCharting(), { state } = charting;
  const pairs = range(48, (at) => makePair(nameOf(at, 190, "損"), at));
  for (let line = 1; line <= 8; line++) {
    const facts = makeFacts({ line, pairs, step: line });
    state.undecided.push(facts);
  }
  state.room = -1;
  keepWithin(charting);
  assert.equal(state.undecided.length, 0);
  assert.equal(show(charting).length, 8 * 48);
});
