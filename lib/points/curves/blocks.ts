/**
 * Blocks: a line with a counter, and below it lines with one value each, one of which is known. Doesn't hold or give values.
 *
 *     Iteration: 66
 *     Mean reward: 4.2
 *     Mean action std: 0.88
 *
 * @module
 */
import { hasProgress, isSet, type LineFacts } from "../grammar/statement.ts";
import { ROUNDS_PRIORITY } from "../words/vocabulary.ts";
import { knownMetric } from "./metrics.ts";
import type { BarState } from "./bar_state.ts";
import { barStep, isOver } from "./bars.ts";
import type { Block, LiveState } from "./state.ts";
import { isMeasuredDecimal, namesRate } from "./sure.ts";

/** Lines of a block are at most this far apart. */
const BLOCK_GAP_LINES = 2;

/** What else is known of the first line of a block: whether it draws a bar, and the step where it stands. */
export interface Beginning {
  isBar?: boolean;
  step?: number;
}

/** Begins a block at a line that prints progress and no value; any other line without a value may stand within a block. */
export function noteBlock(facts: LineFacts, { block }: LiveState, { isBar, step }: Beginning = {}): void {
  const isNear = facts.line - block.line <= BLOCK_GAP_LINES;
  if (isBar && isNear && isSet(block.step)) return;
  if (hasProgress(facts)) {
    const named = isBar || !isSet(facts.step) ? NaN : step ?? NaN;
    Object.assign(block, {
      line: facts.line,
      known: false,
      priority: facts.stepPriority,
      step: named,
      isPlaced: false,
    });
  } else if (!block.known && isNear) block.line = facts.line;
}

/**
 * The step that the first line of the block names, for a line without counters beside a bar that goes on: one that has not passed it, or had not
 * when the first value of the block came. NaN elsewhere.
 */
export function stepOfBlock(facts: LineFacts, bar: BarState, { block }: LiveState): number {
  const { line, step, isPlaced } = block, lines = facts.line - line;
  if (
    !(lines > 0 && lines <= BLOCK_GAP_LINES) || hasProgress(facts) || !isSet(step) || facts.pairs.length === 0 ||
    isOver(bar)
  ) return NaN;
  return isPlaced || barStep(bar) <= step ? step : NaN;
}

/**
 * True for the second counter of a block, whose name is worse than the first one's: `NumTimesteps: 32898` below `Iteration: 1`. So are several
 * steps below an episode: they say how long it was.
 */
export function isLesserCounter({ line, pairs, step, epoch, stepPriority }: LineFacts, { block }: LiveState): boolean {
  const isCounter = pairs.length === 0 && isSet(step) && !isSet(epoch);
  const isLesser = stepPriority > block.priority ||
    (block.priority === ROUNDS_PRIORITY && !Number.isInteger(stepPriority));
  return isCounter && line - block.line <= BLOCK_GAP_LINES && isLesser;
}

/** Adds a line with values to the block above it, when it is near enough. */
export function continueBlock(facts: LineFacts, isKnown: boolean, state: LiveState): void {
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
export function isBlockValue(facts: LineFacts, block: Block): boolean {
  if (block.line !== facts.line || !block.known || !hasSingleValue(facts)) return false;
  const { info, integer } = facts.pairs[0]!;
  return !integer && info.role === "metric" && !namesRate(info.name);
}

function hasSingleValue({ pairs }: LineFacts): boolean {
  return pairs.length === 1 && pairs[0]!.separated;
}
