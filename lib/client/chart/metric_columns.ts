/**
 * The points of one metric as the page holds them: decoded from the wire, joined with what came later, in the order of
 * the log. Nothing is drawn or thinned here.
 *
 * @module
 */
import type { Columns } from "../../model.ts";
import { createColumns, joinColumns, pickColumns } from "../../series/columns.ts";
import type { WireColumns, WirePoint } from "../../wire.ts";

/** Columns of the points of an answer. */
export function decodePoints(points: readonly WirePoint[]): Columns {
  const columns = createColumns(points.length);
  for (const [at, point] of points.entries()) {
    columns.step[at] = point.step;
    columns.value[at] = Number(point.value);
    columns.time[at] = Date.parse(point.timestamp);
    columns.line[at] = point.line;
    columns.epoch[at] = point.epoch ?? NaN;
  }
  return columns;
}

/** The same from an answer in columns. */
export function decodeColumns(wire: WireColumns): Columns {
  const columns = createColumns(wire.step.length);
  columns.step.set(wire.step);
  columns.value.set(wire.value.map(Number));
  columns.time.set(wire.timestamp);
  columns.line.set(wire.line);
  columns.epoch.set(wire.epoch.map((epoch) => epoch ?? NaN));
  return columns;
}

/**
 * Both together in the order of the log, each point once: an answer that came twice, or points that were read late for
 * an early line, change nothing for the worse.
 */
export function mergeColumns(held: Columns, fresh: Columns): Columns {
  if (fresh.step.length === 0) return held;
  const all = joinColumns(held, fresh);
  const order = Array.from(all.line.keys()).sort((a, b) => all.line[a]! - all.line[b]! || a - b);
  return pickColumns(all, order.filter((at, place) => !repeats(all, at, order, place)));
}

/** True when a point of the same line before `place` is the same. A line holds few points of one metric. */
function repeats(all: Columns, at: number, order: readonly number[], place: number): boolean {
  for (let before = place - 1; before >= 0; before--) {
    const other = order[before]!;
    if (all.line[other] !== all.line[at]) return false;
    if (all.step[other] === all.step[at] && Object.is(all.value[other], all.value[at])) return true;
    if (place - before > 100) return false;
  }
  return false;
}
