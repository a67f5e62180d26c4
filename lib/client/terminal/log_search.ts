/**
 * Finds the next matching line in a log of any length. Lines that the page holds are searched there; the others are requested page
 * by page until one matches.
 *
 * @module
 */
import type { LineStore, LogLine } from "./line_store.ts";

/** Lines per request while searching. */
export const SEARCH_PAGE_LINES = 2_000;

/** What to search for and where. */
export interface LogSearch {
  store: LineStore;
  /** True when this line's text matches. */
  matches(text: string): boolean;
  /** The search starts at the line after (or before) this one. */
  from: number;
  direction: "older" | "newer";
  /** Requests at most `count` lines, starting at `first`, in order. */
  read(first: number, count: number): Promise<LogLine[]>;
  /** Called with the line that the search has reached, once per page. */
  onProgress(line: number): void;
}

/** Finds the number of the nearest matching line; null when there is none in that direction. */
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

/** Searches one page from the server. The page starts at `line`, or ends there when searching for older lines. */
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
