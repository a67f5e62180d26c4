/**
 * Gives numbers of one printed name different names where they mean different things: measured on other data, or over a whole epoch.
 *
 * @module
 */
import type { LineFacts, Pair } from "../grammar/statement.ts";
import { addsSplit, hasSplit, splitOf } from "../words/splits.ts";
import { isApart } from "./badges.ts";
import { NEAR_LINES } from "./bars.ts";
import { knownMetric } from "./metrics.ts";
import type { Place } from "./standing.ts";
import type { LiveState } from "./state.ts";

const AVERAGE = /^average_(?=loss$)/;
/** Names that say that training has them: `train_loss`, `avg_train_loss`, `loss/train`. */
const OF_TRAINING = /^train|[_/.-]train(?:ing)?(?:$|[_/.-])/;

/** True for a name of an evaluation's metric: `val_loss`, not `train_loss` or `samples_train`. */
export function isPhased(name: string): boolean {
  return hasSplit(name) && !isOfTraining(name);
}

/** True for a value of an evaluation, by its phase or its name. */
export function namesPhase({ phase, info }: Pair): boolean {
  return phase !== "" || isPhased(info.name);
}

/** True for a name that says that training has it: `train_loss`. */
export function isOfTraining(name: string): boolean {
  return OF_TRAINING.test(name);
}

/** What a number was measured on: `val`, `test`…; empty for training. */
export interface Phase {
  name: string;
  /** True when the line names it, training too; false when an earlier heading does. */
  own: boolean;
}

/** The name of a pair's curve without the line's badge, and the phase that it was measured in. */
export function nameOf(
  pair: Pair,
  facts: LineFacts,
  { place, state }: { place: Place; state: LiveState },
): { name: string; phase: string } {
  const named = pair.phase || facts.phase, own = named !== "" || facts.ofTraining;
  const isBeside = place.stepped && !facts.lead?.isHeading && !isBelowHeading(facts.line, place, state);
  const phase = own || isBeside || namesSplits(facts) ? named : state.phase;
  const { pairs, badge } = facts;
  return { name: qualifyName(pair, { name: phase, own }, { place, state, pairs, badge }), phase };
}

/** Lines below a heading that are its own, where the bar above it places them, and where nothing was measured yet. */
export const HEADED_LINES = 8;

/**
 * True for a line that a bar places, below a heading that was printed below the bar. A line that waited for the bar stands near its heading.
 */
function isBelowHeading(line: number, { bar, barLine }: Place, { phaseLine }: LiveState): boolean {
  if (bar === null || line - phaseLine > HEADED_LINES) return false;
  return barLine > line ? line - phaseLine <= NEAR_LINES : phaseLine > barLine;
}

/** True for a line that says which of its values is an evaluation's: `Loss: 0.5 || Val Loss: 0.6`. No heading above is of the others. */
export function namesSplits({ pairs }: LineFacts): boolean {
  return pairs.length > 1 && pairs.some(namesPhase);
}

/**
 * Finds the name of a number's curve: `loss` on a line of a test is `test_loss`, on an epoch's summary `epoch_loss`. So is one where
 * the loss of single batches was printed above.
 */
export function qualifyName(
  pair: Pair,
  phase: Phase,
  context: { place: Place; state: LiveState; pairs: readonly Pair[]; badge?: string },
): string {
  const { name, kind } = pair.info, { place, state: { metrics } } = context;
  if (kind === "throughput" || name === "learning_rate") return name;
  const own = nameInPhase(name, phase, context);
  const metric = !place.own && Number.isInteger(place.epoch) ? knownMetric(own, metrics) : undefined;
  // A bar that goes on places the value of a batch, unless it is around the epochs: then it has not come as far as the batches.
  const isBelow = metric !== undefined && (place.bar !== "open" || place.step < Math.floor(metric.lastStep));
  const isSummary = isBelow && metric.ofBatch && !isApart(metric.badge, context);
  return isSummary ? `epoch_${own}` : own;
}

