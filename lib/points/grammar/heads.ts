/**
 * Finds the words with a colon that say what the values behind them are of: `src: loss=0.5 acc=0.9 | tgt: loss=0.7`. Such a word holds until
 * the next one. Directly behind a counter it sets its line apart; elsewhere it names values only where their names come again on the line,
 * which `tell_apart.ts` sees.
 *
 * @module
 */
import { isNumberWord } from "../words/idle.ts";
import { isCounterRole, understandName } from "../words/name.ts";
import { mayNameSplit, namesSplit, phaseOfWord } from "../words/splits.ts";
import { markPhase, type Walk } from "./walk.ts";

/** A word between a counter and the first name, with a colon or in brackets: `Epoch 1 holdout: loss=0.7`. */
const BEHIND_COUNTER = /^[\])]?\s+(?:[[(](\p{L}[\p{L}\w-]{2,20})[\])]:?|(\p{L}[\p{L}\w-]{2,20}):)\s+\S/u;
/** Words between a counter and a mark or a gap before the first name: `Epoch 1 - teacher | loss: 0.7`, `Epoch 1 first pass, loss: 0.7`. */
const BEFORE_MARK = /^((?:\p{L}[\p{L}\p{M}\w-]{1,20} ?){1,3})(?:\s*[|,;]|\s+[-–]|\s*[=-]?>{1,2}|\s)\s+\p{L}/u;
/** What may stand between the counter and these words. */
const BEHIND_NUMBER = /^[\])]?\s*(?:(?:[-–|,;:]|[=-]?>{1,2})\s+)?/;
/** A word and its colon before the name of the next number: ` || tst: loss=`, `src: mean loss `. */
const HEAD = /(?:^|[\s|,;([])(\p{L}[\p{L}\d_-]{1,20}):\s+\p{L}[^\s=:]{0,40}(?: [^\s=:]{1,40}){0,2}\s*[:=]?\s*$/u;

/** True for a word that sets values apart by itself: no table knows it, and it is no metric's name. */
export function setsApart(word: string): boolean {
  const { role, known } = understandName(word);
  return role === "metric" && !known && mayNameSplit(word);
}

/** The phase of words that hyphens, underscores or spaces join, the last split among them, `Test_summary`: null where another one measures or counts. */
export function phaseOfHead(words: string): string | null {
  const parts = words.split(/[ _-]/), split = parts.findLast(namesSplit);
  return split !== undefined && parts.every(saysNothing) ? phaseOfWord(split) : null;
}

/** True for a split, and for a word that neither measures nor counts. */
function saysNothing(word: string): boolean {
  const { role, known } = understandName(word);
  return namesSplit(word) || (!known && !isCounterRole(role) && !isNumberWord(word));
}

/** Notes the word with a colon that holds for the number at a slot. `gap` is the text before it. */
export function noteHead(slot: number, gap: string, walk: Walk): void {
  if (gap.includes(":") || gap.includes("[") || gap.includes("(")) readHead(gap, walk);
  walk.heads[slot] = walk.hasFirstHead ? "" : walk.head;
}

/** Notes the words between the line's counter and a mark, which may set the line apart. `gap` is the text before the next number. */
export function noteTag(gap: string, walk: Walk): void {
  if (mayBegin(walk) || isBehindLeading(walk)) walk.statement.facts.tag ||= wordsBeforeMark(gap);
}

/** The words between a counter and a mark that may set a line apart, without what says that something is over; empty without any. */
function wordsBeforeMark(gap: string): string {
  const words = BEFORE_MARK.exec(gap.replace(BEHIND_NUMBER, ""))?.[1]?.trim().split(" ") ?? [];
  const isTag = words.some(setsApart) &&
    words.every((word) => setsApart(word) || (!namesSplit(word) && !mayNameSplit(word)));
  return isTag ? words.filter(setsApart).join(" ") : "";
}

/** True behind a number in brackets, or with a total, which may be the counter by its place. */
function isBehindLeading({ leading, statement: { facts }, split }: Walk): boolean {
  return facts.pairs.length === 0 && !split && leading.some(({ bracketed, total }) => bracketed || total >= 0);
}

function readHead(gap: string, walk: Walk): void {
  const first = mayBegin(walk) ? BEHIND_COUNTER.exec(gap) : null, word = first?.[1] ?? first?.[2] ?? "";
  const head = HEAD.exec(gap)?.[1] ?? "";
  if (walk.hasFirstHead && head !== "") moveOn(head, walk);
  else if (word !== "" && setsApart(word)) begin(word, gap, walk);
  walk.head = head || walk.head;
}

/** True before the first value of a line that has counted, and that no word sets apart so far. */
function mayBegin({ statement: { slots, facts }, split }: Walk): boolean {
  return facts.pairs.length === 0 && !split && (slots.epoch >= 0 || slots.step >= 0);
}

/** Behind a counter in brackets a word says as often what the line is about: there it is only a label, which other lines must confirm. */
function begin(word: string, gap: string, walk: Walk): void {
  const { facts } = walk.statement;
  if (/^[\])]/.test(gap)) facts.tag = facts.label = word;
  else {
    markPhase(word, walk);
    walk.hasFirstHead = true;
  }
}

/** The next word of a line that a first one sets apart. A known split names its values itself. */
function moveOn(head: string, walk: Walk): void {
  if (namesSplit(head)) walk.split = "";
  else if (setsApart(head)) {
    walk.split = head;
    walk.phase = walk.statement.facts.phase;
  }
}
