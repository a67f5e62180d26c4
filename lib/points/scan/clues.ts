/**
 * Finds at one look which clues stand in a line: words and marks without which a record needn't be asked. Most lines have the clues of few
 * records, and asking all of them is slow. Knows no clues itself.
 *
 * @module
 */

/** Texts of which one stands in each line that a record reads. Made once, and kept with the record. */
export interface Clues {
  /** In lower case, with `0` for any digit. */
  readonly texts: readonly string[];
  /** The last look that found one of them. */
  foundBy: Look;
}

/** One look at a line, by its number. It is over at the next look. */
export type Look = number;

/** No look: any clue may stand in the line. */
export const NO_LOOK: Look = 0;

/** A text to be found, and whose clue it is. */
interface Sought {
  text: string;
  clues: Clues;
}

/** A text is looked up by so many of its first characters, at most. */
const KEY_CHARS = 3;
/** What is sought, by its key: texts of one character, of two, and longer ones. */
const SOUGHT: readonly Map<number, Sought[]>[] = Array.from({ length: KEY_CHARS }, () => new Map());
/** By its first character, which of these are sought: a bit for each. */
const LENGTHS = new Uint8Array(0x1_0000);
/** 1 at the last bits of the keys of longer texts: most characters of a line begin none, and one look here says so. */
const IS_SOUGHT = new Uint8Array(1 << 15);
let looks: Look = NO_LOOK;

/** A number for the first characters of a text, 0 where it has fewer. */
const keyOf = (first: number, second: number, third: number): number => (first << 10) ^ (second << 5) ^ third;

/**
 * Makes the clues of a record. Their case doesn't count, and a digit stands for any.
 *
 * @example
 * ```ts
 * import { lookAt, makeClues, mayStand } from "./clues.ts";
 * const clues = makeClues("Traceback", "at 0:00");
 * mayStand(clues, lookAt("Traceback (most recent call last):")); // true
 * mayStand(clues, lookAt("stopped at 9:15")); // true
 * mayStand(clues, lookAt("step 3 loss 0.5")); // false
 * ```
 */
export function makeClues(...printed: string[]): Clues {
  const texts = printed.map((text) => text.toLowerCase().replaceAll(/\d/g, "0"));
  const clues: Clues = { texts, foundBy: NO_LOOK };
  for (const text of texts) seek({ text, clues });
  return clues;
}

function seek(sought: Sought): void {
  const { text } = sought, length = Math.min(text.length, KEY_CHARS), all = SOUGHT[length - 1]!;
  const key = keyOf(codeAt(text, 0), codeAt(text, 1), codeAt(text, 2));
  all.set(key, [...all.get(key) ?? [], sought]);
  LENGTHS[codeAt(text, 0)]! |= 1 << length;
  if (length === KEY_CHARS) IS_SOUGHT[key & (IS_SOUGHT.length - 1)] = 1;
}

/** Looks for all clues in a text. */
export function lookAt(text: string): Look {
  const lower = text.toLowerCase(), { length } = lower;
  looks++;
  let first = codeAt(lower, 0), second = codeAt(lower, 1);
  for (let at = 0; at < length; at++) {
    const third = codeAt(lower, at + 2);
    const lengths = LENGTHS[first]!;
    if ((lengths & 2) !== 0) note(SOUGHT[0]!.get(keyOf(first, 0, 0)), lower, at);
    if ((lengths & 4) !== 0) note(SOUGHT[1]!.get(keyOf(first, second, 0)), lower, at);
    if ((lengths & 8) !== 0 && isSought(keyOf(first, second, third))) {
      note(SOUGHT[2]!.get(keyOf(first, second, third)), lower, at);
    }
    first = second;
    second = third;
  }
  return looks;
}

/** False for a key that nothing sought has. Some keys share their last bits. */
function isSought(key: number): boolean {
  return IS_SOUGHT[key & (IS_SOUGHT.length - 1)] === 1;
}

/** Notes what stands at an offset of those that are sought. */
function note(sought: readonly Sought[] | undefined, text: string, at: number): void {
  if (sought === undefined) return;
  for (const { text: clue, clues } of sought) {
    if (clues.foundBy !== looks && standsAt(clue, text, at)) clues.foundBy = looks;
  }
}

function standsAt(clue: string, text: string, from: number): boolean {
  for (let at = 0; at < clue.length; at++) if (codeAt(text, from + at) !== clue.charCodeAt(at)) return false;
  return true;
}

const ZERO = 48, NINE = 57;

/** The character at an offset, with `0` for any digit; 0 behind the end. */
function codeAt(text: string, at: number): number {
  const code = at < text.length ? text.charCodeAt(at) : 0;
  return code > ZERO && code <= NINE ? ZERO : code;
}

/** True where a record must be asked: one of its clues stands in the line, it has none, or nobody looked. */
export function mayStand(clues: Clues | undefined, look: Look = NO_LOOK): boolean {
  return clues === undefined || look === NO_LOOK || clues.foundBy === look;
}
