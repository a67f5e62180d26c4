/**
 * Several ranks may print one metric. Only the lowest of them draws its curve; points of a higher rank wait for a while, in case a lower
 * one prints later.
 *
 * @module
 */
import type { MetricState } from "./metrics.ts";
import { sizeOf } from "../size.ts";
import type { GivenPoint, LiveState } from "./state.ts";

/** Points that wait for a lower rank: of one metric, and of all together. */
const EARLY_POINTS_MAX = 8, EARLY_ALL_MAX = 48;

/**
 * Decides whether a point of a rank is drawn now. Gives null when it isn't, because a lower rank draws or may still print; else the
 * earlier points of its own rank, which waited and are drawn first. The metric remembers the rank.
 */
export function settleRank(given: GivenPoint, metric: MetricState, state: LiveState): readonly GivenPoint[] | null {
  const { rank, name } = given;
  const { early } = state;
  if (rank === null) return [];
  if (metric.rank !== null && rank > metric.rank) {
    state.leftOut.ranks++;
    return null;
  }
  const kept = early.filter((each) => each.name === name);
  if (rank > 0 && metric.count === 0 && kept.length < EARLY_POINTS_MAX && early.length < EARLY_ALL_MAX) {
    if (!kept.some((each) => each.rank! < rank)) keepEarly(given, state);
    return null;
  }
  metric.rank = rank;
  if (kept.length > 0) state.early = early.filter((each) => each.name !== name);
  return kept[0]?.rank === rank ? kept : [];
}

/** Lets a point wait, and drops those of higher ranks that waited. */
function keepEarly(given: GivenPoint, state: LiveState): void {
  state.early = state.early.filter((each) => each.name !== given.name || each.rank === given.rank);
  state.early.push({ ...given, pair: { ...given.pair } });
  state.room -= sizeOf(given);
}

/** Takes out all points that still wait when the log ends. No lower rank will print: they are points of no rank now. */
export function takeEarly(state: LiveState): GivenPoint[] {
  const { early } = state;
  state.early = [];
  return early.map((given) => ({ ...given, rank: null }));
}
