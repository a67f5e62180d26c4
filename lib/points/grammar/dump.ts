/**
 * Recognises lists of what a program was given, not of what it measured: configurations, hyper-parameters, repeated results. The signs stand
 * in `dump_rules.ts`.
 *
 * @module
 */
import { type Clues, type Look, makeClues, mayStand } from "../scan/clues.ts";
import { DUMP_RULES } from "./dump_rules.ts";
import type { Statement } from "./statement.ts";

const PARAMETERS = String
  .raw`param(?:eter)?s?|args|arguments|config(?:uration)?|settings|kwargs|options|\w*weights|coefficients?`;
/** The start of a list of hyper-parameters. The grammar reads a line up to it. */
const LIST = new RegExp(
  String.raw`\bparam(?:eter)?s (?=\w+=)|` +
    String.raw`\b(?:hyper-?)?(?:${PARAMETERS})\b["']?\s*[:=]?\s*(?:[{(\[]|\w*(?:Config|Args|Namespace)\()|` +
    String.raw`\b(?:hyper-?param(?:eter)?s?|weights|coefficients): (?=\w)`,
  "i",
);
const CLUES: Clues = makeClues(
  ..."param args arguments config settings kwargs options weights coefficient".split(" "),
);

/** Offset where a line begins to list parameters; the line's length when it lists none. */
export function listStart(text: string, from: number, look?: Look): number {
  if (
    !mayStand(CLUES, look) ||
    text.indexOf("(", from) < 0 && text.indexOf("{", from) < 0 && text.indexOf("[", from) < 0 &&
      text.indexOf(": ", from) < 0 && text.indexOf("s ", from) < 0
  ) return text.length;
  const found = LIST.exec(from === 0 ? text : text.slice(from));
  return found ? from + found.index : text.length;
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
