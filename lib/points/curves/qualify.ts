/**
 * Gives numbers of one printed name different names where they mean different things: measured on other data, or over a whole epoch.
 *
 * @module
 */
import { isSet, type LineFacts, type Pair } from "../grammar/statement.ts";
import { canonicalName } from "../words/name.ts";
import { hasSplit, splitOf } from "../words/splits.ts";
import { knownMetric, MARKS_MAX } from "./metrics.ts";
import { sizeOfText } from "../size.ts";
import type { Place } from "./mark.ts";
import type { LiveState } from "./state.ts";

const AVERAGE = /^average_(?=loss$)/;
/** Names that say that training has them, at their start or end. */
const OF_TRAINING = /^train|[_/.-]train(?:ing)?$/;

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

/**
 * Finds the name of a number's curve: `loss` on a line of a test is `test_loss`, on an epoch's summary `epoch_loss`. So is one where
 * the loss of single batches was printed above.
 */
export function qualifyName(
  pair: Pair,
  phase: Phase,
  context: { place: Place; state: LiveState; pairs: readonly Pair[]; mark?: string },
): string {
  const { name, kind } = pair.info, { place, state: { metrics } } = context;
  if (kind === "throughput" || name === "learning_rate") return name;
  const own = nameInPhase(name, phase, context);
  const isBelow = !place.own && place.bar !== "open" && Number.isInteger(place.epoch);
  const metric = isBelow ? knownMetric(own, metrics) : undefined;
  const isSummary = metric?.ofBatch && !isApart(metric.mark, context);
  return isSummary ? `epoch_${own}` : own;
}

/** True for a line with another mark than the curve of its name has: it is told apart by that. */
function isApart(known: number, { mark = "", state: { marks } }: { mark?: string; state: LiveState }): boolean {
  const at = marks.indexOf(mark);
  return mark !== "" && (at < 0 || at + 1 !== known);
}

