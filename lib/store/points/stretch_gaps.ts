/**
 * Finds the gaps of a long series by its stretches. Of each stretch it finds the longest gap alone; a narrower range shows the others. Pure.
 *
 * @module
 */
import { GAP_SPACINGS, upperQuartile } from "../../series/gaps.ts";
import type { StepsOf } from "./stretch.ts";

/** The gaps within and between stretches that follow one another, each as the steps before and after it. */
export function findStretchGaps(stretches: readonly StepsOf[]): [number, number][] {
  const gaps: [number, number][] = [];
  for (let from = 0, end = 0; from < stretches.length; from = end) {
    for (end = from + 1; end < stretches.length && !(stretches[end]!.first < stretches[end - 1]!.last);) end++;
    gaps.push(...findInSegment(stretches.slice(from, end)));
  }
  return gaps;
}

/** The gaps of a segment: its steps don't go back from one stretch to the next. */
function findInSegment(stretches: readonly StepsOf[]): [number, number][] {
  const spacings = stretches.map(({ spacing }) => spacing).filter((spacing) => !Number.isNaN(spacing));
  const longest = GAP_SPACINGS * upperQuartile(spacings), gaps: [number, number][] = [];
  for (const [index, { first, gap }] of stretches.entries()) {
    const before = stretches[index - 1]?.last ?? first;
    if (first - before > longest) gaps.push([before, first]);
    if (gap[1] - gap[0] > longest) gaps.push(gap);
  }
  return gaps;
}
