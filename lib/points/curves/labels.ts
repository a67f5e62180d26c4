/**
 * Finds which labels before a line's names set it apart: `road: IoU=0.4` above `car: IoU=0.3`. Two neighbouring lines show it, so a line with a
 * new label waits for the next one. Doesn't find the label on a line.
 *
 * @module
 */
import { isChosen } from "../grammar/settings/setting_fields.ts";
import { type Counters, hasProgress, isSet, type LineFacts, type Pair } from "../grammar/statement.ts";
import { canonicalName, understandName } from "../words/name.ts";
import { sizeOfText } from "../size.ts";
import { keepFacts } from "./kept_line.ts";
import type { LiveState } from "./state.ts";

/** Labels that are remembered, and lines that wait. */
const LABELS_MAX = 128, WAITING_MAX = 8;
/** Lines between two that are neighbours. */
const NEAR_LINES = 2;

/** Lines to chart now that a line comes: those that waited for it, and the line itself unless it waits. */
export function settleLabels(facts: LineFacts, state: LiveState): LineFacts[] {
  const { apart, waiting } = state.labels;
  if ((facts.label === "" && waiting.length === 0) || isSilent(facts)) return [facts];
  if (facts.label === "" || staysAlone(facts, state)) return [...takeLabelled(state), asBadged(facts)];
  const own = parameterIn(facts.label);
  if (apart.some((each) => parameterIn(each) === own)) {
    remember(facts.label, apart, state);
    return [...takeLabelled(state), nameApart(facts)];
  }
  if (hasNeighbour(facts, waiting)) return setApart(facts, state);
  const lines = isDue(facts, waiting) ? takeLabelled(state) : [];
  if (staysAlone(facts, state)) return [...lines, asBadged(facts)];
  state.labels.waiting.push(keepFacts(facts, state));
  return lines;
}

/** The name of a number that is a label, `iou` of `iou 0.5`; empty for a label of words. Those of one name set apart together. */
const parameterIn = (label: string): string => PARAMETER.exec(label)?.[1] ?? "";
const PARAMETER = /^(\S+) (-?[\d.]+(?:e[-+]\d+)?)$/;

/**
 * True for a label that had no neighbour. A number has none either where nobody chose it, nothing counts above it, or another one of its name had
 * none: it changes from place to place.
 */
function staysAlone(facts: LineFacts, { labels: { alone, apart }, epoch, step, bars }: LiveState): boolean {
  const { label } = facts, [, parameter, number] = PARAMETER.exec(label) ?? [];
  if (alone.includes(label)) return true;
  if (parameter === undefined) return false;
  const isPlaced = hasProgress(facts) || isSet(epoch) || isSet(step) || bars.length > 0;
  const isOfName = (each: string) => parameterIn(each) === parameter;
  return !isChosen(number!) || !isPlaced || (!apart.some(isOfName) && alone.some(isOfName));
}

/** True for a line that neither measures nor counts: a heading between two lines. */
function isSilent(facts: LineFacts): boolean {
  return facts.pairs.length === 0 && facts.asides.length === 0 && !hasProgress(facts);
}

/** True when the line above has another label, and one of those that wait shares a name with this one, and its counters. */
function hasNeighbour(facts: LineFacts, waiting: readonly LineFacts[]): boolean {
  return isNear(facts, waiting) && waiting.some((each) => each.label !== facts.label && isBeside(each, facts));
}

const COUNTERS: readonly (keyof Counters)[] = ["step", "epoch", "batch"];

function isBeside(one: LineFacts, other: LineFacts): boolean {
  return sharesName(one, other) && COUNTERS.every((counter) => Object.is(one[counter], other[counter]));
}

/** True when those that wait have no neighbour: the label came again for the same values, the line is far below, or they are too many. */
function isDue(facts: LineFacts, waiting: readonly LineFacts[]): boolean {
  if (waiting.length === 0) return false;
  const isAgain = waiting.some((each) => each.label === facts.label && sharesName(each, facts));
  return waiting.length >= WAITING_MAX || !isNear(facts, waiting) || isAgain;
}

function isNear({ line }: LineFacts, waiting: readonly LineFacts[]): boolean {
  return waiting.length > 0 && waiting.at(-1)!.line >= line - NEAR_LINES;
}

/** Takes out the lines that wait: no neighbour with another label came. */
export function takeLabelled(state: LiveState): LineFacts[] {
  const { labels } = state, lines = labels.waiting;
  if (lines.length === 0) return lines;
  labels.waiting = [];
  for (const { label } of lines) if (!labels.apart.includes(label)) remember(label, labels.alone, state);
  return lines.map(asBadged);
}

/** The lines that wait, and the one that shows that their labels set them apart. */
function setApart(facts: LineFacts, state: LiveState): LineFacts[] {
  const { labels } = state, lines = [...labels.waiting, facts];
  labels.waiting = [];
  for (const { label } of lines) remember(label, labels.apart, state);
  return lines.map(nameApart);
}

function remember(label: string, known: string[], state: LiveState): void {
  if (known.length >= LABELS_MAX || known.includes(label)) return;
  known.push(label);
  state.room -= sizeOfText(label);
}

function sharesName(one: LineFacts, other: LineFacts): boolean {
  return valuesOf(one).some(({ info }) => valuesOf(other).some((pair) => pair.info.name === info.name));
}

/** The values of a line without a number that is its label. */
function valuesOf({ label, pairs }: LineFacts): Pair[] {
  const parameter = parameterIn(label);
  return parameter === "" ? pairs : pairs.filter(({ info }) => info.name !== parameter);
}

/** The line with its label before its names, which a tag of it needn't set apart. */
function nameApart(facts: LineFacts): LineFacts {
  const { label } = facts, asides = facts.asides.filter(({ info }) => info.name !== parameterIn(label));
  return { ...facts, tag: "", asides, pairs: valuesOf(facts).map((pair) => namedApart(pair, label)) };
}

function namedApart(pair: Pair, label: string): Pair {
  const { info } = pair;
  if (info.kind !== "metric") return pair;
  return { ...pair, info: { ...info, name: canonicalName(`${label} ${info.name}`) } };
}

/**
 * The line with its label as a badge: should another label print its names later, that one's are told apart. Before counters of its own a label
 * says as often what happened: `saved: step 3 loss 0.5`. A number tells apart what comes at one place alone: it is a tag, unless it may be measured.
 */
function asBadged(facts: LineFacts): LineFacts {
  const [, parameter, number] = PARAMETER.exec(facts.label) ?? [];
  if (parameter !== undefined) {
    const isTag = facts.tag === "" && isChosen(number!) && !understandName(parameter).known;
    return isTag ? { ...facts, tag: facts.label } : facts;
  }
  return facts.badge === "" && facts.label !== "" && !hasProgress(facts) ? { ...facts, badge: facts.label } : facts;
}
