/**
 * Finds headings that name a split: `Validation`, `***** Running Evaluation *****`, `Test results at 0.5:`. Doesn't know what stands below.
 *
 * @module
 */
import { tellsOfData } from "../words/data_ready.ts";
import { judgesMeasure } from "../words/judgement.ts";
import { mayNameSplit, phaseOf } from "../words/splits.ts";
import { SWITCH_VALUE } from "../words/vocabulary.ts";
import { hasCounter, type Statement } from "./statement.ts";

/** Longer lines are no headings; without a counter, those of more words neither. */
const HEADING_MAX_CHARS = 60, HEADING_WORDS_MAX = 5;

/** Sentences before the last one of a line: `Loaded the model. Running testing...`. */
const EARLIER_SENTENCES = /^.{0,60}\p{L}[.!] +(?=\p{Lu}\p{Ll})/u;

/**
 * What values are measured with or on, at the end of a line with a colon or dots: `Validation metrics (threshold=0.5):`, `Test results at 0.5:`,
 * `Evaluating (total: 76)...`.
 */
const CONDITION = /\s(?:\([^()]{0,40}\d[^()]{0,20}\)|(?:at|@) (?:[a-z]{1,12}[ =]{1,3})?\d[\d.]*)(?=(?::|\.{2,})\s*$)/i;

/** A setting of a split, with its value: `'eval': False,`, `eval-metric: auc`, `data_split: val`. */
const SWITCH = new RegExp(String.raw`(?:[:=]|\.{2,})\s*["']?(?:${SWITCH_VALUE}|yes|no|on|off)\b["']?[\s,})\]]*$`, "i");
const SETTING = /^[\s{[("'-]*\w+_\w+["']?\s*(?::\s|=|\.{3,})\s*\S+\s*$/;

/** What a line tells behind a colon, and the word before that: `Testing translate: German to English`. */
const TOLD = /^[^\p{L}]{0,12}\p{L}[\p{L} _-]{0,40} (\p{L}{1,30}): +\p{L}[^:]{0,60}$/u;

/** True for a line that tells one thing, which no split's word names. */
function tellsOther(part: string): boolean {
  const word = TOLD.exec(part)?.[1];
  return word !== undefined && mayNameSplit(word) && phaseOf(part.slice(part.indexOf(":") + 1)) === null;
}

/** Numbers in brackets at the end of a line: what it says stands there. */
const LISTED = /[\p{L}\d]\s*[:=]?\s*[[({]\s*[-\d.]+[,\s]\s?[^\])}\p{L}]*[\])}]\s*$/u;

/** True for a setting, for a list of numbers, and for a sentence that is of no values below it. */
const headsNothing = (part: string): boolean =>
  SWITCH.test(part) || SETTING.test(part) || LISTED.test(part) || tellsOther(part) || judgesMeasure(part);

/** Marks around the words of a heading. A word that a line ties to others is part of a name: `val_loss`. */
const MARKS = /[*=#\-\s.:]+|(?<![^\W_])_+|_+(?![^\W_])|\bthe\b/g;

/** How many there are of something, in brackets: `(total_iters: 76)`. */
const IN_ALL = /\(total[_ ]/i;

/** True for a heading that says with what the values below it were measured. Beside a counter of training only how many there are says so. */
export function tellsCondition(part: string, statement: Statement): boolean {
  if ((hasCounter(statement) || statement.bar !== null) && !IN_ALL.test(part)) return false;
  return CONDITION.test(part) && Boolean(headingOf(part, statement));
}

/**
 * The phase of a heading such as `Validation`, `Test set:`, `***** Running Evaluation *****`, "" for training; null for other lines. A heading
 * is short, and doesn't tell of data that is made ready.
 */
export function headingOf(part: string, { slots, bar }: Statement): string | null {
  if (bar || headsNothing(part)) return null;
  const bare = part.replace(EARLIER_SENTENCES, "").replace(CONDITION, "").replace(MARKS, " ").replace(/ {2,}/g, " ")
    .trim();
  const hasCounters = slots.epoch >= 0 || slots.step >= 0;
  if (/[^\W\d]\/\w|\w\/[^\W\d]/.test(bare)) return null; // the path of a file
  if (bare.length > HEADING_MAX_CHARS || (!hasCounters && bare.split(/[ _]/).length > HEADING_WORDS_MAX)) return null;
  const phase = hasCounters || !tellsOfData(bare) ? phaseOf(` ${bare} `) : null;
  return phase !== "" && /\d\/\d(?!.* \p{L})/u.test(bare) ? null : phase; // how far an evaluation is
}
