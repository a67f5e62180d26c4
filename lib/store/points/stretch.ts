/**
 * What is kept of a stretch of a series, points that follow one another: its first, last, lowest and highest point, the sum and number
 * of its finite values, and what its points span. Stretches that follow one another merge into one without a look at their points.
 *
 * A stretch is a row of numbers, so that a page of them is stored as it is. docs/storage.md shows the row.
 *
 * @module
 */
import { COLUMN_NAMES, type OpenColumns, type PointColumns } from "./columns.ts";
import type { EvenColumn } from "./packing.ts";
import { type PointRange, RANGE_COLUMNS } from "./point_range.ts";
import { upperQuartile } from "../../series/gaps.ts";

/** The numbers of a stretch. */
export type Stretch = Float64Array;

/** Where a point stands in the row: its index in the series, then its columns. */
const POINT_NUMBERS = 1 + COLUMN_NAMES.length;
/** The points of a stretch. Without any number among its values, the lowest and the highest are the first. */
export const FIRST = 0, LOW = POINT_NUMBERS, HIGH = 2 * POINT_NUMBERS, LAST = 3 * POINT_NUMBERS;
const COUNT = 4 * POINT_NUMBERS, FINITE = COUNT + 1, SUM = COUNT + 2, CARRY = COUNT + 3;
/** Of each column that a range can be given by: lowest, highest, and how many are NaN. */
const SPANS = COUNT + 4, SPAN_NUMBERS = 3;
/** The longest way from a step to a later one, and the usual way. */
const GAP_FROM = SPANS + SPAN_NUMBERS * RANGE_COLUMNS.length, GAP_TO = GAP_FROM + 1, SPACING = GAP_FROM + 2;
/** Numbers in a row. */
export const STRETCH_NUMBERS = SPACING + 1;

/** Position of a column in a point. */
const at = (name: (typeof COLUMN_NAMES)[number]) => 1 + COLUMN_NAMES.indexOf(name);
const STEP = at("step"), VALUE = at("value"), REV = at("rev");

type Source = PointColumns | OpenColumns;

/** Points of a series: those from index `from` up to `end` (exclusive) of columns that begin at index `offset` of the series. */
export interface StretchBounds {
  from: number;
  end: number;
  offset: number;
}

/** Spacings of steps that are looked at to find the usual one. */
const SPACINGS_SAMPLED = 32;

/**
 * Measures at least one point.
 *
 * @param even columns that run evenly, in the order of `COLUMN_NAMES`, where that is known: their ends say everything
 */
export function measureStretch(
  columns: Source,
  { from, end, offset }: StretchBounds,
  even: readonly (EvenColumn | null)[] = [],
): Stretch {
  const stretch = new Float64Array(STRETCH_NUMBERS);
  stretch[COUNT] = end - from;
  const { low, high } = measureValues(stretch, columns.value, { from, end });
  for (const [place, index] of [[FIRST, from], [LOW, low], [HIGH, high], [LAST, end - 1]] as const) {
    stretch[place] = offset + index;
    COLUMN_NAMES.forEach((name, column) => stretch[place + 1 + column] = columns[name][index]!);
  }
  RANGE_COLUMNS.forEach((name, index) => {
    const column = columns[name], isEven = !!even[COLUMN_NAMES.indexOf(name)];
    measureSpan(stretch, SPANS + SPAN_NUMBERS * index, { column, from, end, isEven });
  });
  const { step } = columns, stride = even[COLUMN_NAMES.indexOf("step")]?.stride;
  if (stride === undefined) measureSpacing(stretch, step, { from, end });
  else if (stride > 0) widenGap(stretch, step[from]!, step[from + 1]!), stretch[SPACING] = stride;
  else stretch[SPACING] = NaN;
  return stretch;
}

type Indexes = Pick<StretchBounds, "from" | "end">;

