/**
 * Which named numbers become points. A number on a line that says where training stands, or under a known metric's name, is charted at
 * once; any other name is held until it recurs with changing progress. What never does is a setting.
 *
 * @module
 */
import { METRIC_NAME_MAX_CHARS } from "../../limits.ts";
import type { HeldName } from "./held.ts";
import { metricKey } from "./metrics.ts";
import type { NameInfo } from "../words/name.ts";
import type { Place } from "./place.ts";
import type { LiveState } from "./state.ts";
import { hasProgress, type LineFacts, type Pair } from "../grammar/statement.ts";
import { METRIC_ALONE } from "../words/vocabulary.ts";

/** Bytes that held names may take when they are stored, some 120 usual ones; fewer where there are many metrics. */
const HELD_BYTES_MAX = 24_000, HELD_BYTES_FEW = 4_000, METRICS_MANY = 300;
/** What one takes beside its name. */
const HELD_NAME_BYTES = 170;
const HELD_POINTS_MAX = 3;

/** Takes a pair that earned its chart. */
export type OnEarned = (pair: Pair, step: number, epoch: number) => void;

/** Gives each pair that earned its chart to `emit`, held ones of the same name first. */
export function promotePairs(
  facts: LineFacts,
  { place, state, isSure }: { place: Place; state: LiveState; isSure: boolean },
  emit: OnEarned,
): void {
  const placed = isSure || hasProgress(facts);
  const isKnown = placed || hasKnownValue(facts, state) || isAllValues(facts, state);
  const isInBlock = continueBlock(facts, isKnown, state);
  for (const pair of facts.pairs) {
    const { info } = pair;
    if (info.role === "setting" && (!placed || pair.integer)) continue;
    if (isKnown || isInBlock || isCharted(info.name, place, state) || (state.trained && isKnownName(pair))) {
      if (state.held.size > 0) releaseHeld(info.name, state, emit);
      emit(pair, place.step, place.epoch);
    } else if (pair.separated && info.name.length <= METRIC_NAME_MAX_CHARS) hold(pair, place, state, emit);
  }
}

/** True for a name with points; of a rate only when training moved on, else it is of a configuration that is printed late. */
function isCharted(name: string, { step }: Place, { metrics }: LiveState): boolean {
  const metric = metrics.get(metricKey(name));
  return metric !== undefined && (!RATE.test(name) || step !== metric.lastStep);
}

/** Names whose number before training is a setting, however well known. */
const RATE = /learning_rate$|scale|(?:^|_)lr(?:_|$)/;

/** Names that also stand in what is printed before training. */
const WEAK =
  /^(?!.*(?:val|valid|validation|train|test|dev)_).*(?:score|cost|error|entropy|regret|objective|recall|precision|test$|train$|dice)/;

/** A name that means a measured value whatever stands around it: `loss`, not `score` or `train`. */
export function isSureName({ name, known }: NameInfo): boolean {
  return known && !RATE.test(name) && !WEAK.test(name) && !METRIC_ALONE.has(name);
}

function isKnownName({ info, value, separated }: Pair): boolean {
  const isNamed = info.known ? !RATE.test(info.name) : info.kind === "throughput";
  return isNamed && separated && Number.isFinite(value);
}

const isKnownDecimal = ({ info, integer }: Pair) => info.known && !integer && !RATE.test(info.name);

/** A known metric stands on the line: it and what is printed beside it are charted without a step. */
function hasKnownValue({ pairs }: LineFacts, { trained, epoch, bars }: LiveState): boolean {
  const alone = pairs.length === 1 || pairs.filter(isKnownDecimal).length > 1,
    underWay = trained || epoch === epoch || bars.length > 0;
  return pairs.some(({ info, value, unit, separated, integer }) =>
    info.known && !RATE.test(info.name) && Number.isFinite(value) && (underWay || !WEAK.test(info.name)) &&
    (separated || underWay || alone) && (!integer || unit === "%")
  );
}

/** While training goes on, a line of several named values and nothing else is of metrics: `CP: 0.917, CR: 0.614`. */
function isAllValues({ pairs }: LineFacts, { trained, step, epoch }: LiveState): boolean {
  const isValue = ({ info, separated, integer }: Pair) =>
    separated && !integer && info.role === "metric" && !RATE.test(info.name);
  return trained && (step === step || epoch === epoch) && pairs.length >= 2 && pairs.every(isValue);
}

/** Lines of a block are no further apart. */
const BLOCK_GAP_LINES = 2;

/** A line that names no value may begin a block, by saying where training stands, or stand between that and the first known metric. */
export function noteBlock(facts: LineFacts, { block }: LiveState): void {
  if (hasProgress(facts)) Object.assign(block, { line: facts.line, known: false });
  else if (!block.known && facts.line - block.line <= BLOCK_GAP_LINES) block.line = facts.line;
}

/** `Mean action std: 0.88`, below `Mean reward: 4.2` in one block that training printed: true for a line of one value in it. */
function continueBlock({ pairs, line }: LineFacts, isKnown: boolean, { block }: LiveState): boolean {
  const [pair] = pairs;
  if (!(line - block.line <= BLOCK_GAP_LINES)) return false;
  block.line = line;
  if (pairs.length !== 1 || !pair!.separated) return false;
  block.known ||= isKnown;
  return block.known && !pair!.integer && pair!.info.role === "metric" && !RATE.test(pair!.info.name);
}

function releaseHeld(name: string, state: LiveState, emit: OnEarned): void {
  const held = state.held.get(name);
  if (!held) return;
  state.held.delete(name);
  for (const { value, step, epoch, line } of held.points) {
    const { info, integer } = held.pair;
    if (step === step || (info.known && !integer && !RATE.test(name)) || isSureName(info)) {
      emit({ ...held.pair, value, line }, step, epoch);
    }
  }
}

function hold(pair: Pair, { step, epoch }: Place, state: LiveState, emit: OnEarned): void {
  const { name } = pair.info;
  const kept = { value: pair.value, step, epoch, line: pair.line };
  const held = state.held.get(name);
  if (!held) {
    makeRoom(name, state);
    state.held.set(name, { points: [kept], pair: { ...pair } });
    return;
  }
  const hasMoved = isMove(held, step, pair);
  held.points.push(kept);
  if (hasMoved) releaseHeld(name, state, emit);
  else if (held.points.length > HELD_POINTS_MAX) held.points.shift();
}

/** Lets go of the names that are held longest. */
function makeRoom(name: string, { held, metrics }: LiveState): void {
  let bytes = heldBytes(name) - (metrics.size > METRICS_MANY ? HELD_BYTES_FEW : HELD_BYTES_MAX);
  for (const each of held.keys()) bytes += heldBytes(each);
  for (const oldest of held.keys()) {
    if (bytes <= 0) return;
    bytes -= heldBytes(oldest);
    held.delete(oldest);
  }
}

/** At most three bytes a character. */
const heldBytes = (name: string) => HELD_NAME_BYTES + name.length * (/^[\x20-\x7e]*$/.test(name) ? 1 : 3);

/** True when a name recurs with progress: once is enough to be charted. */
function isMove({ points }: HeldName, step: number, { info, value, integer }: Pair): boolean {
  const last = points.at(-1)!, isOther = value !== last.value;
  if (step > last.step && !integer && (isOther || RATE.test(info.name))) return true;
  return isSureName(info) && (isOther || points.length === HELD_POINTS_MAX); // `loss=3`, `loss=2`
}
