/**
 * Finds lines by a text or by a regular expression, as a reader sees them: without escape codes, and without regard to case. The work on a
 * line is bounded and linear in its length.
 *
 * @module
 */
import { stripVTControlCharacters } from "node:util";
import { RE2JS } from "re2js";
import { InvalidInput } from "../errors.ts";

/** Characters of a line that are searched, and of what is searched for. */
const LINE_SEARCHED_CHARS = 16_384, QUERY_MAX_CHARS = 500;

/** True for a line that matches. */
export type LineSearch = (text: string) => boolean;

/**
 * Makes a search.
 *
 * @example
 * ```ts
 * import { createLineSearch } from "./line_search.ts";
 * createLineSearch("LOSS=nan", { isRegex: false })("step 3: loss=NaN"); // true
 * createLineSearch("loss=0\\.1\\d", { isRegex: true })("step 3: loss=0.12"); // true
 * ```
 *
 * @throws {InvalidInput} field `q` for a text that is empty or too long, or an expression that does not compile; it says where
 */
export function createLineSearch(query: string, { isRegex }: { isRegex: boolean }): LineSearch {
  if (query === "" || query.length > QUERY_MAX_CHARS) {
    throw new InvalidInput("q", `a search has 1 to ${QUERY_MAX_CHARS} characters, not ${query.length}`);
  }
  const found = isRegex ? compileSearch(query) : findPlain(query);
  return (text) => found(visibleText(text));
}

/** The part of a line that is searched. */
function visibleText(text: string): string {
  const seen = text.includes("\0") ? text.replaceAll("\0", "") : text;
  const part = seen.length > LINE_SEARCHED_CHARS ? seen.slice(0, LINE_SEARCHED_CHARS) : seen;
  return part.includes("\u001b") ? stripVTControlCharacters(part) : part;
}

function findPlain(query: string): LineSearch {
  const wanted = query.toLowerCase();
  return (text) => text.toLowerCase().includes(wanted);
}

function compileSearch(query: string): LineSearch {
  try {
    const pattern = RE2JS.compile(query, RE2JS.CASE_INSENSITIVE);
    return (text) => pattern.test(text);
  } catch (cause) {
    throw new InvalidInput("q", describeError(query, (cause as Error).message), { cause });
  }
}

/** The compiler's message quotes the part that it could not read: `missing closing ]: [ab`. */
function describeError(query: string, message: string): string {
  const text = message.replace(/^error parsing regexp: /, ""), part = /: `(.*)`$/.exec(text)?.[1];
  const at = part ? query.indexOf(part) : -1;
  return at < 0
    ? `the expression does not compile: ${text}`
    : `the expression does not compile at character ${at + 1}: ${text}`;
}
