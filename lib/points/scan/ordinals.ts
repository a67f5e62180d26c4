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

/** True where the end of an ordinal stands that counts. */
export function endsOrdinal(text: string, at: number): boolean {
  BEHIND_AT.lastIndex = at;
  return BEHIND_AT.test(text);
}

/** The text with a sign and spaces in place of such ends: `3º  epoch`. */
export function plainOrdinals(text: string): string {
  return MAY_BE.test(text) ? text.replaceAll(ENDS, (end) => SIGN.padEnd(end.length)) : text;
}
