/**
 * The general grammar: goes from number to number and names each by what stands before it. Reads `key=value`, `key: value`, `key value`,
 * JSON, Python dicts and reprs, logfmt, and lines cut by `|`, ` - `, commas or tabs. Refuses to decide what is charted.
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
/** Before a number whose unit is a word of its own: `Speed: 84.4 samples/sec 36868 tokens/sec perplexity=1069`. */
const SPEED_BEFORE = /^\s*$|(?:speed|throughput)\s?[:=]\s*$/i;
/** Between a count and its total. */
const OVER = /^\s*(?:\/|of|out of)\s*$/;
const OVER_MAX_CHARS = 10;
/** Before the time that is left. */
const LEFT =
  /(?:^|[\s,|("'])(?:eta|eta_seconds|remaining|remaining[ _]time|time[ _](?:left|remaining))["']?\s*[:=]?\s*["']?$/i;
/** Behind a number that goes on: `96+964`, `5/model.pt`, `0.52 --> 0.48`. */
const GOES_ON = /^(?:[+*^\\~@#$&](?!\/-)|\/(?!\s|[a-z])|-[A-Za-z]|\s*-{1,2}>|\s*→)/;

/** Reads all named numbers of a part of a line into a statement. */
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

/** What is glued to a number. */
function unitBehind(slot: number, { text, shape }: Source): string {
  const end = shape.end[slot]!;
  return UNIT.exec(text.slice(end, end + 24))?.[0] ?? "";
}

/** How much of the text behind a number is its unit. */
function spokenPace(behind: string, gap: string): number {
  return SPEED_BEFORE.test(gap) ? PACE.exec(behind)?.[0].length ?? 0 : 0;
}

/** Reads one number and gives the index of the last that belongs to it. */
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

/** Index of the `0.005` of `0.488+0.005`, a mean and how far values lie from it; else the number itself. */
function deviationOf(slot: number, { shape, text }: Source): number {
  const next = slot + 1, end = shape.end[slot]!;
  const isDeviation = next < shape.count && text[end] === "+" && shape.start[next] === end + 1 &&
    shape.form[slot] === DECIMAL && shape.form[next] === DECIMAL;
  return isDeviation ? next : slot;
}

/** Index of the `10` of `3/10`; -1 when there is none. */
function totalOf(slot: number, { shape, text, to }: Source): number {
  const next = slot + 1;
  if (next >= shape.count || shape.end[next]! > to || shape.form[next] === BROKEN) return -1;
  const between = text.slice(shape.end[slot]!, shape.start[next]!);
  return between.length < OVER_MAX_CHARS && OVER.test(between) ? next : -1;
}

/** `10/17/2023` is nothing; `At iteration 14615/695400/698614` counts the middle one; `Min/Mean/Max reward: 9.0/21.3/74.0` are three. */
function readChain(slot: number, gap: string, walk: Walk): number {
  const { source, statement } = walk;
  let last = slot;
  for (let next = totalOf(last, source); next >= 0; next = totalOf(last, source)) last = next;
  const phrase = readPhrase(gap);
  if (readSplit({ slot, last }, phrase, walk)) return last;
  if (understandName(phrase.key).role === "step" && statement.slots.step < 0) statement.slots.step = slot + 1;
  return last;
}

/** Names and values that are both split by slashes: `Gen/Dis Loss: 0.33/-0.01`. */
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
/** Names around names that only say that these are names. */
const CONTAINER = /^(?:metrics?|data|logs?|values?|scalars?|extra|record|message|msg|info|results?|stats|loss)$/i;

/** Keeps the names of what is opened before a number, and forgets those of what is closed. */
function noteOuter(gap: string, { outer }: Walk): void {
  if (!/[{}[\]]/.test(gap)) return;
  for (const [mark, brace, bracket] of gap.matchAll(BRACE)) {
    const name = brace ?? bracket ?? "";
    if (mark === "}" || mark === "]") outer.pop();
    else outer.push(CONTAINER.test(canonicalName(name)) ? "" : name);
  }
}

/** A phase marks what follows; one that stands in a counter's name only where the line counts nothing yet: `Train steps: 57 Val steps: 19`. */
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

/** True when a key says what the name around it says: `MAP: {'test_map@20': 0.52}`, `rewards: {'total_reward': 144.0}`. */
function repeatsName(key: string, outer: string): boolean {
  if (outer.endsWith(key)) return true;
  const words = canonicalName(outer).replace(/_(?:data|metrics?|info|stats|logs?|scores?|results?)$/, "");
  return words === "" || `_${canonicalName(key).replace(/[/@.-]/g, "_")}`.includes(`_${words}`);
}

/** `loss: tensor([0.5])`; longer ones, and what isn't known for a metric, are data. */
function isOnlyElement(value: Value, { key, opened }: Phrase, walk: Walk): boolean {
  return understandName(key).known && /[a-zA-Z]\w*\(\[$/.test(opened) && textBehind(value, walk).startsWith("]");
}

/** `Validation loss 35500: 0.31`: the step stands between name and value. */
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

/** `Train: 3 [  0/1251]`, and `Train 3` before a bar. */
function isEpochOfTraining(value: Value, { key }: Phrase, walk: Walk): boolean {
  const { facts, slots, bar } = walk.statement;
  if (facts.pairs.length > 0 || slots.epoch >= 0 || !/^train(?:ing)?$/i.test(key)) return false;
  return bar !== null || /^\s*\[/.test(textBehind(value, walk));
}

const CELL_START = /(?:^|[|,;\t\][{}(:│]|\s-|\s)\s*$/;
const CELL_END = /^(?:\s*(?:[|,;\t\])}│]|$)|\.(?:\s|$)|\s[-/]\s|\s\s|\s\(| [A-Za-z|][^\s\d]{0,20} +[-+.\d])/;
/** `return 6.12 / length 151 / reward_mean 0.04` */
const SLASHED_START = /(?:^|\s)\/\s*$/, SLASHED_END = /^\s*(?:$|\/(?:\s|$))/;

/** A number behind a name without any mark: for known names and speeds, or for one cell of a line that is cut into cells. */
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
