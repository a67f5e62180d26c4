/**
 * A bar that is drawn anew for the next epoch still shows the last epoch's validation. Such a value waits for a few lines: when the bar is
 * drawn again at the same step it was old, when the metric moves on it was measured anew and happens to be equal.
 *
 * @module
 */
import { sizeOf } from "../size.ts";
import type { GivenPoint } from "./standing.ts";
import type { LiveState } from "./state.ts";

/** Lines and values that wait at most. */
const STALE_LINES_MAX = 8, STALE_MAX = 16;

/** Lets a value wait. False when too many do. */
export function keepStale(given: GivenPoint, state: LiveState): boolean {
  const { stale } = state;
  if (stale.length >= STALE_MAX) return false;
  stale.push({ ...given, pair: { ...given.pair } });
  state.room -= sizeOf(given);
  return true;
}

/** Takes out the value of a metric that waits; null without one. */
export function takeStale(name: string, { stale }: LiveState): GivenPoint | null {
  const at = stale.findIndex((each) => each.name === name);
  return at < 0 ? null : stale.splice(at, 1)[0]!;
}

/**
 * Takes out the values that have waited long enough at a line; all of them when the line is infinite. While other bars are drawn, as within
 * each step of an outer one, their own bar may be drawn again: they wait for as long.
 */
export function takeSettled(line: number, { stale, drawings }: LiveState): GivenPoint[] {
  const count = stale.findLastIndex(({ pair }) => line - Math.max(pair.line, drawings.line) > STALE_LINES_MAX) + 1;
  return stale.splice(0, count);
}