function nameInPhase(
  name: string,
  phase: Phase,
  { place, state, pairs }: { place: Place; state: LiveState; pairs: readonly Pair[] },
): string {
  if (phase.name) {
    const isWide = phase.own || (place.epochOnly && pairs.some(({ info }) => LOSS.test(info.name)));
    const short = phase.own && !hasSplit(name) ? shortName(name, pairs) : name;
    const full = addPhase(short, phase, { state, ambiguous: isWide ? AMBIGUOUS : LOSS });
    return isPrintedToo(name, { phase: phase.name, full, state, pairs }) ? name : full;
  }
  if (isOfEvaluation(name, state) && (phase.own || isTraining(pairs, place))) return `train_${name}`;
  return place.epochOnly ? nameOfEpoch(name, state) : name;
}

/** True for a name without a split that an evaluation has drawn. */
function isOfEvaluation(name: string, { metrics }: LiveState): boolean {
  return Boolean(knownMetric(name, metrics)?.phase) && !hasSplit(name);
}

/** True for a line that counts steps or epochs itself, or that a bar places which isn't over, without a name of an evaluation's metric. */
function isTraining(pairs: readonly Pair[], { own, epochOnly, bar }: Place): boolean {
  return (own || epochOnly || bar === "open") && !pairs.some(({ info }) => isPhased(info.name));
}

/**
 * True for a name that its line prints for another number: `eval_loss = 0.4, loss = 0.5`, `loss=0.5 val.loss=0.4`. A name that was charted as
 * training's without the other one beside it stays training's.
 */
function isPrintedToo(
  name: string,
  { phase, full, state: { metrics }, pairs }: { phase: string; full: string; state: LiveState; pairs: readonly Pair[] },
): boolean {
  if (full === name) return false;
  const split = splitOf(phase);
  const other = pairs.find(({ info }) => info.name === full || addsSplit(info.name, { name, split }));
  const metric = other && knownMetric(name, metrics);
  return other !== undefined &&
    (metric?.phase !== "" || metric.lastLine === knownMetric(other.info.name, metrics)?.lastLine);
}

/** The name without the word for an average, unless the line has that name too. */
function shortName(name: string, pairs: readonly Pair[]): string {
  const plain = name.replace(/^(?:average|avg|mean)_(?=loss|acc)/, "");
  return plain === name || pairs.some(({ info }) => info.name === plain) ? name : plain;
}

/** The name of a value over a whole epoch, where it isn't the name of single steps. */
function nameOfEpoch(name: string, { metrics }: LiveState): string {
  const mean = nameOfMean(name);
  return mean === name && knownMetric(name, metrics)?.stepped ? `epoch_${name}` : mean;
}

/** `epoch_loss` for the mean over an epoch. */
const nameOfMean = (name: string): string => name.replace(AVERAGE, "epoch_");

function addPhase(
  name: string,
  phase: Phase,
  { state, ambiguous }: { state: LiveState; ambiguous: RegExp },
): string {
  if (hasSplit(name) || name.startsWith(phase.name)) return name;
  const { metrics } = state, metric = knownMetric(name, metrics) ?? knownMetric(nameOfMean(name), metrics);
  const differs = metric === undefined ? state.held.has(name) : metric.phase !== splitOf(phase.name);
  return differs || ambiguous.test(name) ? `${phase.name}_${name}` : name;
}

/** A loss below a heading that names a split is that split's, though no training printed a loss before; what stands beside it is too. */
const LOSS = /^(?!(?:average|avg|mean)_)[^/]*loss[^/]*$/;
/** Names that every program measures on its training data too. */
const AMBIGUOUS =
  /^[^/]*(?:(?<!log)loss|(?:^|_)(?:err(?:or)?|acc(?:uracy)?|ppl|perplexity|nll|rewards?|returns?)(?:$|[_@]))[^/]*$/;
