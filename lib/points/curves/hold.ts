/**
 * Holds names that aren't charted yet, and passes on all that was held of one that proves itself: it came again with another step, or with
 * changing decimals where nothing counts. Doesn't judge what is charted at once.
 *
 * @module
 */
import { hasProgress, isSet, type LineFacts, type Pair } from "../grammar/statement.ts";
import { HELD_POINTS_MAX, heldBytes, heldKey, type HeldName, POINT_BYTES } from "./held.ts";
import type { OnEarned, Place, Standing } from "./standing.ts";
import { isGivenName } from "./given_names.ts";
import { isMeasuredWhole } from "./proof.ts";
import { addToRuns, type HeldPoint, pointsOfRuns, RUN_BYTES } from "./runs.ts";
import { forgetValues } from "./settings.ts";
import type { LiveState } from "./state.ts";
import { isSureName, namesRate } from "./sure.ts";
import { noteUnread } from "./unread.ts";

/** Names that are held, the newest ones. */
const HELD_MAX = 120;

/** Passes on what is held of a pair's name, which comes again at a place. */
export function releaseHeld(
  pair: Pair,
  { step, state }: { step: number; state: LiveState },
  emit: OnEarned,
): void {
  const { name } = pair.info, key = heldKey(pair), held = state.held.get(key);
  if (!held) return;
  state.held.delete(key);
  state.unread.delete(name);
  const isAlone = isChangingAlone(held, state, true) || isMeasuredWhole(held, state);
  if (isAlone) delete state.settings[name];
  const points = pointsInTraining(held, { isAlone, state }).filter((point) => !isPlanned(point, step, state));
  points.forEach((point, at) => {
    const isGiven = isSet(point.step) || isAlone || point.line >= state.trainedLine ||
      isMeasuredBefore(held, { value: point.value, next: (points[at + 1] ?? pair).value, state });
    if (isGiven) emit({ ...held.pair, value: point.value, line: point.line }, point);
  });
}

/** True for a value from before training beyond the place where its name comes again: its line said how far training will go. */
const isPlanned = (point: HeldPoint, step: number, { trainedLine }: LiveState): boolean =>
  point.line < trainedLine && point.step > step;

/**
 * Passes on what stood beside the first number that counted, at the next one or where the log ends, unless that goes back and names anything
 * else: then it said how far training will go.
 */
export function settlePlan(
  { step, epoch, pairs }: Pick<Place, "step" | "epoch"> & Pick<LineFacts, "pairs">,
  state: LiveState,
  emit: OnEarned,
): void {
  const isAgain = pairs.length > 0 && pairs.every((pair) => isOfPlan(pair, state) && !namesRate(pair.info.name));
  for (const [key, { pair, points }] of state.held) {
    const point = points.find(({ line }) => line === state.planLine);
    if (point === undefined || pair.integer || pair.mustRecur || pair.info.role === "noise") continue;
    const isBack = isSet(epoch) && isSet(point.epoch) ? epoch < point.epoch : step < point.step;
    if (isBack && !isAgain) state.held.delete(key);
    else {
      forgetValues(state);
      releaseHeld({ ...pair, value: points.at(-1)!.value }, { step: Infinity, state }, emit);
    }
  }
  state.planLine = NaN;
}

/** True for a line that counts, or names what stood beside the number that may say how far training will go. */
export function tellsOfPlan(facts: LineFacts, state: LiveState): boolean {
  return hasProgress(facts) || facts.pairs.some((pair) => isOfPlan(pair, state));
}

const isOfPlan = (pair: Pair, { held, planLine }: LiveState): boolean =>
  held.get(heldKey(pair))?.points[0]?.line === planLine;

/** True for a value before the first step of a known name, and for a decimal of any other that had changed at the next one: no setting does. */
function isMeasuredBefore(
  { pair: { info, integer } }: HeldName,
  { value, next, state }: { value: number; next: number; state: LiveState },
): boolean {
  if (isSureName(info)) return !(state.trained && isGivenName(info.name, state));
  if (integer || namesRate(info.name)) return false;
  return info.known ||
    (info.role === "metric" && info.kind === "metric" && !Object.is(next, value));
}

/** What is held of a name. A rate beyond the epoch, or the step, that training has come to was a setting, as `epoch: 50` above it. */
function pointsOf({ pair, runs, points }: HeldName, { epoch, globalStep, footer }: LiveState): HeldName["points"] {
  const all = [...pointsOfRuns(runs), ...points];
  const reached = footer.side === "above" ? globalStep + footer.stride : globalStep;
  return namesRate(pair.info.name) ? all.filter((point) => !(point.epoch > epoch || point.step > reached)) : all;
}

/** The same without those on lines that were left out as settings, unless the name proved itself alone: in training it means something else. */
function pointsInTraining(
  held: HeldName,
  { isAlone, state }: { isAlone: boolean; state: LiveState },
): HeldName["points"] {
  const { isRecord, last } = state.listing, points = pointsOf(held, state);
  return isAlone || isRecord ? points : points.filter(({ line, step }) => isSet(step) || !(line <= last));
}

