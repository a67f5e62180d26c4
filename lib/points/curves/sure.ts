/**
 * What a name and a printed number prove on any line: `loss: 0.5` is measured, `lr: 0.1` may be a setting. Knows no earlier line but that
 * training began.
 *
 * @module
 */
import { isSet, type LineFacts, type Pair } from "../grammar/statement.ts";
import { isRate } from "../words/measured.ts";
import { endsWithSplit, isOnlyPhased, type NameInfo, understandName } from "../words/name.ts";
import { heldKey, type HeldName } from "./held.ts";
import { knownMetric } from "./metrics.ts";
import type { LiveState } from "./state.ts";

/** Names whose number is a setting when it is printed before training. */
const RATE = /learning_rate$|scale|(?:^|[_/])lr(?:_|$)/;

/** True for the name of a rate or a scale, which configurations print too. */
export const namesRate = (name: string): boolean => RATE.test(name) || isRate(name);

/** Names of metrics that configurations use too. */
const WEAK = /score|cost|error|entropy|regret|objective|recall|precision|test$|train$|dice/;
/** A split in such a name says that it was measured. */
const OF_SPLIT = /(?:val|valid|validation|train|test|dev|best)_/;

const isWeak = (name: string) => (WEAK.test(name) && !OF_SPLIT.test(name)) || isOnlyPhased(name);

/** True for a name that means a measured value on any line: `loss`, not `score` or `train`. */
export function isSureName({ name, known }: NameInfo): boolean {
  return known && !namesRate(name) && !isWeak(name) && !endsWithSplit(name);
}

/** True for a finite number under a name that means a measured value, and for a speed. */
export function isKnownName({ info, value, separated }: Pair): boolean {
  const isNamed = info.known ? !namesRate(info.name) : info.kind === "throughput";
  return isNamed && separated && Number.isFinite(value);
}

const isKnownDecimal = ({ info, integer }: Pair) => info.known && !integer && !namesRate(info.name);

/** True when the line prints a known metric: its pairs are charted without a step. */
export function hasKnownValue({ pairs }: LineFacts, { trained, epoch, bars }: LiveState): boolean {
  const isTraining = trained || isSet(epoch) || bars.length > 0;
  return pairs.some(({ info, value, unit, separated, integer }) =>
    info.known && !namesRate(info.name) && Number.isFinite(value) && (!integer || unit === "%") &&
    (isTraining || (!isWeak(info.name) && (separated || pairs.length === 1 || pairs.filter(isKnownDecimal).length > 1)))
  );
}

/**
 * True when training has begun and the line has several named values and nothing else: `CP: 0.917, CR: 0.614`. Unless what stands above says that
 * they were measured, they come again, at another step or for the third time: what is printed once behind training was learnt.
 */
export function isAllValues({ pairs, line, phase }: LineFacts, step: number, state: LiveState): boolean {
  const { trained, title } = state;
  if (!trained || !(isSet(step) || isSet(state.epoch)) || pairs.length < 2 || !pairs.every(isMeasuredDecimal)) {
    return false;
  }
  if (phase !== "" || state.phase !== "" || (line - title.last <= TITLED_LINES && namesMetric(title.words))) {
    return true;
  }
  return pairs.every((pair) => comesAgain(pair, step, state));
}

/** True for a name that has a curve, or is held with a value of an earlier step or two that differ. */
function comesAgain(pair: Pair, step: number, state: LiveState): boolean {
  const own = state.held.get(heldKey(pair)), points = own?.points ?? [], last = points.at(-1);
  if (!own || !last) return knownMetric(pair.info.name, state.metrics) !== undefined;
  if (comesOnceEach(own, state)) return false;
  return last.step < step || (points.length > 1 && points.some(({ value }) => value !== pair.value));
}

/** True for a name that was printed above the first training, and once above each later one: it says what each was given. */
function comesOnceEach({ runs, points }: HeldName, { trainedLine, anewLine }: LiveState): boolean {
  const first = runs[0]?.first ?? points[0]!, last = points.at(-1)!;
  return first.line < trainedLine && !isSet(first.step) && (last === first || last.line < anewLine);
}

/** Lines below a title that are its own. */
const TITLED_LINES = 8;

/** True for the title of values that are all of one metric: `Accuracy`. */
function namesMetric(words: string): boolean {
  return words !== "" && isSureName(understandName(words));
}

/** True for a decimal under a name that may be measured, with a mark between them. */
export function isMeasuredDecimal({ info, separated, integer, mustRecur }: Pair): boolean {
  return separated && !integer && !mustRecur && info.role === "metric" && !namesRate(info.name);
}

/** A row whose names are known only where every program knows them, though a table names its values. */
export function doubted(row: LineFacts): LineFacts {
  return { ...row, pairs: row.pairs.map((pair) => ({ ...pair, info: understandName(pair.info.name) })) };
}
