/**
 * Finding stretches of steps for which a series has no points although it usually would.
 *
 * @module
 */

/** How many usual spacings make a gap. */
const GAP_SPACINGS = 5;
/** Fewer spacings than this say nothing of what is usual. */
const SPACINGS_NEEDED = 4;
/** Spacings looked at for what is usual: enough, whatever the length. */
const SPACINGS_SAMPLED = 2_000;

/**
 * Gaps as pairs of the steps on either side. A gap is a way forward of more than 5 times the usual spacing, which is the upper
 * quartile of all ways forward: a log that prints every 10 steps and now and then each step has no gaps. A way back is a restart, not a gap.
 *
 * @param steps in order of arrival
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
