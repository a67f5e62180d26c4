/**
 * The lines of a log that the page holds: those around where the reader looked. Finds out which are missing, and drops distant
 * ones, so that memory stays bounded for a log of any length.
 *
 * @module
 */
import type { WireLine } from "../../wire.ts";

/** Most lines that are held. Beyond that, the lines farthest from what is shown are dropped. */
export const LINES_HELD = 20_000;
/** Lines per request. */
export const LINES_PER_REQUEST = 500;

/** Some lines of a log. Line numbers start at 1. */
export interface LineStore {
  texts: Map<number, string>;
  /** Number of the log's last line, held or not; 0 for an empty log. */
  lastLine: number;
}

/** A line of the API's answer. */
export type LogLine = Pick<WireLine, "line" | "text">;

/** Creates a store with these lines of a log that has `lastLine` lines. */
export function createLineStore(lines: readonly LogLine[], lastLine: number): LineStore {
  const store: LineStore = { texts: new Map(), lastLine };
  putLines(store, lines, lastLine);
  return store;
}

/** Adds or replaces lines. `lastLine` never shrinks. Returns true when anything changed. */
export function putLines(store: LineStore, lines: readonly LogLine[], lastLine: number): boolean {
  let isChanged = lastLine > store.lastLine;
  store.lastLine = Math.max(store.lastLine, lastLine);
  for (const { line, text } of lines) {
    if (store.texts.get(line) === text) continue;
    store.texts.set(line, text);
    store.lastLine = Math.max(store.lastLine, line);
    isChanged = true;
  }
  return isChanged;
}

/**
 * The next request that is needed to hold lines `first` to `last`; null when all are held. It starts at the first missing line,
 * and ends at the last missing one when the lines below are held. It is as long as one request may be.
 */
export function missingLines(
  store: LineStore,
  first: number,
  last: number,
): { first: number; count: number } | null {
  const from = Math.max(1, first);
  const to = Math.min(last, store.lastLine);
  let lowest = from;
  while (lowest <= to && store.texts.has(lowest)) lowest++;
  if (lowest > to) return null;
  let highest = to;
  while (store.texts.has(highest)) highest--;
  const isHeldBelow = store.texts.has(highest + 1) && !store.texts.has(lowest - 1);
  if (!isHeldBelow) return { first: lowest, count: LINES_PER_REQUEST };
  const start = Math.max(1, highest - LINES_PER_REQUEST + 1);
  return { first: Math.min(start, lowest), count: highest - Math.min(start, lowest) + 1 };
}

/** Drops the lines farthest from line `centre` when more than `LINES_HELD` are held. */
export function forgetFarLines(store: LineStore, centre: number): void {
  if (store.texts.size <= LINES_HELD) return;
  const byDistance = [...store.texts.keys()].sort((a, b) => Math.abs(a - centre) - Math.abs(b - centre));
  for (const line of byDistance.slice(LINES_HELD / 2)) store.texts.delete(line);
}
