/**
 * Making, selecting and joining columns of points. Each function returns new columns; none changes what it is given.
 *
 * @module
 */
import type { Columns } from "../model.ts";

const NAMES = ["step", "value", "time", "line", "epoch", "globalStep"] as const satisfies readonly (keyof Columns)[];

/** Columns for `count` points, all zero. */
export function createColumns(count: number): Columns {
  return {
    step: new Float64Array(count),
    value: new Float64Array(count),
    time: new Float64Array(count),
    line: new Uint32Array(count),
    epoch: new Float64Array(count),
    globalStep: new Float64Array(count),
  };
}

/** Copies the points at these indexes, in the order of the indexes. */
export function pickColumns(columns: Columns, indexes: ArrayLike<number>): Columns {
  const picked = createColumns(indexes.length);
  for (let to = 0; to < indexes.length; to++) {
    const from = indexes[to]!;
    picked.step[to] = columns.step[from]!;
    picked.value[to] = columns.value[from]!;
    picked.time[to] = columns.time[from]!;
    picked.line[to] = columns.line[from]!;
    picked.epoch[to] = columns.epoch[from]!;
    picked.globalStep[to] = columns.globalStep[from]!;
  }
  return picked;
}

/** The points of `first`, then the points of `second`. */
export function joinColumns(first: Columns, second: Columns): Columns {
  const joined = createColumns(first.step.length + second.step.length);
  for (const name of NAMES) {
    joined[name].set(first[name]);
    joined[name].set(second[name], first.step.length);
  }
  return joined;
}
