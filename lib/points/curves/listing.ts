/**
 * Finds lists of settings over many lines: lines of one setting each, one below the other, of which some say that they are settings. A number
 * that somebody chose gives nothing there, whatever its name: `kl_weight: 0.5`, `iou_threshold: 0.7`. Until a list is known, lines before
 * training wait for it. Lines that repeat are records, not settings: their metrics are charted. Doesn't read settings.
 *
 * @module
 */
import { hasProgress, isSet, type LineFacts, type Pair, type Statement } from "../grammar/statement.ts";
import { isChosen } from "../grammar/settings/setting_fields.ts";
import type { Shape } from "../scan/shape.ts";
import { isGivenName, noteGiven } from "./given_names.ts";
import { keepPoint } from "./hold.ts";
import { keepFacts } from "./kept_line.ts";
import type { Listing } from "./listing_state.ts";
import { knownMetric } from "./metrics.ts";
import { nameKey } from "../words/name_key.ts";
import type { LiveState } from "./state.ts";
import { namesRate } from "./sure.ts";
import { noteUnread } from "./unread.ts";

/** Settings that make a list, and how many of them are left of one above a gap. */
const SETTINGS_MIN = 3, LEFT_BEHIND_GAP = 2;
/** Settings that a list below a counter needs beyond that: values stand there. */
const BELOW_COUNTER = 3;
/** Lines between two parts of a list, at most. */
const GAP_LINES = 3;
/** Lines that wait, and lines whose names are remembered, at most. */
const WAITING_MAX = 8, KEYS_MAX = 24;

/** A line, and what lines of its shape say. */
export interface ReadLine {
  statement: Statement;
  facts: LineFacts;
  text: string;
  shape: Shape;
}

/** Begins a list at its title: `Hyperparameters:`. */
export function beginListing(line: number, { listing, block }: LiveState): void {
  Object.assign(listing, { line, settings: SETTINGS_MIN });
  block.line = NaN; // names below it must prove themselves, as any do
}

/** Takes out the lines that wait: they are charted as any. */
export function takeListed({ listing }: LiveState): LineFacts[] {
  return listing.waiting.length === 0 ? listing.waiting : listing.waiting.splice(0);
}

/** Charts the lines that waited. */
type ChartWaited<C> = (charting: C) => void;

/**
 * Reads a line that may stand in a list. True for one that isn't charted: it is a setting, or waits until that is known. `chartWaited` is asked
 * to chart those that waited and are none.
 */
export function readListed<C extends { state: LiveState }>(
  line: ReadLine,
  charting: C,
  chartWaited: ChartWaited<C>,
): boolean {
  const { facts, statement } = line, { state } = charting, { listing } = state, listed = statement.listed!;
  if (listed.isFrame) {
    if (listing.settings <= 0) chartWaited(charting); // `road:` may be a title
    stayInListing(facts.line, state);
    noteKey(-facts.form, facts, listing);
    return false;
  }
  if (isBehindGap(facts.line, listing)) {
    chartWaited(charting);
    endAtGap(listing);
  }
  if (listing.settings < SETTINGS_MIN && hasProgress(facts)) {
    chartWaited(charting);
    leaveListing(facts, state);
    return false;
  }
  countSetting(line, listing);
  return listing.settings >= SETTINGS_MIN ? leaveOut(line, state) : letWait(line, charting, chartWaited);
}

/** Counts a line that names what none above it did and says that it is a setting. */
function countSetting({ statement, facts }: ReadLine, listing: Listing): void {
  listing.line = facts.line;
  const isNew = facts.pairs.length === 0 || noteKey(namesKeyOf(statement, facts), facts, listing);
  const isSetting = statement.listed!.isSetting || facts.pairs.some(({ info }) => namesRate(info.name));
  if (isNew && isSetting) listing.settings++;
}

/** Lets a metric's line wait until it is known whether it stands in a list. */
function letWait<C extends { state: LiveState }>(line: ReadLine, charting: C, chartWaited: ChartWaited<C>): boolean {
  const { state } = charting, { listing } = state;
  if (!mayWait(line.facts, state)) return false;
  if (listing.isRecord || listing.waiting.length >= WAITING_MAX || isMeasured(line, state)) {
    chartWaited(charting);
    return false;
  }
  listing.waiting.push(keepFacts(line.facts, state));
  return true;
}

/** The key of the names on a line, made once for all lines of its shape where no number is part of a name. */
function namesKeyOf(statement: Statement, { pairs }: LineFacts): number {
  if (statement.parts.length > 0) return keyOfNames(pairs);
  if (!isSet(statement.namesKey)) statement.namesKey = keyOfNames(pairs);
  return statement.namesKey;
}

function keyOfNames(pairs: readonly Pair[]): number {
  return nameKey(pairs.map(({ info }) => info.name).join(" "));
}

