/**
 * The token of an answer with many runs: how far each of them was read. A later request may name other runs; those are read from their
 * beginning. Reads no store.
 *
 * @module
 */
import { readCursor, writeCursor } from "./write_metrics.ts";

/** How far a run was read. */
export interface RunPosition {
  id: string;
  generation: number;
  rev: number;
  isComplete: boolean;
}

/** So many characters of the end of an id, which is random, tell runs apart. */
const TAIL_CHARS = 12, COMPLETE = "c";

const tailOf = (id: string) => id.slice(-TAIL_CHARS);

/** The token of these positions. */
export const writeManyCursor = (positions: readonly RunPosition[]): string =>
  positions.map(({ id, generation, rev, isComplete }) =>
    `${tailOf(id)}.${writeCursor(generation, rev)}${isComplete ? COMPLETE : ""}`
  ).join("_");

/** Finds the position of a run in a token; null when the text is no token. A run that is not in it has the position null. */
export function readManyCursor(token: string): ((id: string) => RunPosition | null) | null {
  const known = new Map<string, Omit<RunPosition, "id">>();
  for (const part of token.split("_").filter(Boolean)) {
    const [, tail = "", cursor = "", mark] = /^([\da-f]{12})\.([\d.]+)(c?)$/.exec(part) ?? [];
    const position = readCursor(cursor);
    if (!position) return null;
    known.set(tail, { ...position, isComplete: mark === COMPLETE });
  }
  return (id) => {
    const position = known.get(tailOf(id));
    return position ? { id, ...position } : null;
  };
}
