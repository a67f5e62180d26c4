/**
 * Names that must prove by their numbers that they are metrics. A whole number that doesn't change is a setting; when it changes, all its
 * points appear. One that goes up by a steady amount and begins again is an inner counter, one that goes up where the steps begin again an
 * outer one. Decimals under a name that usually says nothing about training count once they change.
 *
 * @module
 */
import { isSet, type Pair } from "../grammar/statement.ts";
import { HELD_POINTS_MAX, heldBytes, heldKey, type HeldName, POINT_BYTES } from "./held.ts";
import { namesShare, neverMeasures } from "../words/idle.ts";
import { endsWithSplit } from "../words/name.ts";
import { countsWork } from "../words/vocabulary.ts";
import { nameKey } from "../words/name_key.ts";
import { addToRuns, type HeldPoint, pointsOfRuns, RUN_BYTES } from "./runs.ts";
import { noteUnread } from "./unread.ts";
import type { UnreadReason } from "./unread_state.ts";
import type { OnEarned, Standing } from "./standing.ts";
import type { LiveState } from "./state.ts";

/** Names that are watched, and points that each keeps. */
const WATCHED_MAX = 24, POINTS_MAX = 10;
/** Names whose part is known. */
const DECIDED_MAX = 200, DECIDED_BYTES = 9;
/** Points after which a number that only goes up is a metric, and restarts that make an inner counter. */
const RISING_POINTS = 8, RESTARTS = 2;
/** Points that show, at the end of the log, that a number with one restart began again for good. */
const REPLAYED_POINTS = 4;

/** True for a pair whose changing numbers may be a metric's. */
export function canBeMeasured({ info: { name }, integer }: Pair): boolean {
  const isName = /[a-z\u00c0-\uffff]/.test(name) && !/^\.{0,2}\/|\/\/|\.[a-z]{1,5}$/.test(name);
  return isName && !neverMeasures(name, integer);
}

/** The total of a counter in a namespace: `progress/of`. */
const TOTAL = /\/(?:of|out_of)$/;

/**
 * True for a pair that is watched before it is charted: a whole number of an unknown name, and an amount of work on a line that counts nothing,
 * which may be what training was given.
 */
export function mustProve({ info: { name, known, kind }, integer, unit }: Pair, isPlaced = true): boolean {
  if (!integer || unit !== "" || known) return false;
  return kind === "metric" ? !name.includes("/") || TOTAL.test(name) : !isPlaced && countsWork(name);
}

/** Watches a pair. Passes it on when its name has proved to be a metric, with all that it held back. */
export function watchPair(pair: Pair, standing: Standing, state: LiveState, emit: OnEarned): void {
  const { watched, decided } = state, name = heldKey(pair), key = nameKey(name);
  if (decided.includes(-key)) return noteUnread(pair.info.name, pair.line, { reason: "counter", state });
  const known = watched.get(name);
  if (decided.includes(key) || (!known && watched.size >= WATCHED_MAX)) return emit(pair, standing);
  const held = known ?? { points: [], runs: [], pair: { ...pair } }, { step, epoch, globalStep } = standing;
  held.points.push({ value: pair.value, step, epoch, globalStep, line: pair.line });
  if (known) Object.assign(held.pair, pair);
  else watched.set(name, held);
  state.room -= known ? POINT_BYTES + RUN_BYTES : heldBytes(held);
  noteUnread(pair.info.name, pair.line, { reason: reasonOf(pair), state });
  const verdict = judge(pointsToJudge(held, state), pair);
  if (verdict !== "open") decide(name, verdict, state);
  if (verdict === "metric") state.unread.delete(pair.info.name);
  if (verdict === "metric") emitHeld(held, emit);
  else if (held.points.length > POINTS_MAX) addToRuns(held.points.shift()!, held.runs);
}

const reasonOf = ({ info: { role } }: Pair): UnreadReason => role === "setting" ? role : "unchanged";

/** What a name must prove itself by. An amount of work may change from one training to the next: it was given to each. */
function pointsToJudge({ points, pair: { info } }: HeldName, { anewLine }: LiveState): HeldPoint[] {
  return info.kind === "metric" ? points : points.filter(({ line }) => !(line < anewLine));
}

/** Passes on what was held back of a name that comes with a decimal now: `change: 1`, then `change: 0.5`. */
export function releaseProven(pair: Pair, state: LiveState, emit: OnEarned): void {
  const name = heldKey(pair), held = state.watched.get(name);
  if (!held || pair.integer || !held.pair.integer) return;
  decide(name, "metric", state);
  state.unread.delete(pair.info.name);
  emitHeld(held, emit);
}

function decide(name: string, verdict: "metric" | "counter", state: LiveState): void {
  const { watched, decided } = state;
  watched.delete(name);
  if (decided.length >= DECIDED_MAX) decided.shift();
  decided.push(verdict === "metric" ? nameKey(name) : -nameKey(name));
  state.room -= DECIDED_BYTES;
}

function emitHeld({ points, runs, pair }: HeldName, emit: OnEarned): void {
  for (const point of [...pointsOfRuns(runs), ...points]) {
    emit({ ...pair, value: point.value, line: point.line }, point);
  }
}

/** What values show: nothing yet, a metric, or a counter that begins again and again, or counts what does. */
function judge(points: readonly HeldPoint[], { info, integer }: Pair): "open" | "metric" | "counter" {
  if (points.every(({ value }) => value === points[0]!.value)) return "open";
  const values = points.map(({ value }) => value);
  if (integer) {
    const verdict = judgeWhole(points, values);
    return verdict === "metric" && info.role === "setting" && !wanders(values) ? "open" : verdict;
  }
  if (!namesShare(info.name) || !risesEvenly(values)) return "metric";
  return values.length >= EVEN_POINTS ? "counter" : "open";
}

