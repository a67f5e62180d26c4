/**
 * Writes numbers that are spelled in another way in the plain one, each character in its place: decimal commas where the log uses them,
 * and thousands in groups. What a log uses is what its last line showed that leaves no doubt.
 *
 * @module
 */

/** Values that can only have a decimal comma: `=0,863`, `: 0,5`, `lr 1,0e-04`. `1,200` and the elements of a list may not. */
const DECIMAL_COMMA = /(?:[=:;]\s*|\p{L}\s)[-+]?(?:0,\d+|\d+,(?:\d{1,2}|\d{4,}))(?:e[-+]?\d+)?(?![\d.]|,\d)/iu;
/** Values with a decimal point. */
const DECIMAL_POINT = /(?:[=:;]\s*|\p{L}\s)[-+]?\d*\.\d+(?![\d.])/u;
/** A number with one comma that stands in no list. */
const ONE_COMMA = /(?<![\w,.[(])([-+]?\d+),(\d+(?:e[-+]?\d+)?)(?![\d.]|,\d)/gi;
/** Thousands with narrow spaces or apostrophes between the groups. */
const GROUPED = /(?<![\d.,])\d{1,3}(?:[\u00a0\u202f']\d{3})+(?![\d])/g;
/** Thousands with points between the groups, beside decimal commas: `2.100/60.000`. */
const POINTED = /(?<![\d.,])[1-9]\d{0,2}(?:\.\d{3})+(?![\d.]|,\d)/g;
/** A step, and its total, whose groups have spaces between them. */
const SPACED_STEP =
  /\b(step|steps|iter|iteration|update)([ :=#]+)(\d{1,3}(?: \d{3})+)(?=\s*\/|\s\s|\s*[:,;|\]])(\s*\/\s*\d{1,3}(?: \d{3})*)?/gi;

const COMMA_IN_DIGITS = /\d,\d/;

/** Whether a log has decimal commas, after a line. `before` holds where the line shows nothing. */
export function usesDecimalComma(text: string, before: boolean): boolean {
  if (!COMMA_IN_DIGITS.test(text)) return before && !DECIMAL_POINT.test(text);
  if (DECIMAL_POINT.test(text)) return DECIMAL_COMMA.test(text) && !DECIMAL_POINT.test(text.replaceAll(POINTED, ""));
  return before || DECIMAL_COMMA.test(text);
}

/** The line with plain numbers, of the same length. */
export function plainNumbers(text: string, hasDecimalComma: boolean): string {
  const whole = hasDecimalComma ? text.replace(POINTED, (number) => number.replaceAll(".", "_")) : text;
  const points = hasDecimalComma ? whole.replace(ONE_COMMA, "$1.$2") : whole;
  const grouped = points.replace(GROUPED, (number) => number.replaceAll(/[\u00a0\u202f']/g, "_"));
  return grouped.replace(SPACED_STEP, (_, word: string, tie: string, step: string, total = "") => {
    return word + tie + step.replaceAll(" ", "_") + total.replaceAll(/(?<=\d) (?=\d)/g, "_");
  });
}
