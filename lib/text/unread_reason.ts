/**
 * The one reason of an uncharted name that the pages treat in its own way. `lib/points/curves/unread.ts` has the others.
 *
 * @module
 */

/** Why a number that is always the same has no curve: a curve of it would show nothing. */
export const UNCHANGED_REASON = "it has not changed yet; it is charted once it changes";
