/**
 * Thinning points that pass by and are too many to be held: stretches of equal length, of each the lowest and the highest point, and the
 * first and the last of all. How many there will be need not be known: whenever too many are kept, stretches double.
 *
 * @module
 */
import { findExtremes } from "../series/extremes.ts";
import { COLUMN_NAMES, createPointColumns, type PointColumns, viewColumns } from "./columns.ts";

/** What passes, and how many points are kept. */
export interface Thinning {
  /** Points kept at most, 16 or more; where more pass, at least a quarter as many. */
  most: number;
  /** Only points of these steps pass, both included. */
  minStep: number;
  maxStep: number;
}

/** Takes points in order. */
export interface ThinStream {
  /** Takes the first `count` points of columns. */
  add(columns: PointColumns, count: number): void;
  finish(): PointColumns;
}

function copyPoint(target: PointColumns, to: number, source: PointColumns, from: number): void {
  for (const name of COLUMN_NAMES) target[name][to] = source[name][from]!;
}

/** Begins to thin. */
export function thinStream({ most, minStep, maxStep }: Thinning): ThinStream {
  const kept = createPointColumns(most), newest = createPointColumns(1);
  // Up to `settled` are the extremes of whole stretches, behind them those of the open one, of which `taken` points passed.
  let stretch = 1, taken = 0, settled = 0, length = 0;

  /** Keeps the extremes of kept points from a place on, at place `to`; gives the place behind them. */
  const squeeze = (from: number, end: number, to: number): number => {
    for (const at of findExtremes(kept.value, from, end)) copyPoint(kept, to++, kept, at);
    return to;
  };
  const settle = () => {
    settled = length;
    taken = 0;
  };
  const double = () => {
    let to = 1; // the first of all stays
    for (let from = 1; from < length; from += 4) to = squeeze(from, Math.min(from + 4, length), to);
    length = to;
    settle();
    stretch = stretch === 1 ? 4 : 2 * stretch;
  };
  /** Takes points that lie in one stretch. */
  const take = (columns: PointColumns, from: number, end: number) => {
    if (length + 3 > most) double();
    for (const at of findExtremes(columns.value, from, end)) copyPoint(kept, length++, columns, at);
    if (length - settled > 2) length = squeeze(settled, length, settled);
    copyPoint(newest, 0, columns, end - 1);
    taken += end - from;
    if (taken >= stretch) settle();
  };
  return {
    add(columns, count) {
      const isIn = (i: number) => columns.step[i]! >= minStep && columns.step[i]! <= maxStep;
      for (let i = 0, end = 0; i < count; i = end) {
        for (end = i; end < Math.min(count, i + stretch - taken) && isIn(end);) end++;
        if (end > i) take(columns, i, end);
        else end++;
      }
    },
    finish() {
      const isKept = COLUMN_NAMES.every((name) => Object.is(kept[name][length - 1], newest[name][0]));
      if (length > 0 && !isKept) copyPoint(kept, length++, newest, 0);
      return viewColumns(kept, 0, length);
    },
  };
}
