/**
 * Keeps what was found in a text, for questions that are asked of one text several times in a row. Keeps one text.
 *
 * @module
 */

/** The same function, which doesn't look again at the text that it was asked for last. What it finds must not be changed. */
export function keepLast<T>(find: (text: string) => T): (text: string) => T {
  let last: { text: string; found: T } | null = null;
  return (text) => {
    if (last === null || last.text !== text) last = { text, found: find(text) };
    return last.found;
  };
}
