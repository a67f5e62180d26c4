/**
 * Decides which named numbers become points. A number is charted at once on a line with a step or an epoch, or beside a known metric. Any
 * other name is held until it comes again with another step. A name that never does is a setting.
 *
 * @module
 */
import { METRIC_NAME_MAX_CHARS } from "../../limits.ts";
import { hasProgress, isSet, type LineFacts, type Pair } from "../grammar/statement.ts";
import { endsWithSplit, isOnlyPhased, namesAmount } from "../words/name.ts";
import { NAMELESS } from "../words/vocabulary.ts";
import { continueBlock, isBlockValue } from "./blocks.ts";
import { isGiven, mayBeGiven, mayBePlan, noteGiven } from "./given_names.ts";
import { ofHeading } from "./headings.ts";
import { hasChanged, hold, keepHeld, releaseHeld } from "./hold.ts";
import type { OnEarned, Place } from "./standing.ts";
import { knownMetric } from "./metrics.ts";
import { canBeMeasured, mustProve, releaseProven, watchPair } from "./proof.ts";
import type { LiveState } from "./state.ts";
import { hasKnownValue, isAllValues, isKnownName, isMeasuredDecimal, namesRate } from "./sure.ts";
import { ofTitle } from "./titles.ts";
import { noteUnread } from "./unread.ts";

/** Passes each pair of a line that is charted to `emit`, after the held ones of the same name. */
export function promotePairs(
  whole: LineFacts,
  { place, state, isSure }: { place: Place; state: LiveState; isSure: boolean },
  emit: OnEarned,
): void {
  const isPlaced = isSure || isCounted(whole, state),
    facts = isSure ? whole : withoutGiven(whole, { place, state, isPlaced }, emit);
  const isKnown = isPlaced || hasKnownValue(facts, state) || isAllValues(facts, place.step, state);
  continueBlock(facts, isKnown, state);
  const isCharting = isKnown || isBlockValue(facts, state.block);
  for (const printed of facts.pairs) {
    const pair = underHeading(printed, facts, { place, state });
    if (isTimestamp(pair) || readSetting(pair, place, { isPlaced, state, emit })) continue;
    if (isProven(pair, facts, { place, state, isCharting })) {
      promotePair(pair, place, { isSure, isPlaced, state, emit });
    } else if (canBeHeld(pair, facts, { place, state })) hold(pair, place, state, emit);
  }
  if (facts.asides.length > 0) readAsides(facts.asides, place, { state, emit, isCharting });
}

/** True for a line with a counter that is none of training's settings. */
const isCounted = (facts: LineFacts, state: LiveState) => hasProgress(facts) && !mayBeGiven(facts, state);

/** True for a whole number, and for a setting's that is printed with a point: neither needs a plan to wait. */
const isWhole = ({ integer, value, info: { role } }: Pair): boolean =>
  integer || (role === "setting" && Number.isInteger(value));

/** A line without what training is given, which is held, and without the decimals beside a number that may say how far training will go. */
function withoutGiven(
  facts: LineFacts,
  { place, state, isPlaced }: { place: Place; state: LiveState; isPlaced: boolean },
  emit: OnEarned,
): LineFacts {
  const isPlan = isPlaced && mayBePlan(facts, state);
  if (isPlaced && !isPlan) return facts;
  const given = facts.pairs.filter((pair) => isPlan ? !isWhole(pair) : isGiven(pair, facts, state));
  if (given.length === 0) return facts;
  if (isPlan) state.planLine = facts.line;
  for (const pair of given) {
    if (!isPlan) noteGiven(pair.info.name, state);
    hold(pair, place, state, emit);
  }
  return { ...facts, pairs: facts.pairs.filter((pair) => !given.includes(pair)) };
}

/** A pair in the phase of the heading above, and under the words of the title above. */
function underHeading(pair: Pair, facts: LineFacts, at: { place: Place; state: LiveState }): Pair {
  const headed = at.state.phase === "" ? pair : ofHeading(pair, facts, at);
  return at.state.title.words === "" ? headed : ofTitle(headed, facts, at);
}

/** True for a pair that is charted: its line is, its name has points, means a measured value once training began, or stands beside one with points. */
function isProven(pair: Pair, facts: LineFacts, at: { place: Place; state: LiveState; isCharting: boolean }): boolean {
  const { info: { name }, integer, mustRecur } = pair, { place, state, isCharting } = at;
  if ((isCharting && !mustRecur) || isCharted(name, place, state)) return true;
  return (state.trained && isKnownName(pair) && !(integer && (isOnlyPhased(name) || endsWithSplit(name)))) ||
    isBesideCharted(pair, facts, state);
}

