/**
 * A scatter of two columns of a table of runs: where each dot is, 0 to 1 on both axes, and both axes. Pure, both sides.
 *
 * @module
 */
import { formatNumber } from "../../text/format.ts";
import type { WireRow } from "../../wire.ts";
import { createXAxis, createYAxis, describePosition } from "../any_axis.ts";
import { placeAxis, type PlacedAxis } from "../placed_axis.ts";
import { writeElapsed } from "../time_ticks.ts";
import { nameXAxis } from "../x_axis.ts";
import { cellOf, type TableColumn } from "./table_columns.ts";

/** One axis of a scatter. */
export interface ScatterAxis {
  column: TableColumn;
  /** What the axis shows, in words. */
  title: string;
  isLog: boolean;
  /** How many minutes clocks are ahead of UTC. */
  zone: number;
}

/** A dot of a run. Both positions are shares of the plot, from the left and from the bottom. */
export interface ScatterDot {
  id: string;
  name: string;
  x: number;
  y: number;
  /** Both values in words. */
  texts: { x: string; y: string };
}

/** What to draw. */
export interface ScatterPlot {
  dots: ScatterDot[];
  x: PlacedAxis;
  y: PlacedAxis;
  /** Runs without a finite number in both columns; on a logarithmic axis, those at 0 or below, too. */
  leftOut: number;
}

/** The axis of a column: a clock, a length of time, or numbers. A clock has no logarithm. */
function createAxis(values: readonly number[], { column: { kind }, isLog, title, zone }: ScatterAxis): PlacedAxis {
  if (kind === "time") {
    const axis = createXAxis([values], { x: "time", zone });
    return placeAxis({ ...axis, title: axis.title.replace(nameXAxis("time"), title) });
  }
  const y = isLog ? "log" : "linear";
  if (kind !== "duration") return placeAxis(createYAxis([values], { y, title }), { isLog });
  if (!isLog) return placeAxis({ ...createXAxis([values], { x: "elapsed" }), title });
  return placeAxis(createYAxis([values], { y, title: `${title}, s` }), { isLog });
}

/** The value of a cell in words. */
function writeValue(value: number, { column: { kind }, zone }: ScatterAxis): string {
  if (kind === "duration") return writeElapsed([Number(value.toFixed(3))])[0]!;
  return kind === "time" ? describePosition(value, { x: "time", zone }) : formatNumber(value);
}

/** What an axis shows of a cell; null where it can't be drawn. Durations are in seconds there. */
function numberOf(row: WireRow, { column, isLog }: ScatterAxis, now: number): number | null {
  const cell = cellOf(row, column, now);
  if (!isDrawn(cell, isLog && column.kind !== "time")) return null;
  return column.kind === "duration" ? cell / 1000 : cell;
}

const isDrawn = (value: unknown, isLog: boolean): value is number =>
  typeof value === "number" && Number.isFinite(value) && (!isLog || value > 0);

/** Places a dot for each run that has a number in both columns. */
export function plotScatter(
  rows: readonly WireRow[],
  { x, y, now }: { x: ScatterAxis; y: ScatterAxis; now: number },
): ScatterPlot {
  const found = rows.flatMap((row) => {
    const across = numberOf(row, x, now), up = numberOf(row, y, now);
    return across === null || up === null ? [] : [{ id: row.id, name: row.name, x: across, y: up }];
  });
  const across = createAxis(found.map((each) => each.x), x), up = createAxis(found.map((each) => each.y), y);
  const dots = found.map(({ id, name, ...value }) => ({
    ...{ id, name, x: across.place(value.x), y: up.place(value.y) },
    texts: { x: writeValue(value.x, x), y: writeValue(value.y, y) },
  }));
  return { dots, x: across, y: up, leftOut: rows.length - found.length };
}

/** Columns whose cells are numbers in some run. */
export const numberColumns = (
  rows: readonly WireRow[],
  columns: readonly TableColumn[],
  now: number,
): TableColumn[] => columns.filter((column) => rows.some((row) => isDrawn(cellOf(row, column, now), false)));
