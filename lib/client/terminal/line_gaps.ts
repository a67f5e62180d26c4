/**
 * Finds out which lines of a log the page must request, and drops distant ones, so that memory stays bounded for a log of any length. Pure.
 *
 * @module
 */
import { LINES_PER_REQUEST, type LineStore } from "./line_store.ts";

/** Lines to request. */
export interface LineGap {
  first: number;
  count: number;
}

/** Most lines that are held. Beyond that, the lines farthest from what is shown are dropped. */
export const LINES_HELD = 20_000;

/**
 * The next request that is needed to hold lines `first` to `last`; null when all are held. It starts at the first missing line,
 * and ends at the last missing one when the lines below are held. It is as long as one request may be.
 */
export function missingLines(store: LineStore, first: number, last: number): LineGap | null {
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
