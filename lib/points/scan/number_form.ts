/**
 * What a scanned number is. Reads none.
 *
 * @module
 */

/**
 * How a number was printed. `WORD` is `nan` or `inf`. `BROKEN` is a date, a time of day, a version or an address: one thing without a
 * value. `RANGE` is `1-100`: its last number may be a counter, never a metric's value.
 */
export const INTEGER = 1, DECIMAL = 2, WORD = 3, BROKEN = 4, RANGE = 5;

/** A number in a text. */
export interface ScannedNumber {
  /** May be NaN or infinite. Means nothing for `BROKEN`. */
  value: number;
  /** One of `INTEGER`, `DECIMAL`, `WORD`, `BROKEN` and `RANGE`. */
  form: number;
  /** Offset behind it. */
  end: number;
  /** True when a comma and a digit stand behind its first digits. */
  hasComma: boolean;
}
