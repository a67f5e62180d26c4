/**
 * Lines that wait until it is known whether their lead counts, and the values below them, which stand where they do. They wait for a few lines
 * at most. Doesn't say what a lead is.
 *
 * @module
 */
import { hasProgress, isSet, type LineFacts } from "../grammar/statement.ts";
import type { LeadKind } from "../grammar/lead_kinds.ts";
import { keepFacts } from "./kept_line.ts";
import type { LeadTrack } from "./lead_state.ts";
import { applyLead, phaseOfLine, trackOf } from "./leads.ts";
import { settleSpares } from "./spares.ts";
import { countsInName } from "./number_in_name.ts";
import { isPartDue, settlePart } from "./part_leads.ts";
import type { LiveState } from "./state.ts";
import { namesRate } from "./sure.ts";

/** Lines that wait, and lines for which they do. */
const UNDECIDED_MAX = 8;
/** Leads of lines that belong to what was printed above them, where another line counts. */
const OF_PLACE_ABOVE: ReadonlySet<LeadKind | undefined> = new Set(["name", "above", "part"]);

/** Lets a line wait until its lead is known. */
export function letWaitForLead(facts: LineFacts, state: LiveState): void {
  state.undecided.push(keepFacts(facts, state));
}

/** True for values without a place of their own below lines that wait: they stand where those do, unless these belong to what is above them. */
export function isBelowUndecided(facts: LineFacts, { undecided: [first] }: LiveState): boolean {
  return first !== undefined && !OF_PLACE_ABOVE.has(first.lead?.kind) && facts.lead === null &&
    facts.pairs.length > 0 &&
    !hasProgress(facts);
}

/** Takes out, before a line with a place of its own, the values below the lines that wait. */
export function takeBelow(facts: LineFacts, state: LiveState): LineFacts[] {
  const { undecided } = state;
  if (undecided.length === 0 || facts.lead !== null || !hasProgress(facts)) return [];
  state.undecided = undecided.filter(({ lead }) => lead !== null);
  return undecided.filter(({ lead }) => lead === null);
}

/** True when the lines that wait must be charted now, at a line: they wait for too long, or are too many. */
export function isLeadDue(line: number, { undecided }: LiveState): boolean {
  if (undecided.length === 0) return false;
  if (undecided.every(({ lead }) => lead?.kind === "part")) return isPartDue(line, undecided);
  return line - undecided[0]!.line > UNDECIDED_MAX || undecided.length > UNDECIDED_MAX;
}

/**
 * True when the lines that wait must be charted before a line: they are due, its lead is known, or it counts and they are of the place above: an
 * evaluation's are.
 */
export function isDecided(facts: LineFacts, track: LeadTrack | null, state: LiveState): boolean {
  const [first] = state.undecided;
  if (first === undefined) return false;
  if (isLeadDue(facts.line, state) || (track !== null && track.verdict !== "open")) return true;
  return endsWaitOf(first, facts, state) || endsEpoch(facts, state);
}

/** True for a line above which the first one that waits must be charted. */
function endsWaitOf(first: LineFacts, facts: LineFacts, state: LiveState): boolean {
  const kind = first.lead?.kind;
  if (kind === "spare" && facts.spare?.name !== first.spare?.name && standsAlone(facts)) return true;
  const isOfPlace = OF_PLACE_ABOVE.has(kind) || phaseOfLine(first) !== "";
  return (isOfPlace && hasProgress(facts)) || isHeadDecided(first, state);
}

/** True for a line below a number alone behind its name that has shown by now what it is. */
function isHeadDecided(facts: LineFacts, state: LiveState): boolean {
  const track = trackOf(facts, state);
  return track?.heads !== undefined && track.verdict !== "open";
}

/** True for a line that doesn't wait for what stands above it: it counts, or has no value but a rate or a time. */
function standsAlone(facts: LineFacts): boolean {
  const { pairs } = facts;
  return hasProgress(facts) ||
    (pairs.length > 0 && !pairs.some(({ info }) => info.kind === "metric" && !namesRate(info.name)));
}

/** True for the next epoch below leads that came once in the one above: `found: 317 | all: 350` below each epoch counts nothing. */
function endsEpoch({ lead, epoch }: LineFacts, state: LiveState): boolean {
  if (state.undecided.length === 0 || lead !== null || !isSet(epoch) || !isSet(state.epoch)) return false;
  return epoch !== state.epoch &&
    state.undecided.every((each) => each.lead === null || trackOf(each, state)?.rises === 0);
}

/** A line that counts says of the numbers of parts which wait that they tell curves apart. */
export function leavePartsApart(facts: LineFacts, state: LiveState): void {
  if (!hasProgress(facts)) return;
  for (const each of state.undecided) if (each.lead?.kind === "part") trackOf(each, state)!.verdict = "none";
}

/**
 * The numbers of parts that wait are given as they are now, in their names, when nothing was printed for a while. Later lines don't wait for them,
 * and stand by them once they show that they count.
 */
export function leavePartsOpen(state: LiveState): void {
  for (const each of state.undecided) if (each.lead?.kind === "part") trackOf(each, state)!.isLate = true;
}

/** Takes out the lines that wait, placed by their lead where it is a counter. Beside a known metric a lead that went up once is one. */
export function takeUndecided(state: LiveState): LineFacts[] {
  const { undecided } = state;
  state.undecided = [];
  return undecided.map((facts) => {
    const track = trackOf(facts, state);
    if (track?.verdict === "open" && !track.isLate) settle(track, facts, state);
    return applyLead(facts, track, state);
  });
}

/** Decides about a lead at a line that waits no longer. A number in a name that didn't go up yet may still be either. */
function settle(track: LeadTrack, facts: LineFacts, state: LiveState): void {
  if (facts.lead?.kind === "spare") settleSpares(track);
  else if (facts.lead?.kind === "part") settlePart(track);
  else if (track.heads) track.isLate = true;
  else if (facts.lead?.kind !== "name") track.verdict = isRisen(facts, track) ? "counter" : "none";
  else if (track.rises > 0 && countsInName(facts.lead, track, state)) track.verdict = "counter";
}

/** Leads that must go up more than once. */
const NOT_BY_ONE: ReadonlySet<LeadKind> = new Set(["spare", "guess", "glued", "part"]);

/** Leads of lines that are given after a pause, whatever these show so far. */
const MAY_STAY_OPEN: ReadonlySet<LeadKind> = new Set(["spare", "part"]);

/** True for a lead that went up once, beside a known metric. */
function isRisen({ lead, pairs }: LineFacts, { rises }: LeadTrack): boolean {
  return rises > 0 && lead !== null && !NOT_BY_ONE.has(lead.kind) && pairs.some(({ info }) => info.known);
}

/** True when lines wait for their leads, and each of these may be left open or went up once beside a known metric. */
export function hasRisen(state: LiveState): boolean {
  return state.undecided.length > 0 && state.undecided.every((facts) => {
    if (facts.lead === null || MAY_STAY_OPEN.has(facts.lead.kind)) return true;
    const track = trackOf(facts, state);
    return track !== undefined && (track.heads !== undefined || isRisen(facts, track));
  });
}
