/**
 * Splits behind their values: `loss 0.5 (train), 0.6 (dev)`, `loss 0.5 on the training set and 0.6 on the test set`. Doesn't read a split
 * before its value: `(val) 0.6`.
 *
 * @module
 */
import { DECIMAL } from "../../scan/number_form.ts";
import { namesSplit, phaseOfWord } from "../../words/splits.ts";
import { SMALL_WORDS } from "../../words/tables/small_words.ts";
import { wordsIn } from "../../words/tables/table.ts";
import { addMetric, type Field, type Walk } from "../walk.ts";
import type { Rule } from "./rule.ts";

const { and, article, at } = SMALL_WORDS;
const TIES: ReadonlySet<string> = new Set(wordsIn(at)), ARTICLES: ReadonlySet<string> = new Set(wordsIn(article));
const AND: ReadonlySet<string> = new Set(wordsIn(and));
const DATA = /^(?:sets?|data|dataset|split|samples|images|examples)$/;
const BRACKETED = /^ ?[([](\p{L}+)[)\]]/u, WORDS = /^(?: \p{L}+){2,6}/u;
/** What stands behind a split's words: the end of the line, a mark or a number, or a word. */
const ENDS = /^\s*(?:[,;|/]|\.?\s*$)|^\s+[-+]?\.?\d/, WORD_NEXT = /^\s+(\p{L}+)(?=\s)/u;
const TIED_MAX_CHARS = 48;

/** `MSE after 10 epochs: 0.23 (train), 0.34 (test)`. */
export const splitBehind: Rule = {
  name: "a value of the metric before it, on the data that the words behind both name",
  of: "unnamed",
  lines: [
    ["MSE after 10 epochs: 0.23 (train), 0.34 (test)", "mse=0.23@10 test_mse=0.34@10"],
    [
      "step 3 | gap 0.5 (train), 0.4 (dev) | mae 0.7 (train), 0.6 (dev)",
      "gap=0.5@3 dev_gap=0.4@3 mae=0.7@3 dev_mae=0.6@3",
    ],
    ["Step 3: mae is 0.5 on the training set and 0.4 on the test set.", "mae=0.5@3 test_mae=0.4@3"],
    ["step 3, mae: 0.5 (train) 0.4 (val), acc: 0.7 (val)", "mae=0.5@3 val_mae=0.4@3 val_acc=0.7@3"],
  ],
  bind(field, walk) {
    const { statement: { facts: { pairs }, pairSlots } } = walk, { shape, text } = walk.source, { slot, form } = field;
    const before = pairs.at(-1), last = pairSlots.at(-1);
    if (!before || last !== slot - 1 || form !== DECIMAL) return false;
    if (!splitBehindIt(field, walk) || !isBetween(text.slice(shape.end[last], shape.start[slot]))) return false;
    addMetric(field, walk, { info: before.info, separated: before.separated, phase: "" });
    return true;
  },
};

/** Gives the newest value the split behind it, which belongs to no name behind. Returns the length of its words. */
export function takeSplitBehind(field: Field, walk: Walk): number {
  const { facts: { pairs }, pairSlots } = walk.statement, pair = pairs.at(-1);
  if (!pair || pairSlots.at(-1) !== field.slot || field.last !== field.slot) return 0;
  const found = splitBehindIt(field, walk);
  if (!found || namesSplit(pair.info.name)) return 0;
  pair.phase = phaseOfWord(found.split);
  return found.length;
}

/** The split behind a value and its unit; null without one. */
function splitBehindIt({ slot, unit }: Field, { source: { shape, text } }: Walk): Tied | null {
  const end = shape.end[slot]! + unit.length;
  return tiedIn(text.slice(end, end + TIED_MAX_CHARS));
}

/** A split, and the length of it and of what ties it. */
interface Tied {
  split: string;
  length: number;
}

/** The split that a text behind a value begins with, before a number with the word between them; null for any other text. */
function tiedIn(behind: string): Tied | null {
  const found = inBrackets(behind) ?? inWords(behind);
  if (found === null || !namesSplit(found.split)) return null;
  const rest = behind.slice(found.length), next = WORD_NEXT.exec(rest);
  if (ENDS.test(rest)) return found;
  if (next === null || !AND.has(next[1]!)) return null;
  const isBeforeValue = /^\s+[-+]?\.?\d/.test(rest.slice(next[0].length));
  return isBeforeValue ? { ...found, length: found.length + next[0].length } : found;
}

/** A word in brackets: `(train)`. */
function inBrackets(behind: string): Tied | null {
  const found = BRACKETED.exec(behind);
  return found && { split: found[1]!, length: found[0].length };
}

/** A word behind those that tie it: `on the training set`. */
function inWords(behind: string): Tied | null {
  const words = WORDS.exec(behind)?.[0].slice(1).split(" ") ?? [];
  if (!TIES.has(words[0] ?? "")) return null;
  const from = ARTICLES.has(words[1]!) ? 2 : 1, split = words[from] ?? "";
  const own = words.slice(0, from + (DATA.test(words[from + 1] ?? "") ? 2 : 1));
  return { split, length: own.join(" ").length + 1 };
}

/** True for nothing but a split behind the value before and what parts that from the next one. */
function isBetween(text: string): boolean {
  const behind = text.replace(/^%/, ""), found = tiedIn(behind);
  if (found === null) return false;
  const rest = behind.slice(found.length).replace(/^\s*[,;|/]?/, "").trim();
  return rest === "" || AND.has(rest);
}
