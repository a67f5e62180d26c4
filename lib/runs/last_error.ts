/**
 * Finds the error that a failed program printed last: "RuntimeError: CUDA out of memory". Pure. Says nothing about programs that didn't fail:
 * a healthy log may mention any number of errors.
 *
 * @module
 */
import { stripVTControlCharacters } from "node:util";
import { ERROR_KINDS, type ErrorWeight, type FoundError } from "./error_kinds.ts";

/** Lines from the end of a log in which an error is searched. */
export const ERROR_LINES = 200;
/** A line that only looks like an error counts when it is among so many last lines with text. */
const HINT_LINES = 12;
/** A line has so many characters that are looked at. */
const LINE_CHARS = 2_000;

const WEIGHTS: readonly ErrorWeight[] = ["hint", "relay", "signal", "error", "cause", "limit"];

/** An error with its weight. */
export interface LastError extends FoundError {
  weight: ErrorWeight;
}

/** Index of the first line that is among the last ones with text. */
function startOfLast(lines: readonly string[], count: number): number {
  let index = lines.length;
  while (index > 0 && count > 0) if (lines[--index]!.trim() !== "") count--;
  return index;
}

/**
 * The error of the greatest weight, and of these the last. Only weights that are `wanted` count.
 *
 * @example
 * ```ts
 * import { findLastError } from "./last_error.ts";
 * findLastError(["epoch 1 loss 0.5", "fatal: no checkpoint"]); // { index: 1, message: "fatal: no checkpoint", weight: "hint" }
 * ```
 */
export function findLastError(
  log: readonly string[],
  wanted: ReadonlySet<ErrorWeight> = new Set(WEIGHTS),
): LastError | null {
  const lines = log.map((line) => stripVTControlCharacters(line.slice(0, LINE_CHARS)).trimEnd());
  const hintsFrom = startOfLast(lines, HINT_LINES);
  let best: LastError | null = null;
  const isBetter = (weight: ErrorWeight, index: number) =>
    best === null || WEIGHTS.indexOf(weight) > WEIGHTS.indexOf(best.weight) ||
    weight === best.weight && index >= best.index;
  for (let at = Math.max(0, lines.length - ERROR_LINES); at < lines.length; at++) {
    for (const { weight, find } of ERROR_KINDS) {
      const found = wanted.has(weight) && (weight !== "hint" || at >= hintsFrom) ? find(lines, at) : null;
      if (found && isBetter(weight, found.index)) best = { ...found, weight };
    }
  }
  return best;
}
