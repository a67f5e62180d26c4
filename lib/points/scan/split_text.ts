/**
 * Splits texts at marks. Each character is looked up once in a table, where an expression would be run again for each part.
 *
 * @module
 */

/** White space, as `\s` has it. */
const SPACES = "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a" +
  "\u2028\u2029\u202f\u205f\u3000\ufeff";

/** 1 for each mark, by its code. */
function tableOf(marks: string): Uint8Array {
  const table = new Uint8Array(0x1_0000);
  for (let at = 0; at < marks.length; at++) table[marks.charCodeAt(at)] = 1;
  return table;
}

const IS_SPACE = tableOf(SPACES);

/** True for a character that `\s` matches. */
export function isSpace(code: number): boolean {
  return IS_SPACE[code] === 1;
}

/**
 * Makes what splits a text at runs of marks: at the ends of the text, too, as `split` does with an expression.
 *
 * @example
 * ```ts
 * import { splitAt } from "./split_text.ts";
 * const parts = splitAt("_/");
 * parts("val_/loss"); // ["val", "loss"]
 * parts("_loss"); // ["", "loss"]
 * ```
 */
export function splitAt(marks: string): (text: string) => string[] {
  return splitWith(tableOf(marks));
}

/** Splits a text at white space, as `split(/\s+/)` does. */
export const spacedWords: (text: string) => string[] = splitWith(IS_SPACE);

function splitWith(isMark: Uint8Array): (text: string) => string[] {
  return (text) => {
    const parts: string[] = [], { length } = text;
    let from = 0;
    for (let at = 0; at < length; at++) {
      if (isMark[text.charCodeAt(at)] === 0) continue;
      parts.push(text.slice(from, at));
      while (at + 1 < length && isMark[text.charCodeAt(at + 1)] === 1) at++;
      from = at + 1;
    }
    parts.push(text.slice(from));
    return parts;
  };
}
