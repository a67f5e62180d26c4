/**
 * Finds words for one of several things that a program trains or measures side by side: `Client 3`, `Region 82`, `agent 2`. The number behind
 * such a word says which one it is, and counts nothing.
 *
 * @module
 */
import { RUN_WORDS } from "./tables/run_words.ts";
import { wordsIn } from "./tables/table.ts";

const { part, partAlone: alone } = RUN_WORDS;
const PARTS: ReadonlySet<string> = new Set(wordsIn(part)), ALONE: ReadonlySet<string> = new Set(wordsIn(alone));
const MARKED = /(?:[_ ]?(?:id|no\.?|number|idx|index))?[\s#:]*$/i;

/** The word for a part that a text ends with: `client` of `Client`, `client_id`, `Global client #`. Empty without one. */
export function partAtEnd(text: string): string {
  const word = /[\p{L}\p{M}]+$/u.exec(text.replace(MARKED, ""))?.[0].toLowerCase() ?? "";
  return PARTS.has(word) ? word : "";
}

/** The same for a text that is nothing but a word for a part which elsewhere belongs to a metric's name: `Class 3 (road): IoU 0.5`. */
export function partAlone(text: string): string {
  const word = text.toLowerCase();
  return ALONE.has(word) ? word : "";
}
