/**
 * Ordinals that count: `3rd epoch`, `10th training step`, `5-th mini-batch`. Before any other word an ordinal is part of a name, as in
 * `95th percentile`.
 *
 * @module
 */
/** What stands behind the digits: the end of the ordinal, and a counter's word. */
const BEHIND = String
  .raw`-?(?:st|nd|rd|th)(?= (?:[a-z]{1,12}[ -]?)?(?:epoch|step|iter|episode|batch|round|trial))`;
const BEHIND_AT = new RegExp(BEHIND, "iy"), ENDS = new RegExp(String.raw`(?<=\d)${BEHIND}`, "gi");
/** Most lines have none of these. */
const MAY_BE = /\d-?(?:st|nd|rd|th) /i;
/** The sign of an ordinal, which stands in no other place. */
const SIGN = "º";
/** The counter's word where its own number stands behind it: `3rd party step 40`. */
const COUNTED = /^ (?:[a-z]{1,12}[ -]?){1,2} ?[:=#]? ?\d+(?![\d.])/i, COUNTED_MAX_CHARS = 40;

/** True where the end of an ordinal stands that counts. */
export function endsOrdinal(text: string, at: number): boolean {
  BEHIND_AT.lastIndex = at;
  return BEHIND_AT.test(text);
}

/** The text with a sign and spaces in place of such ends: `3º  epoch`. Before a word with a number of its own they are spaces alone. */
export function plainOrdinals(text: string): string {
  if (!MAY_BE.test(text)) return text;
  return text.replaceAll(ENDS, (end, at: number) => {
    const behind = at + end.length, isCounted = COUNTED.test(text.slice(behind, behind + COUNTED_MAX_CHARS));
    return (isCounted ? "" : SIGN).padEnd(end.length);
  });
}
