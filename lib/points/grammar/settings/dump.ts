/**
 * Recognises lists of what a program was given, not of what it measured: configurations, hyper-parameters, repeated results. The signs stand
 * in `dump_rules.ts`.
 *
 * @module
 */
import { type Clues, type Look, makeClues, mayStand } from "../../scan/clues.ts";
import { beginsWithGiven, GIVEN } from "../../words/given_words.ts";
import { DUMP_RULES } from "./dump_rules.ts";
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
  const part = from === 0 ? text : text.slice(from), listed = LISTED.exec(part)?.index ?? part.length;
  return from + Math.min(listed, openedStart(part));
}

/** Offset of the first word for parameters that opens a bracket; the text's length without one. A record that goes on isn't cut there. */
function openedStart(text: string): number {
  for (const { 0: word, index } of text.matchAll(PARAMETERS)) {
    BETWEEN.lastIndex = index + word.length;
    BETWEEN.test(text);
    const behind = text.slice(BETWEEN.lastIndex, BETWEEN.lastIndex + OBJECT_MAX_CHARS);
    if ((BRACKET.test(behind) || beginsWithGiven(behind)) && endOfNested(text, BETWEEN.lastIndex) < 0) return index;
  }
  return text.length;
}

/** What stands behind an object in a record that goes on: the next key. */
const NEXT_KEY = /^\s?,\s?["']/;

/** Offset behind an object within a record that goes on, as of `{"args": {"lr": 0.1}, "loss": 0.5}`; -1 for any other bracket. */
function endOfNested(text: string, start: number): number {
  if (text[start] !== "{" || !/^\s*\{/.test(text)) return -1;
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    if (text[at] === "{") depth++;
    else if (text[at] === "}" && --depth === 0) return NEXT_KEY.test(text.slice(at + 1, at + 4)) ? at + 1 : -1;
  }
  return -1;
}

/** A record with each object of what was given left empty: it says nothing about the others. */
function withoutNested(text: string): string {
  if (!/^\s*\{/.test(text)) return text;
  let rest = "", from = 0;
  for (const { 0: word, index } of text.matchAll(PARAMETERS)) {
    BETWEEN.lastIndex = index + word.length;
    BETWEEN.test(text);
    const start = BETWEEN.lastIndex, end = index < from ? -1 : endOfNested(text, start);
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
