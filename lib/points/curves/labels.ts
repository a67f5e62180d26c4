/**
 * Finds which labels before a line's names set it apart: `road: IoU=0.4` above `car: IoU=0.3`. Two neighbouring lines show it, so a line with a
 * new label waits for the next one. Doesn't find the label on a line.
 *
 * @module
 */
import { type Counters, hasProgress, type LineFacts, type Pair } from "../grammar/statement.ts";
import { canonicalName } from "../words/name.ts";
import { sizeOfText } from "../size.ts";
import { keepFacts } from "./kept_line.ts";
import type { LiveState } from "./state.ts";

/** Labels that are remembered, and lines that wait. */
const LABELS_MAX = 128, WAITING_MAX = 8;
/** Lines between two that are neighbours. */
const NEAR_LINES = 2;

/** Lines to chart now that a line comes: those that waited for it, and the line itself unless it waits. */
export function settleLabels(facts: LineFacts, state: LiveState): LineFacts[] {
  const { apart, alone, waiting } = state.labels;
  if ((facts.label === "" && waiting.length === 0) || isSilent(facts)) return [facts];
  const isAlone = facts.label === "" || alone.includes(facts.label);
  if (isAlone) return [...takeLabelled(state), asBadged(facts)];
  if (apart.length > 0) {
    remember(facts.label, apart, state);
    return [...takeLabelled(state), nameApart(facts)];
  }
  if (hasNeighbour(facts, waiting)) return setApart(facts, state);
  const lines = isDue(facts, waiting) ? takeLabelled(state) : [];
  if (state.labels.alone.includes(facts.label)) return [...lines, asBadged(facts)];
  state.labels.waiting.push(keepFacts(facts, state));
  return lines;
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

/** True when those that wait have no neighbour: the label came again, the line is far below, or they are too many. */
function isDue(facts: LineFacts, waiting: readonly LineFacts[]): boolean {
  if (waiting.length === 0) return false;
  return waiting.length >= WAITING_MAX || !isNear(facts, waiting) || waiting.some(({ label }) => label === facts.label);
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
  return one.pairs.some(({ info }) => other.pairs.some((pair) => pair.info.name === info.name));
}

/** The line with its label before its names, which a tag of it needn't set apart. */
function nameApart(facts: LineFacts): LineFacts {
  return { ...facts, tag: "", pairs: facts.pairs.map((pair) => namedApart(pair, facts.label)) };
}

function namedApart(pair: Pair, label: string): Pair {
  const { info } = pair;
  if (info.kind !== "metric") return pair;
  return { ...pair, info: { ...info, name: canonicalName(`${label} ${info.name}`) } };
}

/**
 * The line with its label as a badge: should another label print its names later, that one's are told apart. Before counters of its own a label
 * says as often what happened: `saved: step 3 loss 0.5`.
 */
function asBadged(facts: LineFacts): LineFacts {
  return facts.badge === "" && facts.label !== "" && !hasProgress(facts) ? { ...facts, badge: facts.label } : facts;
}
