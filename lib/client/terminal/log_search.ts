/**
 * Finding the next line with some words in a log of any length: what the page holds first, then page by page from the
 * server, which is asked for no more than it takes.
 *
 * @module
 */
import type { LineStore, LogLine } from "./line_store.ts";

/** Lines asked for at once while searching. */
export const SEARCH_PAGE_LINES = 2_000;

/** What to look for and where. */
export interface LogSearch {
  store: LineStore;
  /** Tells whether a line is one that is looked for. */
  matches(text: string): boolean;
  /** Search begins at the line after (or before) this one. */
  from: number;
  direction: "older" | "newer";
  /** Lines from `first` on, at most `count`, in order. */
  read(first: number, count: number): Promise<LogLine[]>;
  /** Called with the line the search has come to, once a page. */
  onProgress(line: number): void;
}

/** Number of the nearest such line, or null when there is none in that direction. Holds what it read in `store`. */
export async function findLine(search: LogSearch): Promise<number | null> {
  const { store, matches, direction } = search;
  const step = direction === "older" ? -1 : 1;
  let line = search.from + step;
  while (line >= 1 && line <= store.lastLine) {
    const text = store.texts.get(line);
    if (text === undefined) {
      const found = await searchPage(search, line);
      if (found.match !== null) return found.match;
      line = found.next;
      continue;
    }
    if (matches(text)) return line;
    line += step;
  }
  return null;
}

/** One page from the server, beginning (or, backwards, ending) at `line`. */
async function searchPage(
  { store, matches, direction, read, onProgress }: LogSearch,
  line: number,
): Promise<{ match: number | null; next: number }> {
  onProgress(line);
  const isOlder = direction === "older";
  const first = isOlder ? Math.max(1, line - SEARCH_PAGE_LINES + 1) : line;
  const count = isOlder ? line - first + 1 : SEARCH_PAGE_LINES;
  const lines = await read(first, count);
  const ordered = isOlder ? lines.toReversed() : lines;
  const next = isOlder ? first - 1 : Math.max(line, ordered.at(-1)?.line ?? store.lastLine) + 1;
  const hit = ordered.find((each) => matches(each.text));
  return { match: hit?.line ?? null, next };
}
