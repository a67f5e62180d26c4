/**
 * Words that set values of one name at one step apart: those on a line of their own, as `Checking...` above a loss that was printed before, and
 * the metric before a value. Doesn't find such words on a line.
 *
 * @module
 */
import { hasProgress, type LineFacts, type Pair } from "../grammar/statement.ts";
import { endsWithGiven } from "../words/given_words.ts";
import { BEST_TITLE } from "../words/title_words.ts";
import { canonicalName, joinNames, understandName } from "../words/name.ts";
import { namesSplit } from "../words/splits.ts";
import { heldKey, type Newest, newestOf } from "./held.ts";
import { beginListing } from "./listing.ts";
import type { Place } from "./standing.ts";
import { knownMetric, type MetricState, standsAt } from "./metrics.ts";
import type { LiveState } from "./state.ts";

/** Lines below a title that are its own. */
const TITLED_LINES = 8;

/** Remembers a title; empty words end the one before. */
export function keepTitle(words: string, line: number, state: LiveState): void {
  if (endsWithGiven(words)) beginListing(line, state);
  if (words === "" && state.title.words === "") return;
  state.title = { words, line, last: line, row: "", apart: false, trained: null };
}

/** Remembers a title that says what is trained: `Training critic`. */
export function keepTitleOfTraining(words: string, line: number, state: LiveState): void {
  const { title } = state, isOther = title.trained !== null && title.words !== words;
  keepTitle(words, line, state);
  state.title.trained = isOther ? title.line : title.trained ?? NaN;
}

/** What says in a title that each of its rows is one of several. */
const OF_EACH = /(?:^| )(?:per|by)[- ]\p{L}+|(?:^| )\p{L}+-?wise(?= |$)/u;
/** Titles of values of all kinds. */
const OF_ALL = /(?:^|[ _])(?:scores?|losses|errors|rewards)$/;
/** Lines between the title and its rows, at most. */
const ROW_GAP_LINES = 2;

/**
 * Names the rows below a metric's name after it: `dog: 0.5` below `Precision:` is `dog_precision`. They must prove themselves as any name. What
 * is known among them is of the row above it.
 */
export function putUnderTitle(facts: LineFacts, { title }: LiveState): LineFacts {
  const { pairs: [row], line } = facts;
  if (title.words === "" || row === undefined || line - title.last > ROW_GAP_LINES || !isAlone(facts)) return facts;
  const { known, kind, role } = understandName(title.words);
  if (!known || kind !== "metric" || role !== "metric" || OF_ALL.test(title.words)) return facts;
  title.last = line;
  if (row.info.known && !namesSplit(row.info.name)) return facts;
  Object.assign(title, { row: row.info.name, line });
  const info = {
    ...row.info,
    name: canonicalName(`${row.info.name} ${title.words.replace(OF_EACH, "")}`),
    known: false,
  };
  return { ...facts, pairs: [{ ...row, info }] };
}

/** True for a line with nothing but a decimal under a metric's name. */
function isAlone(facts: LineFacts): boolean {
  const { pairs, asides, phase } = facts, [row] = pairs, { role, kind } = row!.info;
  const isOnly = pairs.length === 1 && asides.length === 0 && phase === "" && !hasProgress(facts);
  return isOnly && row!.separated && !row!.integer && role === "metric" && kind === "metric";
}

/**
 * The words of the title above a line; empty without one. A line that counts below the epoch of the best values is of training again. One that
 * says which part of an epoch was reached is of a training of its own, not of one of several in each epoch.
 */
function wordsAbove(facts: LineFacts, { words, row, line }: LiveState["title"]): string {
  if (facts.phase !== "" || facts.line <= line || facts.line - line > TITLED_LINES || !facts.wholeEpoch) return "";
  return words === BEST_TITLE && hasProgress(facts) ? "" : row || words;
}

/**
 * The title that sets a value on a line apart, or the row of a table below it: a value of its name was printed above that at the same step, or
 * it set the name apart before. Empty elsewhere, and where all values below the title are printed again.
 */
export function titleAbove(
  { name, phase, value }: { name: string; phase: string; value: number },
  facts: LineFacts,
  { step, state }: { step: number; state: LiveState },
): string {
  const { title } = state, words = wordsAbove(facts, title), above = { step, line: title.line };
  if (words === "" || name.startsWith(understandName(words).name)) return "";
  if (newestOf(joinNames(words, name), phase, state)) return words;
  const newest = newestOf(name, phase, state);
  if (!stoodAbove(newest, above) || !alternates(newest, title)) return "";
  title.apart ||= !Object.is(newest.lastValue, value) || facts.pairs.some((pair) => {
    const beside = knownMetric(pair.info.name, state.metrics);
    return stoodAbove(beside, above) && !Object.is(beside.lastValue, pair.value);
  });
  return title.apart ? words : "";
}

/**
 * A pair of a name that must prove itself, under the words that set it apart: what is held of a name keeps the title which it was printed
 * below.
 */
export function ofTitle(pair: Pair, facts: LineFacts, { place, state }: { place: Place; state: LiveState }): Pair {
  const { held, watched, metrics, title } = state, words = wordsAbove(facts, title);
  if (words === "") return pair;
  const { info, phase, value } = pair, { name } = info;
  const apart = { ...pair, info: { ...info, name: joinNames(words, name) } }, key = heldKey(apart);
  if (held.has(key) || watched.has(key)) return apart;
  const isCharted = knownMetric(name, metrics) !== undefined;
  return isCharted || titleAbove({ name, phase, value }, facts, { step: place.step, state }) === "" ? pair : apart;
}

/** True for any title but one of training; for that where the value above stands below what else is trained. Alone it says what happens. */
function alternates({ lastLine }: Newest, { trained }: LiveState["title"]): boolean {
  return trained === null || lastLine > trained;
}

/** True for a newest value that stands above a line, at a step. */
function stoodAbove(newest: Newest | undefined, { step, line }: { step: number; line: number }): newest is Newest {
  return newest !== undefined && standsAt(newest, step) && newest.lastLine < line;
}

/**
 * The metric directly before a value of an unknown name, which sets it apart: another line of the same step has a value of that name behind
 * another metric, as in `psnr: 30.1  best: 30.5` and `ssim: 0.8  best: 0.9`. Empty elsewhere.
 */
export function metricBefore(
  pair: Pair,
  { pairs, line, phase }: LineFacts,
  { step, state: { metrics } }: { step: number; state: LiveState },
): string {
  const { name, known, kind } = pair.info;
  if (known || kind !== "metric" || phase !== "" || pairs.length < 2) return "";
  const at = pairs.indexOf(pair), owner = at > 0 ? pairs[at - 1]!.info : undefined;
  if (!owner?.known) return "";
  if (knownMetric(joinNames(owner.name, name), metrics)) return owner.name;
  const metric = knownMetric(name, metrics), count = knownMetric(owner.name, metrics)?.count ?? Infinity;
  return metric && count <= metric.count && isAnother(metric, { step, line, value: pair.value }) ? owner.name : "";
}

/** True for a value that isn't the metric's newest one, at its step, on a line below it. */
function isAnother(
  metric: MetricState,
  { step, line, value }: { step: number; line: number; value: number },
): boolean {
  return standsAt(metric, step) && metric.lastLine < line && metric.lastValue !== value;
}
