/**
 * Decodes the points of the API's answers. Draws and thins nothing.
 *
 * @module
 */
import type { Columns } from "../../model.ts";
import { createColumns } from "../../series/columns.ts";
import type { WireColumns, WirePoint } from "../../wire/points.ts";

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
