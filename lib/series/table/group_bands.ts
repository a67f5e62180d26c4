/**
 * The curves of a group of runs as one: at each position the mean of the runs, and a band from the lowest to the highest point of any of them.
 * Runs with other steps than the rest count between their first and their last point. A run that ends in NaN or an infinity has diverged: from
 * there on the mean is that of the others only, and the band says so. Pure, both sides.
 *
 * @module
 */

/** Points of one run on the x axis, in their order. Points that are not finite are left out. */
export interface RunCurve {
  x: ArrayLike<number>;
  y: ArrayLike<number>;
}

/** A group's curves at one position. */
export interface BandStep {
  x: number;
  mean: number;
  min: number;
  max: number;
  /** Runs that have a value here. */
  count: number;
  /** Runs that have diverged at or before it. */
  diverged: number;
}

/** The part of the x axis that a band covers, and at how many positions. */
export interface BandAxis {
  from: number;
  to: number;
  steps: number;
}

/** One run at one position: its lowest and highest point there, and their mean. */
interface Place {
  min: number;
  max: number;
  sum: number;
  count: number;
}

/** The position that a place on the x axis is nearest to. */
const positionOf = (x: number, { from, to, steps }: BandAxis): number =>
  Math.round((x - from) * (to === from ? 0 : (steps - 1) / (to - from)));

/** Index of the point from which on a curve has no finite value any more; its length when it ends with one. */
function findDivergence({ y }: RunCurve): number {
  let at = y.length;
  while (at > 0 && !Number.isFinite(y[at - 1])) at--;
  return at;
}

/** True for a run whose last value is NaN or an infinity. */
export const hasDiverged = (curve: RunCurve): boolean => findDivergence(curve) < curve.y.length;

/** The points of a curve at the position that each is nearest to; null where it has none. */
function placePoints({ x, y }: RunCurve, axis: BandAxis): (Place | null)[] {
  const { steps } = axis, places: (Place | null)[] = Array(steps).fill(null);
  for (let at = 0; at < x.length; at++) {
    const value = y[at]!, position = positionOf(x[at]!, axis);
    if (!Number.isFinite(value) || !(position >= 0 && position < steps)) continue;
    const place = places[position] ??= { min: Infinity, max: -Infinity, sum: 0, count: 0 };
    place.min = Math.min(place.min, value);
    place.max = Math.max(place.max, value);
    place.sum += value;
    place.count++;
  }
  return places;
}

/** Rounding must not lead beyond the values that are averaged. */
const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

const meanOf = ({ sum, count, min, max }: Place): number => clamp(sum / count, min, max);

/** What a straight line between two values has after a share of the way. */
const valueBetween = (first: number, second: number, share: number): number =>
  clamp(first + (second - first) * share, Math.min(first, second), Math.max(first, second));

/** Fills the positions between two points of a curve with what a straight line has there. */
function fillBetween(places: (Place | null)[]): (Place | null)[] {
  const filled = [...places];
  let before = -1;
  places.forEach((place, at) => {
    if (!place) return;
    for (let between = before + 1; before >= 0 && between < at; between++) {
      const share = (between - before) / (at - before);
      const value = valueBetween(meanOf(places[before]!), meanOf(place), share);
      filled[between] = { min: value, max: value, sum: value, count: 1 };
    }
    before = at;
  });
  return filled;
}

/**
 * The band of a group's curves, with a step for each position at which some run has a value.
 *
 * @example
 * ```ts
 * import { makeBand } from "./group_bands.ts";
 * const curves = [{ x: [0, 2], y: [4, 0] }, { x: [0, 1], y: [2, 6] }];
 * makeBand(curves, { from: 0, to: 2, steps: 3 }); // means 3, 4 and 0 of 2, 2 and 1 runs; no run has diverged
 * ```
 */
export function makeBand(curves: readonly RunCurve[], axis: BandAxis): BandStep[] {
  const all = curves.map((curve) => fillBetween(placePoints(curve, axis))), { from, to, steps } = axis;
  const ends = curves.filter(hasDiverged).map((curve) => positionOf(curve.x[findDivergence(curve)]!, axis));
  return Array.from({ length: steps }, (_, at): BandStep => {
    const here = all.map((places) => places[at]!).filter((place) => place !== null);
    return {
      x: steps === 1 ? from : from + (to - from) * at / (steps - 1),
      mean: here.reduce((sum, place) => sum + meanOf(place) / here.length, 0),
      min: here.reduce((least, { min }) => Math.min(least, min), Infinity),
      max: here.reduce((most, { max }) => Math.max(most, max), -Infinity),
      count: here.length,
      diverged: ends.filter((end) => end <= at).length,
    };
  }).filter(({ count }) => count > 0);
}
