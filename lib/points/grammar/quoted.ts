/**
 * Finds texts in quotes with a number among their words, as the value of a field: `variant='20% pruned'`. The number is part of the text, which
 * may set the line apart. Doesn't decide whether it does.
 *
 * @module
 */
import type { Source } from "../scan/source.ts";
import { isCounterRole, understandName } from "../words/name.ts";
import { isIdleField } from "../words/tag_words.ts";
import { beginsWithTime, unitLength } from "../words/units.ts";

/** A text with one number in it, which changes from line to line. */
export interface QuotedText {
  /** Index of the number. */
  slot: number;
  before: string;
  behind: string;
}

/** What stands before the number: a field's name, its mark, and the text's words before the number. Before its end, the rest of the text. */
const OPENED = /(?<![\p{L}\d_])([\p{L}_]{2,20})["']?\s?[:=]\s?(["'])([^"'=:]{0,30})$/u,
  CLOSED = /^([^"'=:]{0,30})(["'])/;
const TEXT_MAX_CHARS = 60;
/** Words behind a number that are not its unit. */
const WORDS = /^%?[\w.-]* *\p{L}{2}/u;

/** The text around a number; null where the number is a value: alone, with its unit or a remark, or behind its own name. */
export function quotedAround(slot: number, { text, shape }: Source): QuotedText | null {
  const start = shape.start[slot]!, end = shape.end[slot]!;
  const [, key = "", open, before = ""] = OPENED.exec(text.slice(Math.max(0, start - TEXT_MAX_CHARS), start)) ?? [];
  const [, behind = "", close] = CLOSED.exec(text.slice(end, end + TEXT_MAX_CHARS)) ?? [];
  if (key === "" || open !== close || understandName(key).known || isValue(before.trim(), behind)) return null;
  return { slot, before, behind };
}

/** True for words of which a number among them is a value. */
function isValue(before: string, behind: string): boolean {
  if (before !== "") return isNamed(before.split(" ").at(-1)!);
  return !WORDS.test(behind) || beginsWithTime(behind) || unitLength(`${behind} x`) > 1 || isNamed(behind.trim());
}

/** True for a name that a program prints a number under, or a counter. */
function isNamed(word: string): boolean {
  const { known, role } = understandName(word);
  return known || isCounterRole(role);
}

/** True where the text may say what its line is of: it stands in such a field, and has no other number. */
export function mayTell({ slot, before, behind }: QuotedText, { text, shape }: Source): boolean {
  const key = OPENED.exec(text.slice(0, shape.start[slot]))?.[1] ?? "";
  return !isIdleField(key) && !/\d/.test(before + behind);
}
