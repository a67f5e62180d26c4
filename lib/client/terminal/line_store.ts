/**
 * The lines of a log that the page holds: those around where the reader looked. `line_gaps.ts` finds out which are missing, and drops distant
 * ones.
 *
 * @module
 */
import type { WireLine } from "../../wire.ts";

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

/** True when the page holds all of these lines that the log has. */
export function isHeld({ texts, lastLine }: LineStore, { first, last }: { first: number; last: number }): boolean {
  for (let line = Math.max(1, first); line <= Math.min(last, lastLine); line++) if (!texts.has(line)) return false;
  return true;
}
