/**
 * Remembers what was found for the texts that came last, in bounded memory: a log repeats few texts many times, and now and then it prints
 * thousands that never come again. Those don't push out what is in use.
 *
 * @module
 */

/** What is remembered, by its text or number. */
export interface Recent<Key, Value> {
  get(key: Key): Value | undefined;
  set(key: Key, value: Value): void;
  clear(): void;
}

/**
 * Makes an empty memory of at most `most` entries. The half that came first is dropped together, without what was asked for since.
 *
 * @example
 * ```ts
 * import { makeRecent } from "./recent.ts";
 * const lengths = makeRecent<string, number>(1000);
 * lengths.set("loss", 4);
 * lengths.get("loss"); // 4
 * ```
 */
export function makeRecent<Key, Value>(most: number): Recent<Key, Value> {
  let newer = new Map<Key, Value>(), older = new Map<Key, Value>();
  const set = (key: Key, value: Value) => {
    if (newer.size >= most / 2) [older, newer] = [newer, new Map()];
    newer.set(key, value);
  };
  return {
    get(key) {
      const known = newer.get(key);
      if (known !== undefined) return known;
      const before = older.get(key);
      if (before !== undefined) set(key, before);
      return before;
    },
    set,
    clear() {
      newer = new Map();
      older = new Map();
    },
  };
}
