/**
 * Recognises lists of what a program was given, not of what it measured: configurations, hyper-parameters, repeated results. The signs stand
 * in `dump_rules.ts`.
 *
 * @module
 */
import { type Clues, type Look, makeClues, mayStand } from "../../scan/clues.ts";
import { beginsWithGiven, endsWithGiven, GIVEN } from "../../words/given_words.ts";
import { DUMP_RULES } from "./dump_rules.ts";
import { understandName } from "../../words/name.ts";
import { beginsWithValue, closingOf } from "./behind_given.ts";
import type { Statement } from "../statement.ts";

/** Words for what a program was given, and for the numbers of a model. */
const PARAMETERS = new RegExp(String.raw`\b(?:${GIVEN}|\w*weights|coefficients?)\b`, "gi");
/** What may stand between such a word and the bracket behind it. */
const BETWEEN = /(?: used| (?:for|of|are|were|is)\b[^:=([{]{0,60})?["']?\s*[:=]?[\])]?\s*/iy;
/** The bracket, or an object that opens one. */
const OBJECT_MAX_CHARS = 60, BRACKET = /^[{(\[]/;
/** The start of a list without a bracket. */
const LISTED = /\bparam(?:eter)?s (?=\w+=)|\b(?:hyper-?param(?:eter)?s?|weights|coefficients): (?=\w)/i;
const CLUES: Clues = makeClues(
  ..."param arg config settings kwargs options weights coefficient".split(" "),
);

/** Offset where a line begins to list parameters; the line's length when it lists none. */
export function listStart(text: string, from: number, look?: Look): number {
  if (
    !mayStand(CLUES, look) ||
    text.indexOf("(", from) < 0 && text.indexOf("{", from) < 0 && text.indexOf("[", from) < 0 &&
      text.indexOf(": ", from) < 0 && text.indexOf("s ", from) < 0
  ) return text.length;
  const part = from === 0 ? text : text.slice(from);
  return from + Math.min(listedStart(part), openedStart(part));
}

/** What stands before `weights:`, and the first name behind it with its number: `ema weights: loss 0.5`. */
const OF_WEIGHTS = /(\w+) weights$/i, FIRST_NAME = /^(\w+) ?[=: ] ?[-+.\d]/;

/** Offset of a list without a bracket; the text's length without one. What was measured with some weights is no list of them. */
function listedStart(text: string): number {
  const found = LISTED.exec(text);
  if (found === null) return text.length;
  const colon = found.index + found[0].length - ": ".length;
  const of = OF_WEIGHTS.exec(text.slice(0, colon))?.[1], first = FIRST_NAME.exec(text.slice(colon + 2))?.[1];
  const isMeasured = of !== undefined && first !== undefined && understandName(first).known &&
    !understandName(of).known;
  return isMeasured ? text.length : found.index;
}

/** Offset of the first word for parameters that opens a bracket; the text's length without one. A record that goes on isn't cut there. */
function openedStart(text: string): number {
  for (const { 0: word, index } of text.matchAll(PARAMETERS)) {
    BETWEEN.lastIndex = index + word.length;
    BETWEEN.test(text);
    const behind = text.slice(BETWEEN.lastIndex, BETWEEN.lastIndex + OBJECT_MAX_CHARS);
    if ((BRACKET.test(behind) || beginsWithGiven(behind)) && endOfNested(text, BETWEEN.lastIndex, word) < 0) {
      return index;
    }
  }
  return text.length;
}

/** What stands behind an object in a record that goes on: the next key. */
const NEXT_KEY = /^\s?,\s?["']/;

/** True for a text that begins a record. */
const isRecord = (text: string): boolean => /^\s*\{/.test(text);

/**
 * Offset behind an object in braces that the line goes on behind: within a record, as of `{"args": {"lr": 0.1}, "loss": 0.5}`, and before a named
 * value, as of `params={'lr': 0.1} rmse=0.5`; -1 for any other bracket, and for weights elsewhere.
 */
function endOfNested(text: string, start: number, word: string): number {
  const at = text[start] === "{" ? closingOf(text, start) : -1;
  if (at < 0 || !(isRecord(text) || endsWithGiven(word.toLowerCase()))) return -1;
  const goesOn = isRecord(text) ? NEXT_KEY.test(text.slice(at + 1, at + 4)) : beginsWithValue(text.slice(at + 1));
  return goesOn ? at + 1 : -1;
}

/** A line with each such object of what was given left empty: it says nothing about the others. */
function withoutNested(text: string): string {
  let rest = "", from = 0;
  for (const { 0: word, index } of text.matchAll(PARAMETERS)) {
    BETWEEN.lastIndex = index + word.length;
    BETWEEN.test(text);
    const start = BETWEEN.lastIndex, end = index < from ? -1 : endOfNested(text, start, word);
    if (end < 0) continue;
    rest += `${text.slice(from, start)}{}`;
    from = end;
  }
  return rest + text.slice(from);
}

/** True for a line that lists settings: the first sign that decides does. */
export function isDump(statement: Statement, part: string): boolean {
  const line = { statement, part: withoutNested(part) };
  for (const rule of DUMP_RULES) {
    const verdict = rule.decide(line);
    if (verdict !== null) return verdict;
  }
  return false;
}
