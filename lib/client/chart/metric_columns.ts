/**
 * Decodes the points of the API's answers and merges them with the points that the page holds. Draws and thins nothing.
 *
 * @module
 */
import type { Columns } from "../../model.ts";
import { createColumns, joinColumns, pickColumns } from "../../series/columns.ts";
import type { WireColumns, WirePoint } from "../../wire.ts";

/** Earlier points of the same line that are compared with a point. A line holds few points of one metric. */
const COMPARED_POINTS = 100;

/** The columns of an answer in `format=json`. */
export function decodePoints(points: readonly WirePoint[]): Columns {
  const columns = createColumns(points.length);
  for (const [at, point] of points.entries()) {
    columns.step[at] = point.step;
    columns.value[at] = Number(point.value);
    columns.time[at] = Date.parse(point.timestamp);
    columns.line[at] = point.line;
    columns.epoch[at] = point.epoch ?? NaN;
    columns.globalStep[at] = point.global_step ?? NaN;
  }
  return columns;
}

/** The columns of an answer in `format=columns`. */
export function decodeColumns(wire: WireColumns): Columns {
  const columns = createColumns(wire.step.length);
  columns.step.set(wire.step);
  columns.value.set(wire.value.map(Number));
  columns.time.set(wire.timestamp);
  columns.line.set(wire.line);
  columns.epoch.set(wire.epoch.map((epoch) => epoch ?? NaN));
  columns.globalStep.set(wire.global_step.map((step) => step ?? NaN));
  return columns;
}

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
