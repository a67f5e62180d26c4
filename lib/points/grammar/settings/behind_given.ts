/**
 * Finds where a line goes on behind the brackets that it begins with: `{'depth': 3, 'eta': 0.1}  TR 0.5  TS 0.75`. Doesn't say what they hold.
 *
 * @module
 */
const OPENS = /^\s*[{([]/, OPEN = "{([", CLOSE = "})]";
/** Two fields or more, each with a mark. */
const FIELDS = /[\w'"]\s?[:=][^:=]*[,;][^:=]*[\w'"]\s?[:=]/;
/** A name and its number behind the brackets, and marks before it. */
const VALUE = /^[\s:|,;>→=-]{0,12}\p{L}\w{0,20}[^\d{([]{0,40}[\s=:]\s?[-+]?\.?\d/u;

/** True for a text that begins with a name and its number, behind marks. */
export const beginsWithValue = (text: string): boolean => VALUE.test(text);

/** Offset behind brackets with fields that begin a text at an offset, where a named value follows; -1 where none does. */
export function behindGiven(text: string, from: number): number {
  const part = text.slice(from), opened = OPENS.exec(part);
  if (opened === null) return -1;
  const end = closingOf(part, opened[0].length - 1);
  if (end < 0 || !FIELDS.test(part.slice(0, end)) || !beginsWithValue(part.slice(end + 1))) return -1;
  return from + end + 1;
}

/** Offset of the bracket that closes the one at an offset; -1 without one. */
export function closingOf(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    if (OPEN.includes(text[at]!)) depth++;
    else if (CLOSE.includes(text[at]!) && --depth === 0) return at;
  }
  return -1;
}
