/**
 * Recognises lists of what a program was given, not of what it measured: configurations, hyper-parameters, repeated results. The signs stand
 * in `dump_rules.ts`.
 *
 * @module
 */
import { type Clues, type Look, makeClues, mayStand } from "../../scan/clues.ts";
import { beginsWithGiven, GIVEN } from "../../words/given.ts";
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

/** Offset of the first word for parameters that opens a bracket; the text's length without one. */
function openedStart(text: string): number {
  for (const { 0: word, index } of text.matchAll(PARAMETERS)) {
    BETWEEN.lastIndex = index + word.length;
    BETWEEN.test(text);
    const behind = text.slice(BETWEEN.lastIndex, BETWEEN.lastIndex + OBJECT_MAX_CHARS);
    if (BRACKET.test(behind) || beginsWithGiven(behind)) return index;
  }
  return text.length;
}

/** True for a line that lists settings: the first sign that decides does. */
export function isDump(statement: Statement, part: string): boolean {
  const line = { statement, part };
  for (const rule of DUMP_RULES) {
    const verdict = rule.decide(line);
    if (verdict !== null) return verdict;
  }
  return false;
}