/** True for a measured decimal beside one that is charted: it may stay the same for as long as it likes. */
function isBesideCharted(pair: Pair, { pairs }: LineFacts, { metrics }: LiveState): boolean {
  return pairs.length > 1 && isMeasuredDecimal(pair) &&
    pairs.some((other) =>
      other !== pair && other.info.kind === "metric" && isMeasuredDecimal(other) &&
      knownMetric(other.info.name, metrics)
    );
}

/** Passes on a pair that is charted, or watches it where its numbers must still prove that it is a metric. */
function promotePair(
  pair: Pair,
  place: Place,
  { isSure, isPlaced, state, emit }: { isSure: boolean; isPlaced: boolean; state: LiveState; emit: OnEarned },
): void {
  const { name } = pair.info;
  if (state.held.size > 0) releaseHeld(pair, { step: place.step, state }, emit);
  if (!isSure && mustProve(pair, isPlaced) && !namesRate(name) && !knownMetric(name, state.metrics)) {
    return watchPair(pair, place, state, emit);
  }
  if (state.watched.size > 0) releaseProven(pair, state, emit);
  emit(pair, place);
}

/** True for a pair whose name may still prove itself: one with a mark between name and value, or a decimal. */
function canBeNamed({ info, separated, integer }: Pair): boolean {
  return info.name.length <= METRIC_NAME_MAX_CHARS && (separated || !integer);
}

/**
 * The same, but for a bare number that may be data, and for one of several whole numbers of unknown names in a log that counts nothing:
 * `found: 160 phrases; correct: 12`.
 */
function canBeHeld(pair: Pair, { pairs }: LineFacts, { place, state }: { place: Place; state: LiveState }): boolean {
  const isReported = pair.integer && !isSet(place.step) && pairs.length > 1 && !pairs.some(({ info }) => info.known);
  return canBeNamed(pair) && !isReported && !isData(pair, state);
}

/** True for a bare number, alone on its line, in a log that names metrics. */
function isData({ info: { name }, mustRecur }: Pair, { metrics }: LiveState): boolean {
  return name === NAMELESS && mustRecur && metrics.byKey.size > 0;
}

/** Seconds since 1970 are beyond this. */
const SECONDS_MIN = 1e9;
/** Names of the time of a record. */
const OF_TIME = /(?:^|[_/@])(?:time|ts|t|clock|walltime|wall_time|timestamp|unix|now|at)(?:_?[mnu]s)?$/;

/** True for the time of a record, in seconds or milliseconds since 1970: `"time":1740823200000`. */
function isTimestamp({ info: { name }, integer, value }: Pair): boolean {
  return value > SECONDS_MIN && (integer || value < SECONDS_MIN * 3) && OF_TIME.test(name);
}

/**
 * Reads a number under a setting's name. True unless it is charted as any other: a decimal that is no whole amount, and a whole number in a
 * namespace, on a line with a step.
 */
function readSetting(
  pair: Pair,
  place: Place,
  { isPlaced, state, emit }: { isPlaced: boolean; state: LiveState; emit: OnEarned },
): boolean {
  const { name, role } = pair.info;
  if (role !== "setting") return false;
  const isAmount = namesAmount(name, name);
  if (isPlaced) {
    const isWhole = pair.integer || (isAmount && Number.isInteger(pair.value)); // `num_images: 500.00`
    const isLeftOut = isWhole && !name.includes("/");
    if (!isLeftOut) return false;
    if (pair.integer) watchPair(pair, place, state, emit);
    else noteUnread(name, pair.line, { reason: "setting", state });
    return true;
  }
  if (pair.integer || !pair.separated || isAmount) return true;
  if (knownMetric(name, state.metrics)) emit(pair, place);
  else hold(pair, place, state, emit);
  return true;
}

/** Reads numbers whose names say nothing as a rule: watched where the line is charted, held elsewhere as any unknown name (`J = 4.2`). */
function readAsides(
  asides: readonly Pair[],
  place: Place,
  { state, emit, isCharting }: { state: LiveState; emit: OnEarned; isCharting: boolean },
): void {
  for (const pair of asides) {
    const canBe = canBeMeasured(pair);
    if (isCharting && canBe) watchPair(pair, place, state, emit);
    else if (isCharting) noteUnread(pair.info.name, pair.line, { reason: "record", state });
    else if (canBe && isCharted(pair.info.name, place, state)) emit(pair, place);
    else if (canBe && canBeNamed(pair)) {
      if (hasChanged(pair, state)) noteUnread(pair.info.name, pair.line, { reason: "alone", state });
      keepHeld(pair, place, state, emit);
    }
  }
}

/** True for a name with points. A rate must have a new step too: else a configuration is printed late. */
function isCharted(name: string, { step }: Place, { metrics }: LiveState): boolean {
  const metric = knownMetric(name, metrics);
  return metric !== undefined && (!namesRate(name) || step !== metric.lastStep);
}
