/**
 * The general grammar: goes from number to number and names each one by the text before it. Reads `key=value`, `key: value`, `key value`,
 * JSON, Python's dictionaries and reprs, logfmt, and fields between `|`, ` - `, commas or tabs. Doesn't decide what is charted.
 *
 * @module
 */
import { canonicalName, type NameInfo, understandName } from "../words/name.ts";
import { BROKEN, DECIMAL, INTEGER, RANGE } from "../scan/number.ts";
import { type Phrase, readPhrase } from "./phrase.ts";
import { slotFrom, type Source } from "../scan/source.ts";
import type { Statement } from "./statement.ts";
import { placeLeading, readUnnamed } from "./unnamed.ts";
import { METRIC_ALONE } from "../words/vocabulary.ts";
import { addMetric, countBatch, countEpoch, countStep, PACE, textBehind, type Value, type Walk } from "./walk.ts";

/** Characters before a number that may name it. */
const GAP_MAX_CHARS = 120;
const UNIT = /^(?:%|[A-Za-zµ]{0,8}(?:\/[a-z]{1,6}){1,2}(?![\w/])|[A-Za-zµ]{1,8}(?![\w/]))/;
/** The text before a speed whose unit follows as a separate word: `Speed: 84.4 samples/sec 36868 tokens/sec perplexity=1069`. */
const SPEED_BEFORE = /^\s*$|(?:speed|throughput)\s?[:=]\s*$/i;
/** The text between a count and its total. */
const OVER = /^\s*(?:\/|of|out of)\s*$/;
const OVER_MAX_CHARS = 10;
/** The text before the time that is left. */
const LEFT =
  /(?:^|[\s,|("'])(?:eta|eta_seconds|remaining|remaining[ _]time|time[ _](?:left|remaining))["']?\s*[:=]?\s*["']?$/i;
/** The text behind a number that is part of something longer: `96+964`, `5/model.pt`, `0.52 --> 0.48`. */
const GOES_ON = /^(?:[+*^\\~@#$&](?!\/-)|\/(?!\s|[a-z])|-[A-Za-z]|\s*-{1,2}>|\s*→)/;

/** Reads the numbers of a part of a line into a statement. */
export function readGrammar(source: Source, statement: Statement): void {
  const { shape, from, to, text } = source;
  const walk: Walk = {
    source,
    statement,
    phase: statement.facts.phase,
    carried: "",
    outer: [],
    leading: [],
    fraction: null,
    stepPriority: statement.slots.step < 0 ? Infinity : -1,
    allTimes: /^\s*(?:time|times|timers?) ?\(m?s\)\s*[|:]/.test(text.slice(from, from + 20)),
  };
  let behind = from;
  for (let slot = slotFrom(source, from); slot < shape.count && shape.end[slot]! <= to;) {
    const start = shape.start[slot]!;
    const gap = text.slice(Math.max(behind, start - GAP_MAX_CHARS), start);
    const last = readNumber(slot, gap, walk);
    behind = shape.end[last]! + (last === slot ? unitBehind(last, source).length : 0);
    behind += spokenPace(text.slice(behind, behind + GAP_MAX_CHARS), gap);
    slot = last + 1;
  }
  placeLeading(walk);
}

/** The unit that is glued to a number; empty without one. */
function unitBehind(slot: number, { text, shape }: Source): string {
  const end = shape.end[slot]!;
  return UNIT.exec(text.slice(end, end + 24))?.[0] ?? "";
}

/** Length of a speed's unit behind its number; 0 without one. */
function spokenPace(behind: string, gap: string): number {
  return SPEED_BEFORE.test(gap) ? PACE.exec(behind)?.[0].length ?? 0 : 0;
}

/** Reads one number. Gives the index of the last number that belongs to it. */
function readNumber(slot: number, gap: string, walk: Walk): number {
  const { source } = walk;
  if (source.shape.form[slot] === BROKEN) {
    const isDays = walk.statement.leftSlot === slot - 1 && /^ ?days?, ?$/.test(gap);
    if (isDays || LEFT.test(gap)) walk.statement.leftSlot = slot;
    walk.fraction = null;
    return slot;
  }
  const total = totalOf(slot, source);
  if (total >= 0 && totalOf(total, source) >= 0) return readChain(slot, gap, walk);
  const last = total < 0 ? deviationOf(slot, source) : total;
  noteOuter(gap, walk);
  const phrase = readPhrase(gap);
  notePhase(phrase, walk);
  if (GOES_ON.test(source.text.slice(source.shape.end[last]!, source.shape.end[last]! + 6))) return last;
  const value = { slot, total, unit: total < 0 ? unitBehind(slot, source) : "", gap };
  if (phrase.key === "") readUnnamed(value, phrase, walk);
  else readNamed(value, phrase, walk);
  return last;
}

/** Index of the deviation `0.005` in `0.488+0.005`; the number's own index without one. */
function deviationOf(slot: number, { shape, text }: Source): number {
  const next = slot + 1, end = shape.end[slot]!;
  const isDeviation = next < shape.count && text[end] === "+" && shape.start[next] === end + 1 &&
    shape.form[slot] === DECIMAL && shape.form[next] === DECIMAL;
  return isDeviation ? next : slot;
}

/** Index of the total `10` in `3/10`; -1 without one. */
function totalOf(slot: number, { shape, text, to }: Source): number {
  const next = slot + 1;
  if (next >= shape.count || shape.end[next]! > to || shape.form[next] === BROKEN) return -1;
  const between = text.slice(shape.end[slot]!, shape.start[next]!);
  return between.length < OVER_MAX_CHARS && OVER.test(between) ? next : -1;
}

/**
 * Reads three or more numbers between slashes: the values of `Min/Mean/Max reward: 9.0/21.3/74.0`; the middle one as the step of
 * `At iteration 14615/695400/698614`; nothing of `10/17/2023`.
 */
function readChain(slot: number, gap: string, walk: Walk): number {
  const { source, statement } = walk;
  let last = slot;
  for (let next = totalOf(last, source); next >= 0; next = totalOf(last, source)) last = next;
  const phrase = readPhrase(gap);
  if (readSplit({ slot, last }, phrase, walk)) return last;
  if (understandName(phrase.key).role === "step" && statement.slots.step < 0) statement.slots.step = slot + 1;
  return last;
}

/** Reads names and values that are both split by slashes: `Gen/Dis Loss: 0.33/-0.01`. False for any other text. */
function readSplit({ slot, last }: { slot: number; last: number }, { key, phase }: Phrase, walk: Walk): boolean {
  const split = SPLIT.exec(key);
  const parts = split?.[1]?.split("/") ?? [];
  if (parts.length !== last - slot + 1 || walk.source.shape.form[slot] === INTEGER) return false;
  parts.forEach((part, at) => {
    const info = understandName(`${part} ${split![2]}`);
    addMetric({ slot: slot + at, total: -1, unit: "", gap: "" }, walk, { info, separated: true, phase });
  });
  return true;
}

const SPLIT = /^([A-Za-z]+(?:\/[A-Za-z]+)+) ([A-Za-z][\w ]*)$/;

const BRACE = /["']?([A-Za-z_][\w./-]{0,60})["']?\s?:\s?\{|([A-Za-z_]\w{0,40})\[(?=[A-Za-z_]\w*=)|[{}\[\]]/g;
/** Names of containers that add nothing to the names inside. */
const CONTAINER = /^(?:metrics?|data|logs?|values?|scalars?|extra|record|message|msg|info|results?|stats|loss)$/i;

/** Keeps the names of the braces and brackets that open before a number, and drops those that close. */
function noteOuter(gap: string, { outer }: Walk): void {
  if (!/[{}[\]]/.test(gap)) return;
  for (const [mark, brace, bracket] of gap.matchAll(BRACE)) {
    const name = brace ?? bracket ?? "";
    if (mark === "}" || mark === "]") outer.pop();
    else outer.push(CONTAINER.test(canonicalName(name)) ? "" : name);
  }
}

/** Keeps the phase for the rest of the line. In a counter's name it counts only before any other counter: `Train steps: 57 Val steps: 19`. */
function notePhase(phrase: Phrase, walk: Walk): void {
  const { slots } = walk.statement;
  if (!phrase.marks || (phrase.counts && (slots.epoch >= 0 || slots.step >= 0 || slots.batch >= 0))) return;
  walk.phase = phrase.phase;
  if (walk.statement.facts.pairs.length === 0) walk.statement.facts.phase = phrase.phase;
}

function readNamed(value: Value, phrase: Phrase, walk: Walk): void {
  const outer = walk.outer.filter((name) => name !== "" && !repeatsName(phrase.key, name)).join("/");
  const info = understandName(outer === "" ? phrase.key : `${outer}/${phrase.key}`);
  const { fraction } = walk;
  walk.fraction = null;
  if (phrase.carried) walk.carried = phrase.carried;
  if (info.role === "step") return countStep(value, info, walk);
  if (info.name === "epch") walk.statement.slots.epoch = -1; // LeRobot's `ep:3 epch:0.05` counts episodes before
  if (info.role === "epoch") return countEpoch(value, walk);
  if (info.role === "batch") return countBatch(value, walk);
  if (info.role === "noise" && LEFT.test(value.gap)) walk.statement.leftSlot = value.slot;
  if (info.role === "noise" || phrase.opened.includes("#")) return;
  walk.carried = "";
  const form = walk.source.shape.form[value.slot];
  if (readNumbered(value, phrase, walk)) return;
  if (value.total >= 0 && readSplit({ slot: value.slot, last: value.total }, phrase, walk)) return;
  if (form === RANGE) return readUnnamed(value, phrase, walk);
  if (value.total >= 0 && form === INTEGER && METRIC_ALONE.has(info.name)) countBatch(value, walk);
  else if (value.total >= 0 && form === INTEGER) walk.fraction = phrase;
  else if (form === INTEGER && isEpochOfTraining(value, phrase, walk)) countEpoch(value, walk);
  else if (
    fraction === null && phrase.opened.includes("(") && phrase.opened.includes("[") &&
    !isOnlyElement(value, phrase, walk)
  ) return;
  else if (phrase.separated || isPlainValue(value, phrase, info, walk)) {
    addMetric(value, walk, { info, separated: phrase.separated, phase: phrase.phase });
  }
}

/** True when a key contains the name around it: `MAP: {'test_map@20': 0.52}`, `rewards: {'total_reward': 144.0}`. */
function repeatsName(key: string, outer: string): boolean {
  if (outer.endsWith(key)) return true;
  const words = canonicalName(outer).replace(/_(?:data|metrics?|info|stats|logs?|scores?|results?)$/, "");
  return words === "" || `_${canonicalName(key).replace(/[/@.-]/g, "_")}`.includes(`_${words}`);
}

/** True for `loss: tensor([0.5])`. Longer arrays, and those of unknown names, are data. */
function isOnlyElement(value: Value, { key, opened }: Phrase, walk: Walk): boolean {
  return understandName(key).known && /[a-zA-Z]\w*\(\[$/.test(opened) && textBehind(value, walk).startsWith("]");
}

/** Reads the step between a name and its value: `Validation loss 35500: 0.31`. False for any other text. */
function readNumbered({ slot, unit }: Value, phrase: Phrase, walk: Walk): boolean {
  const { shape, text } = walk.source;
  const next = slot + 1;
  if (
    phrase.separated || shape.form[slot] !== INTEGER || unit !== "" || next >= shape.count ||
    shape.form[next] !== DECIMAL
  ) return false;
  if (!understandName(phrase.key).known || !/^:?\s{1,3}$/.test(text.slice(shape.end[slot], shape.start[next]))) {
    return false;
  }
  if (walk.statement.slots.step < 0) walk.statement.slots.step = slot;
  walk.carried = phrase.key;
  return true;
}

/** True for the epoch of `Train: 3 [  0/1251]`, and of `Train 3` before a bar. */
function isEpochOfTraining(value: Value, { key }: Phrase, walk: Walk): boolean {
  const { facts, slots, bar } = walk.statement;
  if (facts.pairs.length > 0 || slots.epoch >= 0 || !/^train(?:ing)?$/i.test(key)) return false;
  return bar !== null || /^\s*\[/.test(textBehind(value, walk));
}

const CELL_START = /(?:^|[|,;\t\][{}(:│]|\s-|\s)\s*$/;
const CELL_END = /^(?:\s*(?:[|,;\t\])}│]|$)|\.(?:\s|$)|\s[-/]\s|\s\s|\s\(| [A-Za-z|][^\s\d]{0,20} +[-+.\d])/;
/** Fields between slashes: `return 6.12 / length 151 / reward_mean 0.04`. */
const SLASHED_START = /(?:^|\s)\/\s*$/, SLASHED_END = /^\s*(?:$|\/(?:\s|$))/;

/** True for a number that is the name's value without a mark between them: of known names, of speeds, and in a line of cells. */
function isPlainValue(value: Value, { key }: Phrase, info: NameInfo, walk: Walk): boolean {
  if (info.known) return true;
  const before = value.gap.slice(0, value.gap.lastIndexOf(key)), behind = textBehind(value, walk);
  if (walk.source.shape.form[value.slot] === INTEGER && value.unit === "") {
    if (info.kind === "throughput" && /\|\s*$/.test(before) && /^\s*(?:\||$)/.test(behind)) return true;
    return /\/s(?:ec)?$/.test(key) || SLASHED_START.test(before) && SLASHED_END.test(behind);
  }
  if (info.kind === "throughput") return true;
  return CELL_START.test(before) && CELL_END.test(behind);
}
