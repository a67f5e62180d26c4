/**
 * Geometry of the server's chart: ranges, round tick values, paths on a unit plane. No markup.
 *
 * @module
 */
/** Side of the square that paths are drawn on; the page stretches it. */
export const PLANE = 1000;

/** Ticks closer together than this have no decimal notation worth showing. */
const SMALLEST_GAP = 1e-90;

/** Points to draw; `Columns` of the model are such. */
export interface Line {
  step: ArrayLike<number>;
  value: ArrayLike<number>;
}

/** Lowest and highest of what is drawn. */
export interface Range {
  low: number;
  high: number;
}

/** Range of the numbers among the values, 0 to 1 when there are none; a single value gets room around it. */
export function rangeOf(columns: readonly ArrayLike<number>[]): Range {
  let low = Infinity;
  let high = -Infinity;
  for (const column of columns) {
    for (let at = 0; at < column.length; at++) {
      const value = column[at]!;
      if (!Number.isFinite(value)) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  if (low > high) return { low: 0, high: 1 };
  if (low === high) {
    const room = Math.abs(low) / 2 || 0.5;
    return { low: low - room, high: high + room };
  }
  return { low, high };
}

/**
 * Round values within the range, about `count` of them: 1, 2 or 5 times a power of ten apart.
 *
 * @example
 * ```ts
 * import { listTicks } from "./plot.ts";
 * listTicks({ low: 0, high: 10 }, 5); // [0, 2, 4, 6, 8, 10]
 * ```
 */
export function listTicks({ low, high }: Range, count: number): number[] {
  const rough = (high - low) / count;
  if (!(rough > SMALLEST_GAP) || !Number.isFinite(rough)) return [];
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((each) => each * power >= rough * 0.999) ?? 10;
  const gap = factor * power;
  const first = Math.ceil(low / gap - 1e-9);
  const last = Math.floor(high / gap + 1e-9);
  const digits = Math.max(0, 1 - Math.floor(Math.log10(gap)));
  const room = (high - low) * 1e-9;
  return Array.from(
    { length: Math.min(50, last - first + 1) },
    (_, index) => Number(((first + index) * gap).toFixed(digits)),
  ).filter((tick) => tick >= low - room && tick <= high + room);
}

/** Where a value is within its range, 0 to 1. */
export function placeOf(value: number, { low, high }: Range): number {
  return (value - low) / (high - low);
}

/** SVG path of a metric on the plane; pen up at a value that is no number and where the step goes back. */
export function pathOf(columns: Line, x: Range, y: Range): string {
  const parts: string[] = [];
  let isDown = false;
  let lastStep = -Infinity;
  for (let at = 0; at < columns.step.length; at++) {
    const step = columns.step[at]!;
    const value = columns.value[at]!;
    if (!Number.isFinite(value) || !Number.isFinite(step)) {
      isDown = false;
      continue;
    }
    const left = Math.round(placeOf(step, x) * PLANE * 10) / 10;
    const top = Math.round((1 - placeOf(value, y)) * PLANE * 10) / 10;
    parts.push(`${isDown && step >= lastStep ? "L" : "M"}${left} ${top}`);
    isDown = true;
    lastStep = step;
  }
  return parts.join("");
}