/** True for a line with a number that nobody chose, or of a metric that is charted. */
function isMeasured(
  { statement: { pairSlots }, facts: { pairs }, text, shape }: ReadLine,
  state: LiveState,
): boolean {
  return pairs.some(({ info: { name } }, at) => {
    const slot = pairSlots[at]!;
    return !namesRate(name) && (!isChosen(text.slice(shape.start[slot], shape.end[slot])) || isCurve(name, state));
  });
}

/** True for a name with a curve, which no list of settings printed before. */
const isCurve = (name: string, state: LiveState): boolean =>
  knownMetric(name, state.metrics) !== undefined && !isGivenName(name, state);

/** Lets a list go on below a line that opens a part of it. */
export function stayInListing(line: number, { listing }: LiveState): void {
  if (listing.line >= line - GAP_LINES) listing.line = line;
}

/** Lets a list end at a line with a counter. Below one without values they stand, not settings. */
export function leaveListing(facts: LineFacts, { listing }: LiveState): void {
  if (!hasProgress(facts)) return;
  listing.line = facts.line;
  listing.settings = facts.pairs.length > 0 ? 0 : -BELOW_COUNTER;
  if (listing.keys.length > 0) listing.keys = [];
}

/** True for a line behind a gap, unless all lines of the list are so far apart. */
function isBehindGap(line: number, listing: Listing): boolean {
  const gap = line - listing.line, isEven = gap === listing.stride && gap <= GAP_LINES;
  listing.stride = gap;
  return gap > 1 && !isEven;
}

/** Lets what stands behind a gap show anew that it belongs to the list. */
function endAtGap(listing: Listing): void {
  const isNear = listing.stride <= GAP_LINES;
  listing.settings = isNear ? Math.min(Math.max(0, listing.settings), LEFT_BEHIND_GAP) : 0;
  if (!isNear) listing.keys = [];
}

/**
 * Remembers what a line names: true for what no line named before. Lines that come again in the same order are records, where a metric is
 * among them, until as many new lines as make a list stand one below the other.
 */
function noteKey(key: number, { pairs }: LineFacts, listing: Listing): boolean {
  const { keys } = listing, at = keys.lastIndexOf(key), period = at < 0 ? 0 : keys.length - at;
  if (period === 0) listing.repeats = Math.min(0, listing.repeats) - 1;
  else listing.repeats = period === listing.period ? listing.repeats + 1 : 1;
  listing.period = period;
  keys.push(key);
  if (keys.length > KEYS_MAX) keys.shift();
  listing.isRecord ||= period > 0 && listing.repeats >= period && pairs.some(isMetric);
  if (listing.repeats <= -SETTINGS_MIN) listing.isRecord = false;
  return period === 0;
}

/** True for a decimal under a name that means a measured value. */
function isMetric({ info: { known, name }, integer }: Pair): boolean {
  return known && !integer && !namesRate(name);
}

/** Leaves a line of a list out, and those that waited for the list. False for one that was measured, and for a count that begins. */
function leaveOut(line: ReadLine, state: LiveState): boolean {
  const { listing, block } = state, { facts } = line;
  block.line = NaN; // an unknown name must prove itself, as any does
  for (const waited of listing.waiting.splice(0)) keepValues(waited, state);
  const isOut = hasProgress(facts)
    ? isTotal(facts)
    : !(listing.isRecord && facts.pairs.some(isMetric)) && !isMeasured(line, state);
  if (isOut) keepValues(facts, state);
  return isOut;
}

/** True for how many epochs or steps there will be: a count begins with 0 or 1. */
function isTotal({ step, epoch, batch }: LineFacts): boolean {
  return step > 1 || epoch > 1 || batch > 1;
}

/** Tells of the names on a line that is left out. A metric's value is kept in case that the line belongs to a record. */
function keepValues({ pairs, line }: LineFacts, state: LiveState): void {
  const { step, epoch, globalStep, listing } = state;
  listing.last = line;
  if (!state.trained && line - state.phaseLine <= GAP_LINES) state.phase = ""; // `test:` headed a part of the list
  for (const pair of pairs) {
    noteUnread(pair.info.name, line, { reason: "setting", state });
    if (!isMetric(pair) || (state.trained && isGivenName(pair.info.name, state))) continue;
    noteGiven(pair.info.name, state);
    keepPoint(pair, { step: isSet(step) ? step : epoch, epoch, globalStep }, state);
  }
}

/** True for a metric where nothing counts yet, alone on its line or below a setting, and for values below one that waits. */
function mayWait(
  { pairs }: LineFacts,
  { trained, step, epoch, bars, listing: { settings, waiting } }: LiveState,
): boolean {
  if (trained || isSet(step) || isSet(epoch) || bars.length > 0) return false;
  return waiting.length > 0 ? pairs.length > 0 : (pairs.length === 1 || settings > 0) && pairs.some(isMetric);
}
