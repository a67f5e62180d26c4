/**
 * Thins a series that is too long to be held. It is cut into stretches of equal length; the lowest and the highest point of each are
 * kept, and the first and the last point of all. The length of the series need not be known: when too many points are kept, stretches
 * double in length.
 *
 * @module
 */
import { findExtremes } from "../series/extremes.ts";
import { type PointRange, selectRange } from "./point_range.ts";
import { COLUMN_NAMES, createPointColumns, type PointColumns, viewColumns } from "./columns.ts";

/** Which points are thinned, and how many are kept. */
export interface Thinning {
  /** Most points that are kept, at least 16. A longer series keeps at least a quarter as many. */
  most: number;
  /** Other points are left out. */
  range: PointRange;
}

/** Receives the points of a series in order. */
export interface ThinStream {
  /** Adds the first `count` points of the columns. */
  add(columns: PointColumns, count: number): void;
  /** The points that are kept. */
  finish(): PointColumns;
}

/** Points kept so far. The first `settled` belong to finished stretches, those up to `length` to the open one. */
interface Kept {
  most: number;
  columns: PointColumns;
  length: number;
  settled: number;
  /** Points in one stretch. */
  stretch: number;
  /** Points of the open stretch that were added. */
  added: number;
  /** The last point that was added. */
  newest: PointColumns;
}

function copyPoint(target: PointColumns, to: number, source: PointColumns, from: number): void {
  for (const name of COLUMN_NAMES) target[name][to] = source[name][from]!;
}

/** Moves the extremes of the kept points from `from` up to `end` to index `to`. Returns the index after them. */
function squeeze({ columns }: Kept, { from, end, to }: { from: number; end: number; to: number }): number {
  for (const at of findExtremes(columns.value, from, end)) copyPoint(columns, to++, columns, at);
  return to;
}

function endStretch(kept: Kept): void {
  kept.settled = kept.length;
  kept.added = 0;
}

/** Joins every two stretches (four kept points) to one. The very first point stays. */
function doubleStretches(kept: Kept): void {
  let to = 1;
  for (let from = 1; from < kept.length; from += 4) {
    to = squeeze(kept, { from, end: Math.min(from + 4, kept.length), to });
  }
  kept.length = to;
  kept.stretch = kept.stretch === 1 ? 4 : 2 * kept.stretch;
  endStretch(kept);
}

/** Adds points that lie in one stretch. */
function addPart(kept: Kept, source: PointColumns, { from, end }: { from: number; end: number }): void {
  if (kept.length + 3 > kept.most) doubleStretches(kept);
  for (const at of findExtremes(source.value, from, end)) copyPoint(kept.columns, kept.length++, source, at);
  const { settled, length } = kept;
  if (length - settled > 2) kept.length = squeeze(kept, { from: settled, end: length, to: settled });
  copyPoint(kept.newest, 0, source, end - 1);
  kept.added += end - from;
  if (kept.added >= kept.stretch) endStretch(kept);
}

function addNewest(kept: Kept): void {
  const { columns, length, newest } = kept;
  const isKept = COLUMN_NAMES.every((name) => Object.is(columns[name][length - 1], newest[name][0]));
  if (length > 0 && !isKept) copyPoint(columns, kept.length++, newest, 0);
}

/** Creates a stream that thins the points added to it. */
export function thinStream({ most, range }: Thinning): ThinStream {
  const columns = createPointColumns(most), newest = createPointColumns(1);
  const kept: Kept = { most, columns, length: 0, settled: 0, stretch: 1, added: 0, newest };
  return {
    add(source, count) {
      const points = selectRange(viewColumns(source, 0, count), range), all = points.step.length;
      for (let from = 0, end = 0; from < all; from = end) {
        end = Math.min(all, from + kept.stretch - kept.added);
        addPart(kept, points, { from, end });
      }
    },
    finish() {
      addNewest(kept);
      return viewColumns(columns, 0, kept.length);
    },
  };
}