/** True for a pair whose name is held with another value. */
export function hasChanged(pair: Pair, { held }: LiveState): boolean {
  const last = held.get(heldKey(pair))?.points.at(-1)?.value;
  return last !== undefined && last !== pair.value;
}

/** The line with each pair in doubt whose name is: on an earlier line it may have been part of the run's name, so it must change everywhere. */
export function doubtHeld(facts: LineFacts, { held }: LiveState): LineFacts {
  const isDoubted = (pair: Pair) => !pair.mustRecur && held.get(heldKey(pair))?.pair.mustRecur === true;
  if (held.size === 0 || !facts.pairs.some(isDoubted)) return facts;
  return { ...facts, pairs: facts.pairs.map((pair) => isDoubted(pair) ? { ...pair, mustRecur: true } : pair) };
}

/** Holds a pair, and says so. */
export function hold(pair: Pair, place: Place, state: LiveState, emit: OnEarned): void {
  noteUnread(pair.info.name, pair.line, { reason: "alone", state });
  keepHeld(pair, place, state, emit);
}

/** Holds a pair, until its name proves itself. */
export function keepHeld(pair: Pair, place: Place, state: LiveState, emit: OnEarned): void {
  const held = state.held.get(heldKey(pair)), hasMoved = held !== undefined && isMove(held, place, { pair, state });
  addPoint(pair, place, state);
  if (held === undefined) return;
  const isAlone = isChangingAlone(held, state, place.bar === "over");
  if (hasMoved || isAlone || isMeasuredWhole(held, state)) releaseHeld(pair, { step: place.step, state }, emit);
  else if (held.points.length > HELD_POINTS_MAX) shorten(held, state);
}

/** Keeps a value, whatever it proves. */
export function keepPoint(pair: Pair, standing: Standing, state: LiveState): void {
  const held = addPoint(pair, standing, state);
  if (held.points.length > HELD_POINTS_MAX) shorten(held, state);
}

/** Keeps the first point of a name shorter. */
function shorten({ points, runs }: HeldName, state: LiveState): void {
  addToRuns(points.shift()!, runs);
  state.room -= RUN_BYTES;
}

function addPoint(pair: Pair, { step, epoch, globalStep }: Standing, state: LiveState): HeldName {
  const key = heldKey(pair), kept = { value: pair.value, step, epoch, globalStep, line: pair.line };
  const held = state.held.get(key);
  if (held !== undefined) {
    held.points.push(kept);
    held.pair.mustRecur ||= pair.mustRecur;
    state.room -= POINT_BYTES;
    return held;
  }
  const fresh = { points: [kept], runs: [], pair: { ...pair } };
  if (state.held.size >= HELD_MAX) state.held.delete(state.held.keys().next().value!);
  state.held.set(key, fresh);
  state.room -= heldBytes(fresh);
  return fresh;
}

/**
 * True when a name comes for the third time with changing decimals in a log that counts nothing, or has only a bar that is over; a rate must
 * come behind metrics, or follow a schedule.
 */
function isChangingAlone(held: HeldName, { trainedLine }: LiveState, isBehindBar: boolean): boolean {
  const { points, pair } = held;
  return points.length >= HELD_POINTS_MAX && !pair.integer &&
    (!namesRate(pair.info.name) || points[1]!.line > trainedLine || isSchedule(held)) &&
    points.every(({ step }) => !isSet(step) || (isBehindBar && step === points[0]!.step)) &&
    new Set(points.map(({ value }) => value)).size >= 2;
}

/** Values of a rate that nobody sets one by one. */
const SCHEDULE_VALUES = 8;

/** True for a rate that a schedule changes, before training too: it warms up. */
function isSchedule({ runs, points }: HeldName): boolean {
  return runs.length >= SCHEDULE_VALUES - HELD_POINTS_MAX &&
    new Set([...pointsOfRuns(runs), ...points].map(({ value }) => value)).size >= SCHEDULE_VALUES;
}

/** True when a held name comes again with progress, so that it is charted. */
function isMove(
  { points }: HeldName,
  { step, globalStep }: Place,
  { pair: { info, value, integer }, state }: { pair: Pair; state: LiveState },
): boolean {
  const last = points.at(-1)!, hasChanged = value !== last.value, isBack = globalStep < last.globalStep;
  if (isOfLastTraining(last, state) && (namesRate(info.name) || isGivenName(info.name, state))) return false;
  if (step > last.step && !isBack && !integer && (hasChanged || namesRate(info.name))) return true;
  if (info.role === "setting") return false;
  return isSureName(info) && (hasChanged || points.length === HELD_POINTS_MAX); // `loss=3`, `loss=2`
}

/** True for a point above the training that goes on: what is printed once a training says what each was given. */
function isOfLastTraining({ line, step }: HeldPoint, { trained, trainedLine, anewLine }: LiveState): boolean {
  return trained && (line < anewLine || (line < trainedLine && !isSet(step)));
}
