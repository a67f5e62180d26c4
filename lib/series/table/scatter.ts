/**
 * A scatter of two columns of a table of runs: where each dot is, 0 to 1 on both axes, and the marks of the axes. Pure, both sides.
 *
 * @module
 */
import type { WireRow } from "../../wire.ts";
import { listTicks, rangeOf } from "../axis.ts";
import { cellOf, type TableColumn } from "./table_columns.ts";

/** One axis of a scatter. */
export interface ScatterAxis {
  column: TableColumn;
  isLog: boolean;
}

/** A dot of a run. Both positions are shares of the plot, from the left and from the bottom. */
export interface ScatterDot {
  id: string;
  name: string;
  x: number;
  y: number;
  values: { x: number; y: number };
}

/** A mark of an axis. */
export interface ScatterTick {
  value: number;
  at: number;
}

/** What to draw. */
export interface ScatterPlot {
  dots: ScatterDot[];
  x: ScatterTick[];
  y: ScatterTick[];
  /** Runs without a finite number in both columns; on a logarithmic axis, those at 0 or below, too. */
  leftOut: number;
}

const GAPS = 5;

/** Powers of ten, or where there are too few of them also their double and fivefold. */
function logTicks(low: number, high: number): number[] {
  const first = Math.floor(Math.log10(low)), last = Math.ceil(Math.log10(high));
  const steps = last - first <= 2 ? [1, 2, 5] : [1];
  const all: number[] = [];
  for (let power = first; power <= last; power++) for (const step of steps) all.push(step * 10 ** power);
  const inside = all.filter((value) => value >= low * 0.999 && value <= high * 1.001);
  return inside.filter((_, at) => at % Math.ceil(inside.length / (GAPS + 2)) === 0);
}

/** An axis over all of these values: where each stands, 0 to 1, and its marks. */
export function spanAxis(
  values: readonly number[],
  isLog: boolean,
): { place: (value: number) => number; ticks: ScatterTick[] } {
  const low = values.reduce((least, value) => Math.min(least, value), Infinity);
  const high = values.reduce((most, value) => Math.max(most, value), -Infinity);
  const write = isLog ? Math.log10 : (value: number) => value, from = write(low), span = write(high) - from;
  const place = (value: number) => span === 0 ? 0.5 : (write(value) - from) / span;
  const ticks = isLog ? logTicks(low, high) : listTicks(rangeOf([values]), GAPS);
  return { place, ticks: ticks.map((value) => ({ value, at: place(value) })).filter(({ at }) => at >= 0 && at <= 1) };
}

const isDrawn = (value: unknown, isLog: boolean): value is number =>
  typeof value === "number" && Number.isFinite(value) && (!isLog || value > 0);

/** Places a dot for each run that has a number in both columns. */
export function plotScatter(
  rows: readonly WireRow[],
  { x, y, now }: { x: ScatterAxis; y: ScatterAxis; now: number },
): ScatterPlot {
  const found = rows.flatMap((row) => {
    const values = { x: cellOf(row, x.column, now), y: cellOf(row, y.column, now) };
    if (!isDrawn(values.x, x.isLog) || !isDrawn(values.y, y.isLog)) return [];
    return [{ id: row.id, name: row.name, values: { x: values.x, y: values.y } }];
  });
  if (found.length === 0) return { dots: [], x: [], y: [], leftOut: rows.length };
  const across = spanAxis(found.map(({ values }) => values.x), x.isLog);
  const up = spanAxis(found.map(({ values }) => values.y), y.isLog);
  return {
    dots: found.map((each) => ({ ...each, x: across.place(each.values.x), y: up.place(each.values.y) })),
    x: across.ticks,
    y: up.ticks,
    leftOut: rows.length - found.length,
  };
}

/** Columns whose cells are numbers in some run. */
export const numberColumns = (
  rows: readonly WireRow[],
  columns: readonly TableColumn[],
  now: number,
): TableColumn[] => columns.filter((column) => rows.some((row) => isDrawn(cellOf(row, column, now), false)));
