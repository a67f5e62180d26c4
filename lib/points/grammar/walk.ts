/**
 * What the grammar remembers while it goes through a line, and what a number can become: a metric's value, the step, the epoch or the batch.
 *
 * @module
 */
import { canonicalName, type NameInfo, type NameRole, understandName } from "../words/name.ts";
import { DECIMAL, INTEGER, RANGE } from "../scan/number_form.ts";
import type { Phrase } from "./phrases/draft.ts";
import type { Source } from "../scan/source.ts";
import { namesSplit, phaseOfWord } from "../words/splits.ts";
import { beginsWithTime, isLeastBehind, isPer } from "../words/units.ts";
import type { Part } from "./parts.ts";
import type { Statement } from "./statement.ts";
import { addPair } from "./make_statement.ts";

/** A number without a name before the first metric: it may be the step, the epoch or the batch. */
export interface Leading {
  slot: number;
  /** Index of the total `10` in `3/10`; -1 without one. */
  total: number;
  bracketed: boolean;
  /** True directly behind the word for training: `Train: [2/50]`. */
  isTraining: boolean;
  /** True for the number of `Val 3:`, which is the epoch of a line with a step. */
  ofSplit: boolean;
}

/** What is remembered on the way through a part of a line. */
export interface Walk {
  source: Source;
  statement: Statement;
  /** The phase of the numbers that follow; empty for training. */
  phase: string;
  /** A word that no table knows and that sets the line apart: it begins the names. Empty without one. */
  split: string;
  /** The last word with a colon, and by the index of a number the one that holds for it; empty without one, and behind a first head. */
  head: string;
  heads: string[];
  /** True when a word with a colon behind the counter sets the line apart. */
  hasFirstHead: boolean;
  /** The part that the numbers which follow belong to; null without one. */
  part: Part | null;
  /** A name before a counter, whose value follows the counter: `Loss after epoch 3: 0.5`. */
  carried: string;
  leading: Leading[];
  /** The newest counter whose word stands behind its number, and where that word ends; null without one. */
  counted: { slot: number; end: number } | null;
  /** Index of the percentage that says how much is done; -1 without one. */
  share: number;
  /** The name of a fraction. The percentage or the quotient behind it is its value. */
  fraction: Phrase | null;
  /** Names of the braces and brackets that are open: `train` in `{"train": {"loss": 0.5}}`. */
  outer: string[];
  /** How many round brackets are open inside the first named object, itself included: `aux=Aux(z=0.1)`. */
  objects: number;
  /** How many more are open inside those. */
  deeper: number;
  /** Priority of the counter that is the step so far: a lower one replaces it. */
  stepPriority: number;
  /** True when the first cell is one such as `time (ms)`: all other numbers are durations. */
  allTimes: boolean;
}

/** A number, its total and its unit. */
export interface Value {
  slot: number;
  /** Index of the total `10` in `3/10`; -1 without one. */
  total: number;
  unit: string;
}

/** A number with all that names it: what the rules look at. */
export interface Field extends Value {
  /** Index of the last number that belongs to it: its total, its deviation, the end of a chain. */
  last: number;
  /** One of the forms of `number_form.ts`. */
  form: number;
  /** The text before it. */
  gap: string;
  phrase: Phrase;
  /** What the name means, with the names of the brackets around it. */
  info: NameInfo;
  /** True for three or more numbers between slashes. */
  isChain: boolean;
  /** Characters behind the number and its unit that belong to it: the word of `3 轮`. */
  behind: number;
  /** The fraction that was read directly before. */
  fraction: Phrase | null;
}

/** How a value is named. */
export interface Named {
  info: NameInfo;
  separated: boolean;
  phase: string;
}

const SCALES: Readonly<Record<string, number>> = { k: 1e3, K: 1e3, M: 1e6, B: 1e9 };
/** Units of time and memory: a number with one of them is throughput, whatever its name. */
const SPEED_UNIT = /^(?:s|secs?|seconds?|ms|us|µs|ns|m|mins?|h|hrs?|[KMGT]i?B|G|its?|m?s(?:ec)?\/[a-z]+)$/;
const SPACED_MEMORY = /^ [KMGT]i?B(?![\w/]|\s?[:=])/;
/** The unit of a speed behind its number: `words/s`. */
const PACE = /^ ?([\p{L}\p{M}]+\.?(?: [a-z]+)?\/([\p{L}\p{M}]+)(?:\/[A-Za-z]+)?)(?![\p{L}\w/]|\s?=|\s?:\s*[-+.\d])/u;

/** The unit of a speed that a text behind a number begins with, with its length; null without one. */
export function paceAt(behind: string): { unit: string; length: number } | null {
  const found = PACE.exec(behind);
  return found && isPer(found[2]!) ? { unit: found[1]!.trim(), length: found[0].length } : null;
}

const BEHIND_MAX_CHARS = 28;

/** Text behind a number and its unit. */
export function textBehind({ slot, unit }: Value, { source: { shape, text } }: Walk): string {
  const end = shape.end[slot]! + unit.length;
  return text.slice(end, end + BEHIND_MAX_CHARS);
}

