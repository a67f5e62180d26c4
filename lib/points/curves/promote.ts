/**
 * Decides which named numbers become points. A number is charted at once on a line with a step or an epoch, or beside a known metric. Any
 * other name is held until it comes again with another step. A name that never does is a setting.
 *
 * @module
 */
import { METRIC_NAME_MAX_CHARS } from "../../limits.ts";
import { hasProgress, isSet, type LineFacts, type Pair } from "../grammar/statement.ts";
import { isOnlyPhased, type NameInfo, namesAmount } from "../words/name.ts";
import { isRate } from "../words/measured.ts";
import { METRIC_ALONE } from "../words/vocabulary.ts";
import { HELD_POINTS_MAX, heldBytes, heldKey, type HeldName, POINT_BYTES } from "./held.ts";
import { knownMetric } from "./metrics.ts";
import { canBeMeasured, isMeasuredWhole, mustProve, releaseProven, watchPair } from "./proof.ts";
import { ofHeading } from "./headings.ts";
import { noteUnread } from "./unread.ts";
import { addToRuns, pointsOfRuns, RUN_BYTES } from "./runs.ts";
import type { OnEarned } from "./mark.ts";
import type { Block, LiveState, Place } from "./state.ts";

/** Names that are held, the newest ones. */
const HELD_MAX = 120;

/** Passes each pair of a line that is charted to `emit`, after the held ones of the same name. */
export function promotePairs(
  facts: LineFacts,
  { place, state, isSure }: { place: Place; state: LiveState; isSure: boolean },
  emit: OnEarned,
): void {
  const isPlaced = isSure || hasProgress(facts);
  const isKnown = isPlaced || hasKnownValue(facts, state) || isAllValues(facts, state);
  continueBlock(facts, isKnown, state);
  const isCharting = isKnown || isBlockValue(facts, state.block);
  for (const printed of facts.pairs) {
    const pair = state.phase === "" ? printed : ofHeading(printed, facts, { place, state });
    if (readSetting(pair, place, { isPlaced, state, emit }) || isTimestamp(pair)) continue;
    if (isProven(pair, facts, { place, state, isCharting })) {
      promotePair(pair, place, { isSure, state, emit });
    } else if (canBeHeld(pair, facts, place)) hold(pair, place, state, emit);
  }
  if (facts.asides.length > 0) readAsides(facts.asides, place, { state, emit, isCharting });
}

