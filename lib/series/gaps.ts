/**
 * Finds gaps: ranges of steps where a series has no points although its usual spacing says that it should.
 *
 * @module
 */

/** A gap is longer than this many usual spacings. */
export const GAP_SPACINGS = 5;
/** So many spacings beside a gap make a spacing usual; one alone may be the odd one itself. */
const SPACINGS_NEEDED = 2;
/** In a longer segment, about this many spacings are a large enough sample. */
const SPACINGS_SAMPLED = 2_000;

/**
 * The gaps, each as the steps before and after it. A gap is more than 5 times as long as the usual spacing of its segment.
 *
 * The usual spacing is the upper quartile of all spacings, so that a log that mostly prints every tenth step, and sometimes every
 * step, has no gaps. A step that goes back is a restart and not a gap: it begins a segment, whose spacing may be another one. A segment
 * tells a gap from two other spacings on.
 *
 * @param steps in the order of the log
 */
export function findGaps(steps: ArrayLike<number>): [number, number][] {
  const gaps: [number, number][] = [];
  for (let from = 0, end = 0; from < steps.length; from = end) {
    for (end = from + 1; end < steps.length && !(steps[end]! < steps[end - 1]!);) end++;
    addGaps(gaps, steps, { from, end });
  }
  return gaps;
}

/** Adds the gaps of the segment from index `from` up to `end` (exclusive). */
function addGaps(
  gaps: [number, number][],
  steps: ArrayLike<number>,
  { from, end }: { from: number; end: number },
): void {
  const usual = usualSpacing(steps, { from, end });
  if (usual === null) return;
  for (let i = from + 1; i < end; i++) {
    if (steps[i]! - steps[i - 1]! > GAP_SPACINGS * usual) gaps.push([steps[i - 1]!, steps[i]!]);
  }
}

function usualSpacing(steps: ArrayLike<number>, { from, end }: { from: number; end: number }): number | null {
  const stride = Math.max(1, Math.floor((end - from) / SPACINGS_SAMPLED));
  const spacings: number[] = [];
  for (let i = from + 1; i < end; i += stride) {
    const spacing = steps[i]! - steps[i - 1]!;
    if (spacing > 0) spacings.push(spacing);
  }
  return spacings.length <= SPACINGS_NEEDED ? null : upperQuartile(spacings);
}

/** The value that three quarters of the values don't exceed; NaN without values. */
export function upperQuartile(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(0.75 * (values.length - 1))] ?? NaN;
}
