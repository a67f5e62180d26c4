/**
 * Several ranks may print one metric. Only the lowest of them draws its curve; points of a higher rank wait for a while, in case a lower
 * one prints later.
 *
 * @module
 */
import type { LineFacts } from "../grammar/statement.ts";
import type { MetricState } from "./metrics.ts";
import { sizeOf } from "../size.ts";
import type { GivenPoint, Place } from "./standing.ts";
import type { LiveState } from "./state.ts";

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

/** Fields that name the process which printed a line. */
const FIELD = /^(?:(?:global|process|world|local)_)?rank(?:_id)?$/;
/** Lines within which the ranks of one step print. */
const RANKS_NEAR = 8;

/**
 * Gives a line the rank that a field of it names, `{"rank": 1, "step": 3, "loss": 0.5}`, once such a field has told two lines of one step
 * apart. Until then it may be anything.
 */
export function putInRank(facts: LineFacts, { step }: Place, state: LiveState): LineFacts {
  const field = facts.rank === null ? facts.asides.find(({ info, integer }) => integer && FIELD.test(info.name)) : null;
  if (!field) return facts;
  const { fieldRank: last, metrics } = state, { value: rank } = field;
  if (!last.isTold && last.step === step && last.rank !== rank && facts.line - last.line <= RANKS_NEAR) {
    last.isTold = true;
    for (const metric of metrics.byKey.values()) {
      if (metric.lastLine === last.line) metric.rank ??= last.rank;
    }
  }
  Object.assign(last, { rank, step, line: facts.line });
  return last.isTold ? { ...facts, rank } : facts;
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
