/**
 * Epochs, and what else counts alone, on lines below the values that they are of: `loss: 0.5`, `Epoch 1 done`. The first values wait for such
 * a line, and those above each later one are of the epoch behind the last. Doesn't read what says that an epoch is over.
 *
 * @module
 */
import type { Point } from "../../model.ts";
import { isSet, type LineFacts, type Pair } from "../grammar/statement.ts";
import { sizeOf } from "../size.ts";
import { heldKey } from "./held.ts";
import { knownMetric, type MetricState } from "./metrics.ts";
import type { Place } from "./standing.ts";
import type { LiveState } from "./state.ts";

/** Lines for which the first values wait, the values that do, and lines between the last of them and the epoch's line, at most. */
const WAITING_LINES_MAX = 8, WAITING_MAX = 16, NEAR_LINES = 2;

/** Lets a metric's first point wait for the line of its epoch. False for any other, and where too much waits. */
export function letWaitForEpoch(
  point: Point,
  { count }: MetricState,
  { step, stepped }: Place,
  state: LiveState,
): boolean {
  const { waiting, side } = state.footer;
  if (count > 1 || stepped || isSet(step) || isSet(state.epoch) || side !== "" || state.bars.length > 0) return false;
  if (waiting.length >= WAITING_MAX || isLate(point.line, state)) return false;
  waiting.push(point);
  state.room -= sizeOf(point);
  return true;
}

/** True at a line that is too far below the first values for one of their epoch. */
export function isLate(line: number, { footer: { waiting } }: LiveState): boolean {
  return waiting.length > 0 && line - waiting[0]!.line > WAITING_LINES_MAX;
}

/** Reads a line's counter: the first one below values says by its words whether it is theirs. */
export function settleFooter(facts: LineFacts, state: LiveState): void {
  const { footer, step, epoch } = state, count = countOf(facts);
  if (!isSet(count) || isAmongValues(facts, state)) return;
  if (footer.side === "" && facts.isOver && isFirst(facts, state)) takeIntoCount(facts, state);
  else if (footer.side === "") return;
  const last = isSet(facts.step) ? step : countOf({ step, epoch });
  if (footer.side === "above") takeAbove(last + footer.stride, count, state);
  footer.stride = count > last ? count - last : strideFrom(last, count);
  footer.side = facts.isOver ? "below" : "";
}

/** True for an epoch among values that end with their step. */
function isAmongValues(facts: LineFacts, { footer: { side }, step }: LiveState): boolean {
  return side !== "" && isSet(step) && !isSet(facts.step);
}

/** The stride behind a first count: counts that don't begin with 0 or 1 are printed once in as many. */
function strideFrom(last: number, count: number): number {
  return !isSet(last) && Number.isInteger(count) && count > 1 ? count : 1;
}

/** Moves what is known of the values above a line from the count that was expected there to the line's own. */
function takeAbove(expected: number, count: number, { metrics }: LiveState): void {
  if (count === expected) return;
  for (const metric of metrics.byKey.values()) if (metric.lastStep === expected) metric.lastStep = count;
}

/** What a line counts: its step, else its epoch. */
function countOf({ step, epoch }: { step: number; epoch: number }): number {
  return isSet(step) ? step : epoch;
}

/** True below an epoch that stands above the first values. One among them is of the same record. */
const isBelowEpoch = ({ epoch, epochLine, footer: { waiting } }: LiveState) =>
  isSet(epoch) && !(waiting.length > 0 && epochLine > waiting[0]!.line);

/** True for the first counter of a log, near below values that came once each. */
function isFirst(facts: LineFacts, state: LiveState): boolean {
  const { step, bars, metrics, held, listing } = state;
  if (isBelowEpoch(state) || isSet(step) || bars.length > 0) return false;
  let last = listing.last; // a list of settings may turn out to be values above their epoch
  for (const { count, stepped, lastLine } of metrics.byKey.values()) {
    if (count > 1 || stepped) return false;
    last = Math.max(last || 0, lastLine);
  }
  for (const { points } of held.values()) {
    if (points.length === 1) last = Math.max(last || 0, points[0]!.line);
  }
  return facts.line - last <= NEAR_LINES;
}

/** Places all values so far at a line's count. */
function takeIntoCount(facts: LineFacts, { footer, metrics, held }: LiveState): void {
  const { epoch } = facts, step = countOf(facts);
  for (const metric of metrics.byKey.values()) metric.lastStep = step;
  for (const { points: [first, ...more] } of held.values()) {
    const isNear = facts.line - first!.line <= WAITING_LINES_MAX;
    if (more.length === 0 && isNear) Object.assign(first!, { step, epoch });
  }
  const globalStep = isSet(facts.step) ? step : null;
  for (const point of footer.waiting) Object.assign(point, { step, globalStep, epoch: isSet(epoch) ? epoch : null });
}

/** What counts at a line that names no step: the newest epoch and step. At a value that has those already, the next ones began. */
export function countAbove(facts: LineFacts, state: LiveState): Pick<LiveState, "epoch" | "step"> {
  const { footer, epoch, step } = state, { pairs } = facts;
  if (footer.side === "" || isSet(facts.epoch)) return state;
  if (footer.side === "below" && pairs.some((pair) => isReached(pair, state))) footer.side = "above";
  if (footer.side !== "above") return { epoch, step };
  return isSet(step) ? { epoch, step: step + footer.stride } : { epoch: epoch + footer.stride, step };
}

function isReached(pair: Pair, { metrics, held, epoch, step }: LiveState): boolean {
  const { lastStep } = knownMetric(pair.info.name, metrics) ??
    { lastStep: held.get(heldKey(pair))?.points.at(-1)?.step };
  return lastStep !== undefined && lastStep >= countOf({ step, epoch });
}
