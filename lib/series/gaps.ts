/**
 * Finds gaps: ranges of steps where a series has no points although its usual spacing says that it should.
 *
 * @module
 */

/** A gap is longer than this many usual spacings. */
const GAP_SPACINGS = 5;
/** With fewer spacings than this, none is usual. */
const SPACINGS_NEEDED = 4;
/** In a longer series, about this many spacings are a large enough sample. */
const SPACINGS_SAMPLED = 2_000;

/**
 * The gaps, each as the steps before and after it. A gap is more than 5 times as long as the usual spacing.
 *
 * The usual spacing is the upper quartile of all spacings, so that a log that mostly prints every tenth step, and sometimes every
 * step, has no gaps. A step that goes back is a restart and not a gap.
 *
 * @param steps in the order of the log
 */
export function findGaps(steps: ArrayLike<number>): [number, number][] {
  const usual = usualSpacing(steps);
  if (usual === null) return [];
  const gaps: [number, number][] = [];
  for (let i = 1; i < steps.length; i++) {
    if (steps[i]! - steps[i - 1]! > GAP_SPACINGS * usual) gaps.push([steps[i - 1]!, steps[i]!]);
  }
  return gaps;
}

function usualSpacing(steps: ArrayLike<number>): number | null {
  const stride = Math.max(1, Math.floor(steps.length / SPACINGS_SAMPLED));
  const spacings: number[] = [];
  for (let i = 1; i < steps.length; i += stride) {
    const spacing = steps[i]! - steps[i - 1]!;
    if (spacing > 0) spacings.push(spacing);
  }
  if (spacings.length < SPACINGS_NEEDED) return null;
  spacings.sort((a, b) => a - b);
  return spacings[Math.floor(0.75 * (spacings.length - 1))]!;
}
