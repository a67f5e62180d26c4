/**
 * Writes numbers that are spelled in another way in the plain one, each character in its place: decimal commas where the log uses them,
 * and thousands in groups. What a log uses is what its last line showed that leaves no doubt.
 *
 * @module
 */
import { understandName } from "../words/name.ts";
import { SMALL_WORDS } from "../words/tables/small_words.ts";
import { eitherWord, wordsIn } from "../words/tables/table.ts";

/** Values that can only have a decimal comma: `=0,863`, `: 0,5`, `lr 1,0e-04`. `1,200` and the elements of a list may not. */
const DECIMAL_COMMA =
  /(?:[=:;>]\s*|\p{L}[)\]]?\s{1,2})[-+]?(?:0,\d+|(?:\d+|[1-9][\d.]{4,}),(?:\d{1,2}|\d{4,}))(?:e[-+]?\d+)?(?!\d|[.,]\d)/iu;
/** The same alone in a cell of a table. One may be a size, `3,64`. */
const COMMA_CELL = /(?:[|│┃║]\s*|\s\s|\t)[-+]?(?:0,\d+|\d+,(?:\d\d|\d{4,}|\d+e[-+]\d+))(?=[\s|│┃║%]|$)/gi;
/** Such cells on a line, at least. */
const COMMA_CELLS_MIN = 2;
/** Values with a decimal point: not the seconds of `00:41:12.118`. */
const DECIMAL_POINT = /(?:(?<!\d)[=:;>]\s*|[=:;]\s+|=|\p{L}[)\]]?\s{1,2})[-+]?\d*\.\d+(?![\d.])/u;
/** A number with one comma that stands in no list, or in one with semicolons. What has a unit behind it begins no list. */
const ONE_COMMA = /(?<![\w,.])(?<![[(](?![-+]?\d+,\d+ ?[;%\p{L}]))([-+]?\d+),(\d+(?:e[-+]?\d+)?)(?!\d|[.,]\d)/giu;
/** Thousands with narrow spaces or apostrophes between the groups. */
const GROUPED = /(?<![\d.,])\d{1,3}(?:[\u00a0\u202f']\d{3})+(?![\d])/g;
/** Thousands with points between the groups, beside decimal commas: `2.100/60.000`. */
const POINTED = /(?<![\d.,])[1-9]\d{0,2}(?:\.\d{3})+(?![\d.]|,\d)/g;
/** The same with a decimal comma behind them: `1.234,56`. */
const POINTED_COMMA = /(?<![\w.,])([-+]?[1-9]\d{0,2}(?:\.\d{3})+),(\d+(?:e[-+]?\d+)?)(?!\d|[.,]\d)/gi;
/** Digits in groups of three with spaces between them. */
const GROUPS = String.raw`\d{1,3}(?: \d{3})`;
/** A word, and a number behind it in groups. Only a step's word counts: `epoch 1 200` is two numbers. */
const WORDED = new RegExp(String.raw`(?<![\p{L}\p{M}\d_])(\p{L}{2,20})[ :=#]{1,4}${GROUPS}*`, "gu");
/** Words before a total. */
const OF = eitherWord(wordsIn(SMALL_WORDS.of));
/** Where such a number ends, and the total behind it. */
const WORDED_END = new RegExp(String.raw`^(?:\s*\/|\s\s|\s*[:,;|\])]|\s[-–—·•>]\s|\s${OF}\s\d)`);
const TOTAL = new RegExp(String.raw`^\s*(?:\/|${OF})\s*${GROUPS}*`);
/** A number and its total in brackets, both in groups. */
const BRACKETED = new RegExp(String.raw`(?<=[[(]\s?)${GROUPS}*\s?\/\s?${GROUPS}+(?=\s?[\])])`, "g");
const SPACE_IN_GROUP = /(?<=\d) (?=\d{3})/g;
/** Without these no number is in groups with spaces. */
const HAS_GROUP = /\d \d{3}/;

/** A group of thousands behind a space that keeps lines together: who writes so writes a decimal comma. */
const SPACED_GROUP = /\d[\u00a0\u202f]\d{3}(?!\d)/;
const COMMA_IN_DIGITS = /\d,\d/;

/** Whether a log has decimal commas, after a line. `before` holds where the line shows nothing. */
export function usesDecimalComma(text: string, before: boolean): boolean {
  if (!COMMA_IN_DIGITS.test(text)) return before && !DECIMAL_POINT.test(text);
  if (DECIMAL_POINT.test(text)) {
    return DECIMAL_COMMA.test(text) && !DECIMAL_POINT.test(text.replaceAll(POINTED, "").replaceAll(POINTED_COMMA, ""));
  }
  return before || DECIMAL_COMMA.test(text) || SPACED_GROUP.test(text) || hasCommaCells(text);
}

/** True for a row of a table with decimal commas: no size and no thousands begin with `0,`. */
function hasCommaCells(text: string): boolean {
  const cells = text.match(COMMA_CELL) ?? [];
  return cells.length >= COMMA_CELLS_MIN || cells.some((cell) => /\D0,\d{3}/.test(cell));
}

/** The line with plain numbers, of the same length. */
export function plainNumbers(text: string, hasDecimalComma: boolean): string {
  const points = hasDecimalComma ? plainCommas(text) : text;
  const grouped = points.replace(GROUPED, (number) => number.replaceAll(/[\u00a0\u202f']/g, "_"));
  if (!HAS_GROUP.test(grouped)) return grouped;
  const bracketed = grouped.replace(BRACKETED, joinGroups);
  return joinCounts(bracketed);
}

/** The line with decimal points for commas, and without points between groups. */
function plainCommas(text: string): string {
  return text.replace(POINTED, joinPoints).replace(POINTED_COMMA, (_, whole, part) => `${joinPoints(whole)}.${part}`)
    .replace(ONE_COMMA, "$1.$2");
}

const joinPoints = (number: string) => number.replaceAll(".", "_");

/** Joins the groups of a step behind its word, and those of its total. */
function joinCounts(text: string): string {
  let joined = text;
  for (const { 0: whole, 1: word, index } of text.matchAll(WORDED)) {
    const behind = text.slice(index + whole.length);
    if (!WORDED_END.test(behind) || understandName(word!).role !== "step") continue;
    const end = index + whole.length + (TOTAL.exec(behind)?.[0].length ?? 0);
    joined = joined.slice(0, index) + joinGroups(joined.slice(index, end)) + joined.slice(end);
  }
  return joined;
}

function joinGroups(printed: string): string {
  return printed.replaceAll(SPACE_IN_GROUP, "_");
}