/** Adds the finite values; the indexes of the lowest and the highest value. What rounding takes from the sum is carried (Neumaier 1974). */
function measureValues(stretch: Stretch, values: Float64Array, { from, end }: Indexes): { low: number; high: number } {
  let low = -1, high = -1, min = Infinity, max = -Infinity, sum = 0, carry = 0, finite = 0;
  for (let i = from; i < end; i++) {
    const value = values[i]!;
    if (value !== value) continue;
    if (value < min || low < 0) low = i, min = value;
    if (value > max || high < 0) high = i, max = value;
    if (value - value !== 0) continue; // an infinity
    const next = sum + value;
    carry += Math.abs(sum) >= Math.abs(value) ? (sum - next) + value : (value - next) + sum;
    sum = next;
    finite++;
  }
  stretch[FINITE] = finite;
  stretch[SUM] = sum;
  stretch[CARRY] = carry;
  return { low: low < 0 ? from : low, high: high < 0 ? from : high };
}

function addToSum(stretch: Stretch, value: number): void {
  const sum = stretch[SUM]!, next = sum + value;
  stretch[CARRY]! += Math.abs(sum) >= Math.abs(value) ? (sum - next) + value : (value - next) + sum;
  stretch[SUM] = next;
}

function measureSpan(
  stretch: Stretch,
  place: number,
  { column, from, end, isEven }: Indexes & { column: Float64Array; isEven: boolean },
): void {
  let low = Infinity, high = -Infinity, none = 0;
  const stride = isEven ? Math.max(1, end - 1 - from) : 1; // an even column lies between its ends
  for (let i = from; i < end; i += stride) {
    const value = column[i]!;
    if (value < low) low = value;
    if (value > high) high = value;
    if (value !== value) none++;
  }
  stretch[place] = low;
  stretch[place + 1] = high;
  stretch[place + 2] = isEven && none > 0 ? end - from : none;
}

function measureSpacing(stretch: Stretch, steps: Float64Array, { from, end }: Indexes): void {
  const stride = Math.max(1, Math.floor((end - from) / SPACINGS_SAMPLED)), sampled: number[] = [];
  let longest = 0, gap = -1;
  for (let i = from + 1; i < end; i++) {
    const way = steps[i]! - steps[i - 1]!;
    if (way > longest) longest = way, gap = i;
  }
  for (let i = from + stride; i < end; i += stride) {
    const way = steps[i]! - steps[i - 1]!;
    if (way > 0) sampled.push(way);
  }
  if (gap >= 0) widenGap(stretch, steps[gap - 1]!, steps[gap]!);
  stretch[SPACING] = upperQuartile(sampled);
}

function widenGap(stretch: Stretch, from: number, to: number): void {
  if (!(to - from > stretch[GAP_TO]! - stretch[GAP_FROM]!)) return;
  stretch[GAP_FROM] = from;
  stretch[GAP_TO] = to;
}

/** Merges stretches that follow one another, at least one. */
export function mergeStretches(parts: readonly Stretch[]): Stretch {
  const merged = parts[0]!.slice();
  for (const part of parts.slice(1)) addStretch(merged, part);
  merged[SPACING] = upperQuartile(parts.map((part) => part[SPACING]!).filter((spacing) => !Number.isNaN(spacing)));
  return merged;
}

function copyPoint(target: Stretch, source: Stretch, place: number): void {
  target.set(source.subarray(place, place + POINT_NUMBERS), place);
}

