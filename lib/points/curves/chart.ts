/**
 * Charts lines: each waits until its label, its lead and its bar are known, gets its place, and passes on the pairs that are charted under
 * the names of their curves. Doesn't decide which points a log repeats.
 *
 * @module
 */
import { isSet, type LineFacts } from "../grammar/statement.ts";
import { emptyLineFacts } from "../grammar/make_statement.ts";
import { leaveOutSize } from "./batch_size.ts";
import { settleRoundOfBar } from "./bar_rounds.ts";
import { barStep, findEnclosingBar, settleCountOfBar } from "./bars.ts";
import { splitOfBar } from "./evaluation_bar.ts";
import { settleBurst } from "./burst.ts";
import { countWithinNamed } from "./count_on.ts";
import { isLate, settleFooter } from "./footers.ts";
import { type Charting, releaseEarly, releaseFirst, releaseStale } from "./give.ts";
import { continueGlued } from "./glued.ts";
import { settleLabels, takeLabelled } from "./labels.ts";
import type { LeadTrack } from "./lead_state.ts";
import { applyLead } from "./lead_places.ts";
import { observeLead, offerSpares, settleCountOfLead } from "./leads.ts";
import { NOWHERE } from "./standing.ts";
import { takeListed } from "./listing.ts";
import { settlePrinters, takePrinted } from "./printers.ts";
import { placeLine } from "./place.ts";
import { isPlacedByBar } from "./place_by_bar.ts";
import { putUnderNumber } from "./number_above.ts";
import { leaveOutOtherEpoch } from "./other_epoch.ts";
import { settleAround, settleBareRank } from "./outer_counts.ts";
import { noteProgress } from "./progress.ts";
import { settleSingleEpoch } from "./single_epochs.ts";
import { putInRank } from "./ranks.ts";
import { isLesserCounter, noteBlock } from "./blocks.ts";
import { doubtHeld, settlePlan, tellsOfPlan } from "./hold.ts";
import { promotePairs } from "./promote.ts";
import { releaseWatched } from "./proof.ts";
import { endHeading, endsPhase, putAgainUnderHeading, putUnderHeading } from "./headings.ts";
import { earnerOf, isFresh } from "./earn.ts";
import { chartBelowOwn, keepFacts } from "./kept_line.ts";
import type { LiveState } from "./state.ts";
import { putUnderTitle } from "./titles.ts";
import {
  hasRisen,
  isBelowUndecided,
  isDecided,
  isLeadDue,
  leaveParts,
  letWaitForLead,
  takeBelow,
  takeUndecided,
} from "./undecided.ts";

/** What is known about a line before it is charted. */
export interface ChartOptions {
  /** A format knows that the numbers are metrics: they are charted without further proof. */
  isSure?: boolean;
  /** The line draws its bar itself and doesn't wait for one. */
  isPlaced?: boolean;
}

/** Lines for which a line waits at most, lines that wait for a bar, and pairs on them. */
const WAITING_LINES_MAX = 8, WAITING_PAIRS_MAX = 48;

/** Charts what a line says, or lets it wait until it is known whether its lead counts. */
export function chartFacts(printed: LineFacts, options: ChartOptions, charting: Charting): void {
  const { state } = charting;
  if (printed.printer === null && state.printers.waiting.length === 0) return chartSource(printed, options, charting);
  for (const each of settlePrinters(printed, state)) {
    if (each.line === printed.line) chartSource(each, options, charting);
    else chartBelowOwn(each, state, (line) => chartSource(line, {}, charting));
  }
}

/** Charts what a line of one program says, or lets it wait for its label. */
function chartSource(printed: LineFacts, options: ChartOptions, charting: Charting): void {
  const { state } = charting;
  const isKnown = options.isSure || options.isPlaced;
  if (printed.label === "" && state.labels.waiting.length === 0) return chartSettled(printed, options, charting);
  const facts = isKnown ? { ...printed, label: "" } : printed;
  for (const each of settleLabels(facts, state)) {
    chartBelowOwn(each, state, (line) => chartSettled(line, line.line === facts.line ? options : {}, charting));
  }
}

function chartSettled(printed: LineFacts, options: ChartOptions, charting: Charting): void {
  const { state } = charting, isKnown = options.isSure || options.isPlaced;
  const below = putBelow(printed, { isKnown, charting });
  const { facts, track } = isKnown ? { facts: below, track: null } : leadOf(below, state);
  const mayWait = !isKnown && facts.pairs.length <= WAITING_PAIRS_MAX, isOpen = mayWait && isUndecided(track);
  if (isOpen) letWaitForLead(facts, state);
  leaveParts(facts, track, state);
  if (isDecided(facts, track, state)) chartUndecided(charting);
  chartEach(takeBelow(facts, state), chartPlaced, charting);
  if (mayWait && !isOpen && isBelowUndecided(facts, state)) letWaitForLead(facts, state);
  else if (!isOpen) chartPlaced(applyLead(facts, track, state), options, charting);
}