/** Adds a number as a metric's value. */
export function addMetric(value: Value, walk: Walk, { info, separated, phase }: Named): void {
  const { slot, unit } = value;
  const behind = textBehind(value, walk);
  const scale = info.kind === "throughput" && unit === "M" ? undefined : SCALES[unit]; // megabytes
  const own = phase ? info : nameInSplit(info, walk.split);
  const isSpeed = walk.allTimes || (isSpeedUnit(unit, behind) && !isLeastBehind(info, behind));
  addPair(walk.statement, slot, isSpeed ? { ...own, kind: "throughput" } : own, {
    unit: scale === undefined ? unit : "",
    scale: scale ?? 1,
    separated,
    phase: phase || walk.phase,
    integer: walk.source.shape.form[slot] === INTEGER && scale === undefined,
  });
  keepPart(walk);
}

/** Notes the part that the newest pair belongs to. */
function keepPart({ part, statement: { parts, facts: { pairs } } }: Walk): void {
  if (part) parts[pairs.length - 1] = { part, info: pairs.at(-1)!.info };
}

/** The name behind the word that sets its line apart. */
function nameInSplit(info: NameInfo, split: string): NameInfo {
  if (!split || info.kind !== "metric" || info.name === "learning_rate") return info;
  return { ...info, name: canonicalName(`${split} ${info.name}`) };
}

/** True for a unit of time, memory or speed, glued to a number or behind a space. */
function isSpeedUnit(unit: string, behind: string): boolean {
  return SPEED_UNIT.test(unit) || SPACED_MEMORY.test(behind) || beginsWithTime(behind) || beginsWithPace(behind);
}

/** True for a text behind a number that begins with the unit of a speed. Before another number it is that one's name. */
function beginsWithPace(behind: string): boolean {
  const found = paceAt(behind);
  return found !== null && !/^ [-+]?\.?\d/.test(behind.slice(found.length));
}

/** Makes a number the step, unless a better one was read. */
export function countStep({ slot, total, unit }: Value, { priority }: NameInfo, walk: Walk): void {
  const { slots } = walk.statement;
  if (unit === "%" || unit === "s" || unit === "ms" || walk.source.shape.form[slot] === DECIMAL) return;
  const isBetter = priority < walk.stepPriority;
  if (slots.step >= 0 && (isBetter ? slots.stepTotal : total) >= 0) slots.beside = isBetter ? slots.step : slot;
  if (!isBetter) return;
  walk.stepPriority = priority;
  if (walk.statement.lead?.kind === "count") walk.statement.lead = null; // a step that was printed as a decimal
  slots.step = slot;
  slots.stepTotal = total;
  walk.statement.stepScale = SCALES[unit] ?? 1;
}

/** Makes a number the epoch, unless there is one. A decimal before a unit of time is how long epochs take. */
export function countEpoch(value: Value, walk: Walk): void {
  const { slot, total, unit } = value, { source: { shape }, statement: { slots } } = walk;
  if (slots.epoch >= 0 || unit !== "") return;
  if (shape.form[slot] === DECIMAL && beginsWithTime(textBehind(value, walk))) return;
  slots.epoch = slot;
  slots.epochTotal = total;
}

/** Makes a number the batch within its epoch, unless there is one. */
export function countBatch({ slot, total, unit }: Value, { statement: { slots }, source }: Walk): void {
  const form = source.shape.form[slot];
  if (slots.batch >= 0 || unit !== "" || (form !== INTEGER && form !== RANGE)) return;
  slots.batch = slot;
  slots.batchTotal = total;
}

/** Makes a number the counter of a role. False for a role that counts nothing. */
export function countAs(role: NameRole | null, value: Value, walk: Walk): boolean {
  if (role === "epoch") countEpoch(value, walk);
  else if (role === "batch") countBatch(value, walk);
  else if (role === "step") countStep(value, understandName("step"), walk);
  else return false;
  return true;
}

/** Keeps the phase that a word names for the rest of the line. A word that no table knows begins the names. */
export function markPhase(word: string, walk: Walk): void {
  if (!namesSplit(word)) {
    walk.split = word;
    return;
  }
  putInPhase(phaseOfWord(word), walk);
}

/** The split in brackets behind a counter's word: `Iter(val)`. */
const COUNTED_OF = /[([](\p{L}+)[)\]]$/u;

/**
 * Keeps the phase that the name of a line's first counter begins or ends with, or has in brackets: `val_epoch: 3 loss 0.5`,
 * `[Epoch valid: 3] loss 0.5`, `Iter(val) [3/9]`.
 */
export function markCounted(key: string, walk: Walk): void {
  if (walk.statement.facts.pairs.length > 0) return;
  const parts = key.split(/[ _]/), words = [parts[0]!, parts.at(-1)!, COUNTED_OF.exec(key)?.[1] ?? ""];
  const phase = words.map(phaseOfWord).find((each) => each !== "");
  if (phase !== undefined) putInPhase(phase, walk);
}

/** Puts the rest of the line in a phase, and the line itself where no value stands before. */
export function putInPhase(phase: string, walk: Walk): void {
  const { facts } = walk.statement;
  walk.phase = phase;
  if (facts.pairs.length === 0) Object.assign(facts, { phase, ofTraining: phase === "" });
}
