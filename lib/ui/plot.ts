/**
 * Turns the points of a metric into an SVG path. The path lies on a square plane that the page stretches to the chart's size.
 *
 * @module
 */
import { fractionOf, type Range } from "../series/axis.ts";
import { isNewSegment } from "../series/segments.ts";

/** Side of the square plane. */
export const PLANE = 1000;

/** Points to draw. `Columns` of the model are such. */
export interface Line {
  step: ArrayLike<number>;
  value: ArrayLike<number>;
  /** Positions on the x axis; the steps by default. */
  x?: ArrayLike<number>;
}

/** What a path shows of a metric. */
export interface PathOptions {
  x: Range;
  y: Range;
  /** Parts of a unit of the plane that are told apart: 10 by default, 1 for a small drawing. */
  parts?: number;
}

/** The SVG path of a metric. A new stroke starts after a value that is not finite and where the step or x goes back. */
export function pathOf(columns: Line, { x, y, parts: exact = 10 }: PathOptions): string {
  const path: string[] = [], positions = columns.x ?? columns.step, line = { step: columns.step, x: positions };
  let isDown = false;
  let before = -1;
  for (let at = 0; at < columns.step.length; at++) {
    const value = columns.value[at]!, position = positions[at]!;
    if (!Number.isFinite(value) || !Number.isFinite(position)) {
      isDown = false;
      continue;
    }
    const left = Math.round(fractionOf(position, x) * PLANE * exact) / exact;
    const top = Math.round((1 - fractionOf(value, y)) * PLANE * exact) / exact;
    path.push(`${isDown && !isNewSegment(line, at, before) ? "L" : "M"}${left} ${top}`);
    isDown = true;
    before = at;
  }
  return drawAlone(path.join(""));
}

/** A path with the points that stand alone: without a line of no length, round caps draw no dot. */
export const drawAlone = (path: string): string => path.replaceAll(/M[^ML]+(?=M|$)/g, "$&h0");