function addStretch(merged: Stretch, part: Stretch): void {
  const low = part[LOW + VALUE]!, high = part[HIGH + VALUE]!;
  if (!Number.isNaN(low) && !(low >= merged[LOW + VALUE]!)) copyPoint(merged, part, LOW);
  if (!Number.isNaN(high) && !(high <= merged[HIGH + VALUE]!)) copyPoint(merged, part, HIGH);
  widenGap(merged, merged[LAST + STEP]!, part[FIRST + STEP]!);
  widenGap(merged, part[GAP_FROM]!, part[GAP_TO]!);
  copyPoint(merged, part, LAST);
  merged[COUNT]! += part[COUNT]!;
  merged[FINITE]! += part[FINITE]!;
  addToSum(merged, part[SUM]!);
  merged[CARRY]! += part[CARRY]!;
  for (let place = SPANS; place < GAP_FROM; place += SPAN_NUMBERS) {
    merged[place] = Math.min(merged[place]!, part[place]!);
    merged[place + 1] = Math.max(merged[place + 1]!, part[place + 1]!);
    merged[place + 2]! += part[place + 2]!;
  }
}

/** Number of points in a stretch. */
export const countOfStretch = (stretch: Stretch): number => stretch[COUNT]!;

/** Number of its finite values. */
export const finiteOf = (stretch: Stretch): number => stretch[FINITE]!;

/** The lowest and the highest number in a column of its points. */
export function spanOfStretch(stretch: Stretch, name: (typeof RANGE_COLUMNS)[number]): { low: number; high: number } {
  const place = SPANS + SPAN_NUMBERS * RANGE_COLUMNS.indexOf(name);
  return { low: stretch[place]!, high: stretch[place + 1]! };
}

/** Mean of the finite values; NaN without one. */
export const meanOf = (stretch: Stretch): number =>
  stretch[FINITE] === 0 ? NaN : (stretch[SUM]! + stretch[CARRY]!) / stretch[FINITE]!;

/** How the steps of a stretch run. */
export interface StepsOf {
  first: number;
  last: number;
  /** The longest way from a step to a later one. */
  gap: [from: number, to: number];
  /** The usual way; NaN without one. */
  spacing: number;
}

/** Describes the steps of a stretch. */
export const stepsOf = (stretch: Stretch): StepsOf => ({
  first: stretch[FIRST + STEP]!,
  last: stretch[LAST + STEP]!,
  gap: [stretch[GAP_FROM]!, stretch[GAP_TO]!],
  spacing: stretch[SPACING]!,
});

/** The points that thinning keeps of a stretch, each once and in their order: lowest and highest, and its ends where these are asked for. */
export function keptPlaces(stretch: Stretch, { first, last }: { first: boolean; last: boolean }): number[] {
  const places = [...first ? [FIRST] : [], LOW, HIGH, ...last ? [LAST] : []];
  places.sort((a, b) => stretch[a]! - stretch[b]!);
  return places.filter((place, i) => i === 0 || stretch[place] !== stretch[places[i - 1]!]);
}

/** Copies one of the points into columns. */
export function writePoint(
  stretch: Stretch,
  place: number,
  { columns, to }: { columns: PointColumns; to: number },
): void {
  COLUMN_NAMES.forEach((name, column) => columns[name][to] = stretch[place + 1 + column]!);
}

/** Which points are wanted: of a range, and of revs after one and up to another. */
export interface Wanted {
  range: PointRange;
  afterRev: number;
  toRev: number;
}

/** Whether all points of a stretch are wanted, none, or some: then its parts must be looked at. */
export function judgeStretch(stretch: Stretch, { range, afterRev, toRev }: Wanted): "all" | "none" | "some" {
  const count = stretch[COUNT]!, firstRev = stretch[FIRST + REV]!, lastRev = stretch[LAST + REV]!;
  if (lastRev <= afterRev || firstRev > toRev) return "none";
  let isWhole = firstRev > afterRev && lastRev <= toRev;
  for (const [column, name] of RANGE_COLUMNS.entries()) {
    const bounds = range[name];
    if (!bounds) continue;
    const place = SPANS + SPAN_NUMBERS * column, low = stretch[place]!, high = stretch[place + 1]!;
    if (stretch[place + 2] === count || high < bounds[0] || low > bounds[1]) return "none";
    isWhole &&= stretch[place + 2] === 0 && low >= bounds[0] && high <= bounds[1];
  }
  return isWhole ? "all" : "some";
}
