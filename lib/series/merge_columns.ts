/**
 * Merges points of one metric that were read at different times or in different ranges. Pure.
 *
 * @module
 */
import type { Columns } from "../model.ts";
import { joinColumns, pickColumns } from "./columns.ts";

/** Earlier points of the same line that are compared with a point. A line holds few points of one metric. */
const COMPARED_POINTS = 100;

/** The points of both in the order of the log, each once. Receiving an answer twice, or an early line's points late, does no harm. */
export function mergeColumns(held: Columns, received: Columns): Columns {
  if (received.step.length === 0) return held;
  const all = joinColumns(held, received);
  if (isInOrder(all.line, held.line.length)) return all;
  const order = Array.from(all.line.keys()).sort((a, b) => all.line[a]! - all.line[b]! || a - b);
  return pickColumns(all, order.filter((_, at) => !isRepeated(all, order, at)));
}

/** True when lines from `from` on come one after the other, and after the one before: the usual news of a live run. */
function isInOrder(lines: Uint32Array, from: number): boolean {
  for (let at = Math.max(1, from); at < lines.length; at++) {
    if (lines[at]! <= lines[at - 1]!) return false;
  }
  return true;
}

/** True when an earlier point of the same line has the same step and value. */
function isRepeated(all: Columns, order: readonly number[], at: number): boolean {
  const point = order[at]!;
  for (let before = at - 1; before >= Math.max(0, at - COMPARED_POINTS); before--) {
    const other = order[before]!;
    if (all.line[other] !== all.line[point]) return false;
    if (all.step[other] === all.step[point] && Object.is(all.value[other], all.value[point])) return true;
  }
  return false;
}
