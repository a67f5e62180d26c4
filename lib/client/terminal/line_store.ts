/**
 * The lines of a log that the page holds: some of all of them, wherever the reader looked. Knows what is missing and
 * lets go of what is far away, so that a log of any length costs bounded memory.
 *
 * @module
 */
import type { WireLine } from "../../wire.ts";

/** Lines that are kept; beyond it those farthest from where the reader looks go first. */
export const LINES_HELD = 20_000;
/** Lines asked for at once. */
export const LINES_PER_REQUEST = 500;

/** Some lines of a log, by number from 1. */
export interface LineStore {
  texts: Map<number, string>;
  /** Number of the log's last line, held or not; 0 for an empty log. */
  lastLine: number;
}

/** A line as an answer of the API brings it. */
export type LogLine = Pick<WireLine, "line" | "text">;

/** A store that holds these lines of a log of `lastLine` lines. */
export function createLineStore(lines: readonly LogLine[], lastLine: number): LineStore {
  const store: LineStore = { texts: new Map(), lastLine };
  putLines(store, lines, lastLine);
  return store;
}

/** Adds lines, or their newer state; `lastLine` only grows. True when anything changed. */
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
 * What to ask for so that lines `first` to `last` are held: the first that is missing, widened to a page in the
 * direction away from what is held. Null when all are there.
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

/** Lets go of the lines farthest from `centre` when more than `LINES_HELD` are held. */
export function forgetFarLines(store: LineStore, centre: number): void {
  if (store.texts.size <= LINES_HELD) return;
  const byDistance = [...store.texts.keys()].sort((a, b) => Math.abs(a - centre) - Math.abs(b - centre));
  for (const line of byDistance.slice(LINES_HELD / 2)) store.texts.delete(line);
}