/** True for a pair that is charted: its line is, its name has points, means a measured value once training began, or stands beside one with points. */
function isProven(pair: Pair, facts: LineFacts, at: { place: Place; state: LiveState; isCharting: boolean }): boolean {
  const { info: { name }, integer, mustRecur } = pair, { place, state, isCharting } = at;
  if ((isCharting && !mustRecur) || isCharted(name, place, state)) return true;
  return (state.trained && isKnownName(pair) && !(integer && isOnlyPhased(name))) ||
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

function isMeasuredDecimal({ info, separated, integer, mustRecur }: Pair): boolean {
  return separated && !integer && !mustRecur && info.role === "metric" && !namesRate(info.name);
}

/** Passes on a pair that is charted, or watches it where its numbers must still prove that it is a metric. */
function promotePair(
  pair: Pair,
  place: Place,
  { isSure, state, emit }: { isSure: boolean; state: LiveState; emit: OnEarned },
): void {
  const { name } = pair.info;
  if (state.held.size > 0) releaseHeld(pair, state, emit);
  if (!isSure && mustProve(pair) && !namesRate(name) && !knownMetric(name, state.metrics)) {
    return watchPair(pair, place, state, emit);
  }
  if (state.watched.size > 0) releaseProven(pair, state, emit);
  emit(pair, place);
}

/** True for a pair whose name may still prove itself: one with a mark between name and value, or a decimal. */
function canBeNamed({ info, separated, integer }: Pair): boolean {
  return info.name.length <= METRIC_NAME_MAX_CHARS && (separated || !integer);
}

/** The same, but for one of several whole numbers of unknown names in a log that counts nothing: `found: 160 phrases; correct: 12`. */
function canBeHeld(pair: Pair, { pairs }: LineFacts, { step }: Place): boolean {
  const isReported = pair.integer && !isSet(step) && pairs.length > 1 && !pairs.some(({ info }) => info.known);
  return canBeNamed(pair) && !isReported;
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
  if (isPlaced) {
    const isWhole = pair.integer || (namesAmount(name, name) && Number.isInteger(pair.value)); // `num_images: 500.00`
    const isLeftOut = isWhole && !name.includes("/");
    if (isLeftOut) noteUnread(name, pair.line, { reason: "setting", state });
    return isLeftOut;
  }
  if (pair.integer || !pair.separated) return true;
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

/** Names whose number is a setting when it is printed before training. */
const RATE = /learning_rate$|scale|(?:^|[_/])lr(?:_|$)/;

const namesRate = (name: string) => RATE.test(name) || isRate(name);

/** Names of metrics that configurations use too. */
const WEAK = /score|cost|error|entropy|regret|objective|recall|precision|test$|train$|dice/;
/** A split in such a name says that it was measured. */
const OF_SPLIT = /(?:val|valid|validation|train|test|dev|best)_/;

const isWeak = (name: string) => (WEAK.test(name) && !OF_SPLIT.test(name)) || isOnlyPhased(name);

/** True for a name that means a measured value on any line: `loss`, not `score` or `train`. */
export function isSureName({ name, known }: NameInfo): boolean {
  return known && !namesRate(name) && !isWeak(name) && !METRIC_ALONE.has(name);
}

function isKnownName({ info, value, separated }: Pair): boolean {
  const isNamed = info.known ? !namesRate(info.name) : info.kind === "throughput";
  return isNamed && separated && Number.isFinite(value);
}

const isKnownDecimal = ({ info, integer }: Pair) => info.known && !integer && !namesRate(info.name);

/** True when the line prints a known metric: its pairs are charted without a step. */
function hasKnownValue({ pairs }: LineFacts, { trained, epoch, bars }: LiveState): boolean {
  const isTraining = trained || isSet(epoch) || bars.length > 0;
  return pairs.some(({ info, value, unit, separated, integer }) =>
    info.known && !namesRate(info.name) && Number.isFinite(value) && (!integer || unit === "%") &&
    (isTraining || (!isWeak(info.name) && (separated || pairs.length === 1 || pairs.filter(isKnownDecimal).length > 1)))
  );
}

/** True when training has begun and the line has several named values and nothing else: `CP: 0.917, CR: 0.614`. */
function isAllValues({ pairs }: LineFacts, { trained, step, epoch }: LiveState): boolean {
  return trained && (isSet(step) || isSet(epoch)) && pairs.length >= 2 && pairs.every(isMeasuredDecimal);
}

/** Lines of a block are at most this far apart. */
const BLOCK_GAP_LINES = 2;

/** Begins a block at a line that prints progress and no value; any other line without a value may stand within a block. */
export function noteBlock(facts: LineFacts, { block }: LiveState): void {
  if (hasProgress(facts)) Object.assign(block, { line: facts.line, known: false, priority: facts.stepPriority });
  else if (!block.known && facts.line - block.line <= BLOCK_GAP_LINES) block.line = facts.line;
}

/** True for the second counter of a block, whose name is worse than the first one's: `NumTimesteps: 32898` below `Iteration: 1`. */
export function isLesserCounter({ line, pairs, step, epoch, stepPriority }: LineFacts, { block }: LiveState): boolean {
  const isCounter = pairs.length === 0 && isSet(step) && !isSet(epoch);
  return isCounter && line - block.line <= BLOCK_GAP_LINES && stepPriority > block.priority;
}

/** Adds a line with values to the block above it, when it is near enough. */
function continueBlock(facts: LineFacts, isKnown: boolean, state: LiveState): void {
  const { block } = state;
  if (!(facts.line - block.line <= BLOCK_GAP_LINES)) return;
  block.line = facts.line;
  if (hasSingleValue(facts)) block.known ||= isKnown || isChartedDecimal(facts, state);
}

/** True for a line whose first value is a decimal of a metric that is charted: it proves its block as a known one does. */
function isChartedDecimal({ pairs: [pair] }: LineFacts, { metrics }: LiveState): boolean {
  return pair !== undefined && isMeasuredDecimal(pair) && pair.info.kind === "metric" &&
    knownMetric(pair.info.name, metrics) !== undefined;
}

/** True for `Mean action std: 0.88` in a block that also has `Mean reward: 4.2`: the only value of its line. */
function isBlockValue(facts: LineFacts, block: Block): boolean {
  if (block.line !== facts.line || !block.known || !hasSingleValue(facts)) return false;
  const { info, integer } = facts.pairs[0]!;
  return !integer && info.role === "metric" && !namesRate(info.name);
}

function hasSingleValue({ pairs }: LineFacts): boolean {
  return pairs.length === 1 && pairs[0]!.separated;
}

function releaseHeld(pair: Pair, state: LiveState, emit: OnEarned): void {
  const { name } = pair.info, key = heldKey(pair), held = state.held.get(key);
  if (!held) return;
  state.held.delete(key);
  state.unread.delete(name);
  const isAlone = isChangingAlone(held, state, true) || isMeasuredWhole(held, state);
  if (isAlone) delete state.settings[name];
  for (const point of [...pointsOfRuns(held.runs), ...held.points]) {
    const { info, integer } = held.pair;
    if (
      isSet(point.step) || isAlone || point.line >= state.trainedLine || (info.known && !integer && !namesRate(name)) ||
      isSureName(info)
    ) {
      emit({ ...held.pair, value: point.value, line: point.line }, point);
    }
  }
}

/** True for a pair whose name is held with another value. */
function hasChanged(pair: Pair, { held }: LiveState): boolean {
  const last = held.get(heldKey(pair))?.points.at(-1)?.value;
  return last !== undefined && last !== pair.value;
}

/** Holds a pair, and says so. */
function hold(pair: Pair, place: Place, state: LiveState, emit: OnEarned): void {
  noteUnread(pair.info.name, pair.line, { reason: "alone", state });
  keepHeld(pair, place, state, emit);
}

function keepHeld(pair: Pair, place: Place, state: LiveState, emit: OnEarned): void {
  const { step, epoch, globalStep } = place;
  const key = heldKey(pair);
  const kept = { value: pair.value, step, epoch, globalStep, line: pair.line };
  const held = state.held.get(key);
  if (!held) {
    const fresh = { points: [kept], runs: [], pair: { ...pair } };
    if (state.held.size >= HELD_MAX) state.held.delete(state.held.keys().next().value!);
    state.held.set(key, fresh);
    state.room -= heldBytes(fresh);
    return;
  }
  const hasMoved = isMove(held, step, pair);
  held.points.push(kept);
  state.room -= POINT_BYTES;
  const isAlone = isChangingAlone(held, state, place.bar === "over");
  if (hasMoved || isAlone || isMeasuredWhole(held, state)) releaseHeld(pair, state, emit);
  else if (held.points.length > HELD_POINTS_MAX) {
    addToRuns(held.points.shift()!, held.runs);
    state.room -= RUN_BYTES;
  }
}

/**
 * True when a name comes for the third time with changing decimals in a log that counts nothing, or has only a bar that is over; a rate must
 * come behind metrics.
 */
function isChangingAlone({ points, pair }: HeldName, { trainedLine }: LiveState, isBehindBar: boolean): boolean {
  return points.length >= HELD_POINTS_MAX && !pair.integer &&
    (!namesRate(pair.info.name) || points[1]!.line > trainedLine) &&
    points.every(({ step }) => !isSet(step) || (isBehindBar && step === points[0]!.step)) &&
    new Set(points.map(({ value }) => value)).size >= 2;
}

/** True when a held name comes again with progress, so that it is charted. */
function isMove({ points }: HeldName, step: number, { info, value, integer }: Pair): boolean {
  const last = points.at(-1)!, hasChanged = value !== last.value;
  if (step > last.step && !integer && (hasChanged || namesRate(info.name))) return true;
  if (info.role === "setting") return false;
  return isSureName(info) && (hasChanged || points.length === HELD_POINTS_MAX); // `loss=3`, `loss=2`
}
