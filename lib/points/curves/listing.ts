/**
 * Finds lists of settings over many lines: lines of one setting each, one below the other, of which some say that they are settings. A number
 * that somebody chose gives nothing there, whatever its name: `kl_weight: 0.5`, `iou_threshold: 0.7`. Until a list is known, lines before
 * training wait for it. Lines that repeat are records, not settings: their metrics are charted. Doesn't read settings.
 *
 * @module
 */
import { hasProgress, isSet, type LineFacts, type ListPart, type Pair } from "../grammar/statement.ts";
import { keepPoint } from "./hold.ts";
import { keepFacts } from "./kept_line.ts";
import type { Listing } from "./listing_state.ts";
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

/** A line, how it fits into a list, and whether one of its numbers was measured. */
export interface ListedLine {
  facts: LineFacts;
  listed: ListPart;
  /** The key of its names. */
  names: number;
  isMeasured: () => boolean;
}

/** The key of the names on a line. */
export function keyOfNames(pairs: readonly Pair[]): number {
  return nameKey(pairs.map(({ info }) => info.name).join(" "));
}

/** Charts a line that waited. */
type Chart = (facts: LineFacts) => void;

/** Begins a list at its title: `Hyperparameters:`. */
export function beginListing(line: number, { listing, block }: LiveState): void {
  Object.assign(listing, { line, settings: SETTINGS_MIN });
  block.line = NaN; // names below it must prove themselves, as any do
}

/** Takes out the lines that wait: they are charted as any. */
export function takeListed({ listing }: LiveState): LineFacts[] {
  return listing.waiting.length === 0 ? listing.waiting : listing.waiting.splice(0);
}

/** Reads a line. True for one that isn't charted: it is a setting, or waits until that is known. Passes on those that waited and are none. */
export function readListed(line: ListedLine, state: LiveState, chart: Chart): boolean {
  const { facts, listed } = line, { listing } = state;
  if (listed.isFrame) {
    if (listing.settings <= 0) takeListed(state).forEach(chart); // `road:` may be a title
    if (listing.line >= facts.line - GAP_LINES) listing.line = facts.line;
    noteKey(-facts.form, facts, listing);
    return false;
  }
  noteGap(facts.line, state, chart);
  if (listing.settings < SETTINGS_MIN && hasProgress(facts)) {
    takeListed(state).forEach(chart);
    leaveListing(facts, state);
    return false;
  }
  listing.line = facts.line;
  const isNew = facts.pairs.length === 0 || noteKey(line.names, facts, listing);
  if (isNew && (listed.isSetting || facts.pairs.some(({ info }) => namesRate(info.name)))) listing.settings++;
  return listing.settings >= SETTINGS_MIN ? leaveOut(line, state) : letWait(line, state, chart);
}

/** Lets a list end at a line with a counter. Below one without values they stand, not settings. */
export function leaveListing(facts: LineFacts, { listing }: LiveState): void {
  if (!hasProgress(facts)) return;
  listing.line = facts.line;
  listing.settings = facts.pairs.length > 0 ? 0 : -BELOW_COUNTER;
  if (listing.keys.length > 0) listing.keys = [];
}

/** Lets a list end at a gap, unless all of its lines are so far apart: what stands behind it must show anew that it belongs to the list. */
function noteGap(line: number, state: LiveState, chart: Chart): void {
  const { listing } = state, gap = line - listing.line, isEven = gap === listing.stride && gap <= GAP_LINES;
  listing.stride = gap;
  if (gap <= 1 || isEven) return;
  takeListed(state).forEach(chart);
  const isNear = gap <= GAP_LINES;
  listing.settings = isNear ? Math.min(Math.max(0, listing.settings), LEFT_BEHIND_GAP) : 0;
  if (!isNear) listing.keys = [];
}

/**
 * Remembers what a line names: true for what no line named before. Lines that come again in the same order are records, where a metric is
 * among them.
 */
function noteKey(key: number, { pairs }: LineFacts, listing: Listing): boolean {
  const { keys } = listing, at = keys.lastIndexOf(key), period = at < 0 ? 0 : keys.length - at;
  listing.repeats = period === 0 ? 0 : period === listing.period ? listing.repeats + 1 : 1;
  listing.period = period;
  keys.push(key);
  if (keys.length > KEYS_MAX) keys.shift();
  listing.isRecord ||= period > 0 && listing.repeats >= period && pairs.some(isMetric);
  return period === 0;
}

/** True for a decimal under a name that means a measured value. */
function isMetric({ info: { known, name }, integer }: Pair): boolean {
  return known && !integer && !namesRate(name);
}

/** Leaves a line of a list out, and those that waited for the list. False for one that was measured, and for a count that begins. */
function leaveOut({ facts, isMeasured }: ListedLine, state: LiveState): boolean {
  const { listing, block } = state;
  block.line = NaN; // an unknown name must prove itself, as any does
  for (const waited of listing.waiting.splice(0)) keepValues(waited, state);
  const isOut = hasProgress(facts)
    ? isTotal(facts)
    : !(listing.isRecord && facts.pairs.some(isMetric)) && !isMeasured();
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
    if (isMetric(pair)) keepPoint(pair, { step: isSet(step) ? step : epoch, epoch, globalStep }, state);
  }
}

/** Lets a metric's line wait until it is known whether it stands in a list. */
function letWait({ facts, isMeasured }: ListedLine, state: LiveState, chart: Chart): boolean {
  const { listing } = state;
  if (!mayWait(facts, state)) return false;
  if (listing.isRecord || listing.waiting.length >= WAITING_MAX || isMeasured()) {
    takeListed(state).forEach(chart);
    return false;
  }
  listing.waiting.push(keepFacts(facts, state));
  return true;
}

/** True for a metric where nothing counts yet, alone on its line or below a setting, and for values below one that waits. */
function mayWait(
  { pairs }: LineFacts,
  { trained, step, epoch, bars, listing: { settings, waiting } }: LiveState,
): boolean {
  if (trained || isSet(step) || isSet(epoch) || bars.length > 0) return false;
  return waiting.length > 0 ? pairs.length > 0 : (pairs.length === 1 || settings > 0) && pairs.some(isMetric);
}
