/**
 * Makes the fields of a line: each number with its total, its unit, its name and what stands between the two. Doesn't decide what a number
 * is.
 *
 * @module
 */
import { canonicalName, isCounterRole, type NameInfo, understandName } from "../words/name.ts";
import { SMALL_WORDS } from "../words/tables/small_words.ts";
import { eitherWord, wordsIn } from "../words/tables/table.ts";
import { startsName } from "../scan/glued_names.ts";
import { BROKEN, DECIMAL, INTEGER } from "../scan/number_form.ts";
import { readPhrase } from "./phrase.ts";
import type { Phrase } from "./phrases/draft.ts";
import type { Source } from "../scan/source.ts";
import type { Counters } from "./statement.ts";
import { noteHead, noteTag } from "./heads.ts";
import { noteOuter } from "./outer.ts";
import { addMetric, type Field, putInPhase, type Walk } from "./walk.ts";

const UNIT = /^(?:%|[A-Za-zµ]{0,8}(?:\/[a-z]{1,6}){1,2}(?![\w/])|[A-Za-zµ]{1,8}(?![\w/]))/;
/** The text between a count and its total. */
const OVER = new RegExp(String.raw`^(?:%?\s*(?:\/|out of|${eitherWord(wordsIn(SMALL_WORDS.of))})\s*|\] ?\/ ?\[)$`);
const OVER_MAX_CHARS = 10;

const BRACKETS = /[{}[\]()]/;

/** A word in a cell of its own: `| Validation | Elapsed Time: 0:00:02`. */
const IN_CELL = /\|\s*\p{L}+\s*\|/u;

/** Makes the field of the number at `slot`. `gap` is the text before it. */
export function makeField(slot: number, gap: string, walk: Walk): Field {
  const { source } = walk;
  const form = source.shape.form[slot]!;
  const total = form === BROKEN ? -1 : totalOf(slot, source);
  const isChain = total >= 0 && totalOf(total, source) >= 0;
  const last = isChain ? chainEnd(total, source) : total >= 0 ? total : deviationOf(slot, source);
  const phrase = readPhrase(gap);
  noteTag(gap, walk);
  if (form !== BROKEN && !isChain) {
    if (BRACKETS.test(gap)) noteOuter(gap, walk);
    notePhase(phrase, walk);
    noteHead(slot, gap, walk);
  } else if (isChain || IN_CELL.test(gap)) notePhase(phrase, walk);
  const unit = total < 0 ? unitBehind(slot, source) : "";
  return {
    slot,
    total,
    last,
    unit,
    form,
    gap,
    phrase,
    isChain,
    behind: 0,
    info: infoOf(phrase, walk),
    fraction: walk.fraction,
  };
}

/** The unit that is glued to a number; empty without one. */
export function unitBehind(slot: number, { text, shape }: Source): string {
  const end = shape.end[slot]!, unit = UNIT.exec(text.slice(end, end + 24))?.[0] ?? "";
  return unit.length > 2 && startsName(text, end) ? "" : unit;
}

/** Adds the number behind a field's as the value of a metric, and takes both with the field. */
export function addNext(field: Field, walk: Walk, info: NameInfo): true {
  const slot = field.last = field.slot + 1;
  addMetric({ slot, total: -1, unit: unitBehind(slot, walk.source) }, walk, { info, separated: true, phase: "" });
  return true;
}

/** Index of the deviation `0.005` in `0.488+0.005`; the number's own index without one. */
function deviationOf(slot: number, { shape, text }: Source): number {
  const next = slot + 1, end = shape.end[slot]!;
  const isDeviation = next < shape.count && text[end] === "+" && shape.start[next] === end + 1 &&
    shape.form[slot] === DECIMAL && shape.form[next] === DECIMAL;
  return isDeviation ? next : slot;
}

/** Index of the total `10` in `3/10`; -1 without one. */
export function totalOf(slot: number, { shape, text, to }: Source): number {
  const next = slot + 1;
  if (next >= shape.count || shape.end[next]! > to || shape.form[next] === BROKEN) return -1;
  const between = text.slice(shape.end[slot]!, shape.start[next]!);
  if (BAR.test(between)) return isCountOfTotal(slot, { shape, text }) ? next : -1;
  return between.length < OVER_MAX_CHARS && OVER.test(between) ? next : -1;
}

/** A bar between a count and its total, or a colon, which the numbers have parted. */
const BAR = /^(?: ?\| ?|:)$/;
/** What stands before and behind two whole numbers alone in brackets. */
const OPENED = /[[(] *$/, CLOSED = /^ *[\])]/;
/** Characters that are looked at for them: counts are aligned with spaces. */
const BRACKET_MAX_CHARS = 8;

/** True for two whole numbers alone in brackets, `Epoch: [3 | 90]`, and for two that nothing but a bar parts, which is no border: `Epoch 3|90`. */
function isCountOfTotal(slot: number, { shape, text }: Pick<Source, "shape" | "text">): boolean {
  const from = shape.start[slot]!, end = shape.end[slot + 1]!;
  if (shape.form[slot] !== INTEGER || shape.form[slot + 1] !== INTEGER) return false;
  if (
    OPENED.test(text.slice(Math.max(0, from - BRACKET_MAX_CHARS), from)) &&
    CLOSED.test(text.slice(end, end + BRACKET_MAX_CHARS))
  ) return true;
  return text.slice(shape.end[slot], shape.start[slot + 1]) === "|" && text[from - 1] !== "|" && text[end] !== "|";
}

function chainEnd(total: number, source: Source): number {
  let last = total;
  for (let next = totalOf(last, source); next >= 0; next = totalOf(last, source)) last = next;
  return last;
}

/** Keeps the phase for the rest of the line, but behind another counter not that of an amount: `Train steps: 57 Val steps: 19`. */
function notePhase(phrase: Phrase, walk: Walk): void {
  if (!phrase.holds || (phrase.counts && mayBeAmount(phrase, walk.statement.slots))) return;
  putInPhase(phrase.phase, walk);
}

/** True for a counter's word behind another counter that is the same one, or of several: `epoch 3 val step 40` counts. */
function mayBeAmount({ key }: Phrase, { epoch, step, batch }: Counters): boolean {
  if (epoch < 0 && step < 0 && batch < 0) return false;
  const { role } = understandName(key);
  return (role === "epoch" ? epoch : role === "batch" ? batch : step) >= 0 || /s$/i.test(key);
}

function infoOf({ key }: Phrase, walk: Walk) {
  const outer = walk.outer.filter((name) => name !== "" && !repeatsName(key, name)).join("/");
  if (walk.objects > 0 && isCounterRole(understandName(key).role)) return understandName(key); // `state=State(step=3`
  return understandName(outer === "" ? key : `${outer}/${key}`);
}

/** True when a key contains the name around it: `MAP: {'test_map@20': 0.52}`, `rewards: {'total_reward': 144.0}`. */
function repeatsName(key: string, outer: string): boolean {
  if (outer.endsWith(key)) return true;
  const words = canonicalName(outer).replace(/_(?:data|metrics?|info|stats|logs?|scores?|results?)$/, "");
  return words === "" || `_${canonicalName(key).replace(/[/@.-]/g, "_")}`.includes(`_${words}`);
}