function nameInPhase(
  name: string,
  phase: Phase,
  { place, state, pairs }: { place: Place; state: LiveState; pairs: readonly Pair[] },
): string {
  if (phase.name) {
    const isWide = phase.own || (place.epochOnly && pairs.some(({ info }) => LOSS.test(info.name)));
    const short = phase.own ? shortName(name, pairs) : name;
    const full = addPhase(short, phase, { state, ambiguous: isWide ? AMBIGUOUS : LOSS });
    return isPrintedToo(full, name, { state, pairs }) ? name : full;
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

/** True for a name that its line prints for another number: `eval_loss = 0.4, loss = 0.5`. Training's own name stays training's. */
function isPrintedToo(
  full: string,
  name: string,
  { state, pairs }: { state: LiveState; pairs: readonly Pair[] },
): boolean {
  if (full === name || !pairs.some(({ info }) => info.name === full)) return false;
  return knownMetric(name, state.metrics)?.phase !== "";
}

/** The name without the word for an average, unless the line has that name too. */
function shortName(name: string, pairs: readonly Pair[]): string {
  const plain = name.replace(/^(?:average|avg|mean)_(?=loss|acc)/, "");
  return plain === name || pairs.some(({ info }) => info.name === plain) ? name : plain;
}

/** The name of a value over a whole epoch, where it isn't the name of single steps. */
function nameOfEpoch(name: string, { metrics }: LiveState): string {
  if (AVERAGE.test(name)) return name.replace(AVERAGE, "epoch_");
  return knownMetric(name, metrics)?.stepped ? `epoch_${name}` : name;
}

/** The split of a bar that no word names. */
const UNNAMED = "eval";

/**
 * Gives a bar without any word of a split one, where training's bar has ended in the same epoch: it measures the same metrics over fewer
 * batches.
 */
export function splitOfBar(facts: LineFacts, { phase, epoch, batches, metrics }: LiveState): LineFacts {
  if (phase !== "" || facts.phase !== "" || isSet(facts.step) || !(facts.batchTotal < batches.total)) return facts;
  const isBehind = Number.isInteger(epoch) && batches.epoch === epoch && batches.last >= batches.total - 1;
  const isAgain = facts.pairs.some(({ info, phase }) => info.known && phase === "" && knownMetric(info.name, metrics));
  return isBehind && isAgain ? { ...facts, phase: UNNAMED } : facts;
}

/**
 * Finds the name of a curve on a line with a mark, and the mark's number: `loss` on a line of `[student]` is `student_loss`, where lines
 * without that mark drew `loss` first. Remembers the mark.
 */
export function qualifyMark(name: string, mark: string, state: LiveState): { marked: string; mark: number } {
  if (mark === "") return { marked: name, mark: 0 };
  const number = numberOfMark(mark, state);
  const metric = knownMetric(name, state.metrics);
  const isOther = number > 0 && metric !== undefined && metric.mark !== number;
  return { marked: isOther ? canonicalName(`${mark} ${name}`) : name, mark: number };
}

/** The number of a mark, which is remembered; 0 for one too many. */
function numberOfMark(mark: string, state: LiveState): number {
  const { marks } = state;
  if (!marks.includes(mark) && marks.length < MARKS_MAX) {
    marks.push(mark);
    state.room -= sizeOfText(mark);
  }
  return marks.indexOf(mark) + 1;
}

function addPhase(
  name: string,
  phase: Phase,
  { state, ambiguous }: { state: LiveState; ambiguous: RegExp },
): string {
  if (hasSplit(name) || name.startsWith(phase.name)) return name;
  const metric = knownMetric(name, state.metrics);
  const differs = metric === undefined ? state.held.has(name) : metric.phase !== splitOf(phase.name);
  return differs || ambiguous.test(name) ? `${phase.name}_${name}` : name;
}

/** A loss below a heading that names a split is that split's, though no training printed a loss before; what stands beside it is too. */
const LOSS = /^(?!(?:average|avg|mean)_)[^/]*loss[^/]*$/;
/** Names that every program measures on its training data too. */
const AMBIGUOUS =
  /^[^/]*(?:(?<!log)loss|(?:^|_)(?:err(?:or)?|acc(?:uracy)?|ppl|perplexity|nll|rewards?|returns?)(?:$|[_@]))[^/]*$/;

/**
 * Finds the mark of a line with a tag, and remembers the tag: it is one where it comes at the step of another line of the same metric, which had another tag. At a second step it is
 * the tag's for good, and at once where the steps begin again behind another tag: `Student epoch 1` behind `Teacher epoch 9`. Empty
 * elsewhere: a word that changes from step to step sets nothing apart.
 */
export function settleTag(name: string, tag: string, { step, state }: { step: number; state: LiveState }): string {
  if (tag === "") return tag;
  const { tags } = state, first = tags.get(tag);
  if (first === EVERYWHERE || first === step) return tag;
  const metric = knownMetric(name, state.metrics), reached = metric?.lastStep ?? NaN;
  const isAgain = state.tag !== "" && reached > step;
  if (tag === state.tag || !(isAgain || reached === step)) return "";
  if (metric) leaveToTagAbove(metric, state);
  if (isAgain || first !== undefined) keepTag(tag, EVERYWHERE, state);
  else keepTag(tag, step, state);
  return tag;
}

/** The curve of a plain name stays that of the tag which drew it. */
function leaveToTagAbove(metric: { mark: number }, state: LiveState): void {
  if (metric.mark === 0 && state.tag !== "") metric.mark = numberOfMark(state.tag, state);
}

/** Stands for the step of a tag that has set lines of two steps apart. */
const EVERYWHERE = Infinity;

function keepTag(tag: string, step: number, state: LiveState): void {
  if (!state.tags.has(tag)) {
    if (state.tags.size >= MARKS_MAX) return;
    state.room -= sizeOfText(tag);
  }
  state.tags.set(tag, step);
}