/** A line with its lead, else with any of its spare numbers where one may place it, and what is known of that. */
function leadOf(below: LineFacts, state: LiveState): { facts: LineFacts; track: LeadTrack | null } {
  const offered = offerSpares(below, state), track = observeLead(offered, state);
  const isOpen = track?.verdict === "counter" || isUndecided(track);
  return { facts: offered.lead?.kind === "spare" && !isOpen ? below : offered, track };
}

/** True for a lead for which lines wait. */
const isUndecided = (track: LeadTrack | null) => track?.verdict === "open";

/** The line with its counters settled, below what stands above it: a title, a heading, a number. A line that is known needs only the heading. */
function putBelow(
  printed: LineFacts,
  { isKnown, charting }: { isKnown: boolean | undefined; charting: Charting },
): LineFacts {
  const { state } = charting, counted = settleCounters(isKnown ? printed : leaveOutSize(printed, state), charting);
  const titled = isKnown ? counted : putUnderTitle(counted, state);
  const headed = putUnderHeading(charting.isBar ? splitOfBar(titled, state) : titled, state);
  return isKnown ? headed : putUnderNumber(headed, state);
}

/** The line with its counters as what they turn out to be: an epoch, a rank, a batch. */
function settleCounters(line: LineFacts, charting: Charting): LineFacts {
  const { state } = charting,
    printed = leaveOutOtherEpoch(charting.isBar ? line : settleSingleEpoch(line, state), state);
  const facts = settleRoundOfBar(countWithinNamed(settleBareRank(printed, charting), state), state);
  if (facts.lead === null) return facts;
  return settleCountOfBar(settleCountOfLead(settleAround(facts, state), state), state);
}

/** Charts the lines that waited for their lead. */
function chartUndecided(charting: Charting): void {
  chartEach(takeUndecided(charting.state), chartPlaced, charting);
}

/** Charts lines that waited, each below its own heading. */
function chartEach(lines: readonly LineFacts[], chart: typeof chartPlaced, charting: Charting): void {
  for (const facts of lines) chartBelowOwn(facts, charting.state, (line) => chart(line, {}, charting));
}

/** Charts what a line says, or lets it wait for the bar that places it. */
function chartPlaced(
  facts: LineFacts,
  { isSure = false, isPlaced = false }: ChartOptions,
  charting: Charting,
): void {
  const { state } = charting;
  const isOnBar = !isPlaced && continueGlued(facts, state);
  const waits = !isSure && !isPlaced && !isOnBar && facts.pairs.length > 0 &&
    facts.pairs.length <= WAITING_PAIRS_MAX && isPlacedByBar(facts, state);
  if (state.waiting.length > 0 && endsWait(facts, waits, state)) chartWaiting(charting);
  if (waits) letWait(facts, state);
  else chartNow(facts, { isSure, at: NaN }, charting);
}

/** True when the lines that wait are charted before a line: it has a place of its own, too much would wait, or the next epoch begins. */
function endsWait(facts: LineFacts, waits: boolean, state: LiveState): boolean {
  if (facts.pairs.length === 0) return isSet(facts.epoch) && facts.epoch !== state.epoch;
  return !waits || isFull(facts, state);
}

/** True when too much waits for a bar once this line does too. */
function isFull(facts: LineFacts, { waiting }: LiveState): boolean {
  const pairs = waiting.reduce((sum, each) => sum + each.facts.pairs.length, facts.pairs.length);
  return waiting.length >= WAITING_LINES_MAX || pairs > WAITING_PAIRS_MAX;
}

function letWait(facts: LineFacts, state: LiveState): void {
  const bar = findEnclosingBar(state, facts.line);
  state.waiting.push({ facts: keepFacts(facts, state), from: bar ? barStep(bar) : NaN });
}

/** Charts the lines that waited at the bar's step now: tqdm draws a bar again directly below what is printed above it. */
export function chartWaiting(charting: Charting): void {
  const { waiting } = charting.state;
  if (waiting.length === 0) return;
  const bar = findEnclosingBar(charting.state, waiting[0]!.facts.line);
  const steps = settleBurst(waiting, bar, charting.state);
  waiting.splice(0).forEach(({ facts }, i) =>
    chartBelowOwn(facts, charting.state, (line) => chartNow(line, { isSure: false, at: steps[i]! }, charting))
  );
}