function judgeWhole(points: readonly HeldPoint[], values: readonly number[]): "open" | "metric" | "counter" {
  if (countsRounds(points) || (points.length >= STEP_POINTS && countsSteps(points))) return "counter";
  const misses = countMisses(values), restarts = countRestarts(values);
  if (misses >= MISSES_MIN || restarts >= RESTARTS) return "counter";
  if (misses >= 0 && values.length < POINTS_MAX) return "open";
  if (restarts < 0) return "metric";
  return restarts === 0 && values.length >= RISING_POINTS || values.length >= POINTS_MAX ? "metric" : "open";
}

/** How many values there are, and how often they go up and down, of a whole number under a setting's name that is measured. */
const WANDERING_VALUES = 4, WANDERING_MOVES = 2;

/** True for values that go up and down among many: the length of an episode, not the size of a batch, of which the last one is smaller. */
function wanders(values: readonly number[]): boolean {
  const moves = values.slice(1).map((value, at) => value - values[at]!);
  const count = (isMove: (move: number) => boolean) => moves.filter(isMove).length;
  return count((move) => move > 0) >= WANDERING_MOVES && count((move) => move < 0) >= WANDERING_MOVES &&
    new Set(values).size >= WANDERING_VALUES;
}

/** Values in an even rise that show that a share is of training itself. Roundings make it uneven, by as much as this of a step. */
const EVEN_POINTS = 4, UNEVEN = 0.02;

/** True for values that only go up, by one amount but for its rounding. */
function risesEvenly(values: readonly number[]): boolean {
  const rise = (values.at(-1)! - values[0]!) / (values.length - 1);
  return rise > 0 && values.every((value, at) => at === 0 || Math.abs(value - values[at - 1]! - rise) <= UNEVEN * rise);
}

/** Points that show that a number is the step itself; fewer where the log ends. */
const STEP_POINTS = 5;

/** True for a number that is the step of each of its lines. */
const countsSteps = (points: readonly HeldPoint[]): boolean => points.every(({ value, step }) => value === step);

/** A count that begins again from here on is one of misses. */
const MISSES_MIN = 2;

/**
 * The most that was counted before a count of misses began again, as of epochs without improvement: it goes up by one or is 0, where alone it
 * stays. 0 while it didn't begin again; -1 for values that do anything else.
 */
function countMisses(values: readonly number[]): number {
  let most = 0;
  for (let at = 1; at < values.length; at++) {
    const value = values[at]!, before = values[at - 1]!;
    if (value === 0) most = Math.max(most, before);
    else if (value !== before + 1) return -1;
  }
  return values.includes(0) ? most : -1;
}

/** True for a number that went up for the first time as the steps went back: `fold 1 epoch 9`, `fold 2 epoch 1`. */
function countsRounds(points: readonly HeldPoint[]): boolean {
  const last = points.at(-1)!, before = points.slice(0, -1), previous = before.at(-1);
  return previous !== undefined && last.step < previous.step && last.value > previous.value &&
    before.every(({ value }) => value === previous.value);
}

/** True for values that change, and neither only go up by one amount, also after a stay, nor begin that again. */
function swings(values: readonly number[]): boolean {
  const moves = values.filter((value, at) => at === 0 || value !== values[at - 1]);
  return moves.length > 1 && countRestarts(moves) < 0;
}

/**
 * True when whole numbers come for the third time and swing, each with a new step, or once training began in a log that counts nothing. Those
 * that come once a training, which began again above, say what it was given: how many samples.
 */
export function isMeasuredWhole({ points, pair }: HeldName, { trainedLine, anewLine }: LiveState): boolean {
  if (points.length < HELD_POINTS_MAX || !pair.integer || pair.info.role !== "metric" || !canBeMeasured(pair)) {
    return false;
  }
  if ((!pair.info.known || endsWithSplit(pair.info.name)) && points.at(-2)!.line < anewLine) return false;
  const isCounted = points.every(({ step }, at) => at === 0 ? isSet(step) : step > points[at - 1]!.step);
  const isUncounted = points.every(({ step, line }) => !isSet(step) && (pair.info.known || line >= trainedLine));
  return (isCounted || isUncounted) && swings(points.map(({ value }) => value));
}

/** How often values begin again that otherwise go up by one amount; -1 for values that do anything else. */
function countRestarts(values: readonly number[]): number {
  const rise = values[1]! - values[0]!;
  let restarts = 0;
  for (let at = 1; at < values.length; at++) {
    if (values[at]! - values[at - 1]! === rise && rise > 0) continue;
    if (values[at] !== values[0] || !(rise > 0)) return -1;
    restarts++;
  }
  return restarts;
}

/** Passes on, at the end of the log, what only went up until then and wasn't seen to begin again for good. */
export function releaseWatched(state: LiveState, emit: OnEarned): void {
  const { watched } = state;
  for (const held of watched.values()) {
    const points = pointsToJudge(held, state), values = points.map(({ value }) => value);
    if (values.every((value) => value === values[0]) || countsSteps(points)) continue;
    if (held.pair.info.role === "setting" && !wanders(values)) continue;
    const restarts = countRestarts(values), isMeasured = restarts === 0 || (restarts < 0 && countMisses(values) === 1);
    if (isMeasured || values.length < REPLAYED_POINTS) emitHeld(held, emit);
  }
  watched.clear();
}