function chartNow(printed: LineFacts, { isSure, at }: { isSure: boolean; at: number }, charting: Charting): void {
  const { state } = charting;
  if (isLesserCounter(printed, state)) {
    state.block.line = printed.line;
    return;
  }
  settleFooter(printed, state);
  const trained = state.globalStep, place = placeLine(printed, state, { at, isBar: charting.isBar });
  const headed = putAgainUnderHeading(printed, place, state);
  const facts = headed.asides.length === 0 ? headed : putInRank(headed, place, state);
  endHeading(facts, trained, state);
  charting.place = place;
  charting.placed = facts.line;
  if (state.stale.length > 0) releaseStale(facts.line, charting);
  if (isSet(state.planLine) && tellsOfPlan(facts, state)) chartPlan({ ...place, pairs: facts.pairs }, charting);
  noteProgress(facts, place, state);
  if (facts.pairs.length === 0) noteBlock(facts, state, { isBar: charting.isBar, step: place.step });
  if (facts.pairs.length === 0 && facts.asides.length === 0) return;
  if (endsPhase(facts, place, state)) state.phase = facts.phase;
  charting.isFresh = isFresh(facts, place, charting);
  promotePairs(doubtHeld(facts, state), { place, state, isSure }, earnerOf(facts, place, charting));
  state.tag = facts.tag;
}

/** Charts what stood beside a number that may have said how far training will go, where the next place says that it didn't. */
function chartPlan(next: Parameters<typeof settlePlan>[0], charting: Charting): void {
  settlePlan(next, charting.state, (pair, at) => {
    const epochOnly = at.step === at.epoch,
      place = { ...NOWHERE, ...at, own: !epochOnly, stepped: !epochOnly, epochOnly };
    earnerOf(emptyLineFacts(pair.line), place, charting)(pair, at);
  });
}

/** True when lines have waited for too long at a line: what they wait for doesn't come. */
function isDue(waiting: readonly LineFacts[], line: number): boolean {
  return waiting.length > 0 && line - waiting[0]!.line > WAITING_LINES_MAX;
}

/** Charts the lines that waited until it was known who prints them. */
function chartPrinted(charting: Charting): void {
  chartEach(takePrinted(charting.state), chartSource, charting);
}

/** Charts the lines that waited for a neighbour with another label. */
export function chartLabelled(charting: Charting): void {
  chartEach(takeLabelled(charting.state), chartSettled, charting);
}

/** Charts the lines that waited for a list of settings. */
export function chartListed(charting: Charting): void {
  chartEach(takeListed(charting.state), chartFacts, charting);
}

/** Charts, before a line is read, what has waited for more than a few lines. */
export function chartDue(line: number, charting: Charting): void {
  const { state } = charting;
  if (isDue(state.printers.waiting, line)) chartPrinted(charting);
  if (isDue(state.labels.waiting, line)) chartLabelled(charting);
  if (isDue(state.listing.waiting, line)) chartListed(charting);
  if (isLeadDue(line, state)) chartUndecided(charting);
  if (isLate(line, state)) releaseFirst(charting);
  if (state.waiting.length > 0 && line - state.waiting[0]!.facts.line > WAITING_LINES_MAX) chartWaiting(charting);
}

/** Charts all that waits now, as it would be charted at the end of the log. */
export function chartWaits(charting: Charting): void {
  chartListed(charting);
  chartPrinted(charting);
  chartLabelled(charting);
  chartUndecided(charting);
  chartWaiting(charting);
  releaseStale(Infinity, charting);
  releaseEarly(charting);
  releaseFirst(charting);
}

/**
 * Charts, when nothing was printed for a while, what waits for a place that is known by now: where the bar stands, or where a lead went up
 * beside a known metric. A label, any other lead, a bar's old value and a higher rank need further lines: now they would be wrong.
 */
export function chartPaused(charting: Charting): void {
  chartListed(charting);
  if (!charting.state.printers.isBack) chartPrinted(charting);
  if (hasRisen(charting.state)) {
    leaveParts(null, null, charting.state);
    chartUndecided(charting);
  }
  chartWaiting(charting);
}

/** Charts what still waits when the log ends. */
export function chartRest(charting: Charting): void {
  chartWaits(charting);
  chartPlan({ ...NOWHERE, pairs: [] }, charting);
  releaseWatched(charting.state, earnerOf(emptyLineFacts(0), NOWHERE, charting));
}
