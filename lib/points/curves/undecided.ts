/**
 * Lines that wait until it is known whether their lead counts, and the values below them, which stand where they do. They wait for a few lines
 * at most. Doesn't say what a lead is.
 *
 * @module
 */
import { hasProgress, isSet, type LineFacts } from "../grammar/statement.ts";
import { keepFacts } from "./kept_line.ts";
import { isJudged, type LeadTrack } from "./lead_state.ts";
import { applyLead } from "./lead_places.ts";
import { hasCome, isRisen, NAMES_MAX, proofOf, settle } from "./lead_proofs.ts";
import { phaseOfLine, trackOf } from "./leads.ts";
import type { LiveState } from "./state.ts";
import { namesRate } from "./sure.ts";

/** Lines that wait, and lines for which they do; the same for numbers of parts, from the newest one on. */
const UNDECIDED_MAX = 8, PARTS_MAX = 24, APART_LINES = 64;

/** Lets a line wait until its lead is known. */
export function letWaitForLead(facts: LineFacts, state: LiveState): void {
  state.undecided.push(keepFacts(facts, state));
}

/** True for values without a place of their own below lines that wait: they stand where those do, unless these belong to what is above them. */
export function isBelowUndecided(facts: LineFacts, { undecided: [first] }: LiveState): boolean {
  return first !== undefined && !isOfAbove(first) && facts.lead === null && facts.pairs.length > 0 &&
    !hasProgress(facts);
}

/** True for a line that belongs to what was printed above it, where another line counts. */
const isOfAbove = ({ lead }: LineFacts) => lead !== null && proofOf(lead.kind).isOfAbove === true;

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
  if (undecided.every(isPart)) return line - undecided.at(-1)!.line > APART_LINES || undecided.length > PARTS_MAX;
  return line - undecided[0]!.line > UNDECIDED_MAX || undecided.length > UNDECIDED_MAX;
}

const isPart = ({ lead }: LineFacts) => lead?.kind === "part";

/**
 * True when the lines that wait must be charted before a line: they are due, its lead is known, or it counts and they are of the place above: an
 * evaluation's are.
 */
export function isDecided(facts: LineFacts, track: LeadTrack | null, state: LiveState): boolean {
  const [first] = state.undecided;
  if (first === undefined) return false;
  if (isLeadDue(facts.line, state) || (track !== null && isJudged(track))) return true;
  return endsWaitOf(first, facts, state) || endsEpoch(facts, state);
}

/** True for a line above which the first one that waits must be charted. */
function endsWaitOf(first: LineFacts, facts: LineFacts, state: LiveState): boolean {
  const kind = first.lead?.kind;
  if (kind === "spare" && facts.spare?.name !== first.spare?.name && standsAlone(facts)) return true;
  const isOfPlace = isOfAbove(first) || phaseOfLine(first) !== "";
  return (isOfPlace && hasProgress(facts)) || isLeadJudged(first, state);
}

/** True for a line whose lead has shown by now what it is: lines without values, such as heads of blocks, show it too. */
function isLeadJudged({ lead }: LineFacts, state: LiveState): boolean {
  const track = trackOf(lead, state);
  return track !== undefined && isJudged(track);
}

/** True for a line that doesn't wait for what stands above it: it counts, or has no value but a rate or a time. */
function standsAlone(facts: LineFacts): boolean {
  const { pairs } = facts;
  return hasProgress(facts) ||
    (pairs.length > 0 && !pairs.some(({ info }) => info.kind === "metric" && !namesRate(info.name)));
}

/** True for the next epoch below leads that came to their total in the one above, or came once: `found: 317 | all: 350` below each counts nothing. */
function endsEpoch({ lead, epoch }: LineFacts, state: LiveState): boolean {
  if (state.undecided.length === 0 || lead !== null || !isSet(epoch) || !isSet(state.epoch)) return false;
  return epoch !== state.epoch &&
    state.undecided.every(({ lead: each }) => {
      const track = trackOf(each, state);
      return each === null || (track !== undefined && (track.own.rises === 0 || hasCome(track, each)));
    });
}

/**
 * Decides about the numbers of parts and in names that wait. The first line that counts says that they tell curves apart. Where nothing was printed for
 * a while, without a line, those of parts are given as they are now, in their names.
 */
export function leaveParts(facts: LineFacts | null, track: LeadTrack | null, state: LiveState): void {
  if (facts !== null && !hasProgress(facts) && !(track?.verdict === "counter" && !tellsApart(facts, state))) return;
  for (const each of state.undecided) {
    const waits = trackOf(each.lead, state);
    if (waits?.verdict !== "open" || !tellsApart(each, state)) continue;
    if (facts !== null) waits.verdict = "none";
    else if (isPart(each)) waits.verdict = "late";
  }
}

/** True for a line whose lead may tell curves apart: the number of a part, and one such as names have, above the first line that counts. */
function tellsApart({ lead }: LineFacts, { step, epoch }: LiveState): boolean {
  return lead?.kind === "part" || (lead?.kind === "name" && !isSet(step) && !isSet(epoch) && lead.value <= NAMES_MAX);
}

/** Takes out the lines that wait, placed by their lead where it is a counter. Beside a known metric a lead that went up once is one. */
export function takeUndecided(state: LiveState): LineFacts[] {
  const { undecided } = state;
  state.undecided = [];
  return undecided.map((facts) => {
    const track = trackOf(facts.lead, state);
    if (track?.verdict === "open") settle(track, facts, state);
    return applyLead(facts, track, state);
  });
}

/** True when lines wait for their leads, and each of these may be left open or went up once beside a known metric. */
export function hasRisen(state: LiveState): boolean {
  return state.undecided.length > 0 && state.undecided.every((facts) => {
    if (facts.lead === null || proofOf(facts.lead.kind).mayPause) return true;
    const track = trackOf(facts.lead, state);
    return track !== undefined && isRisen(track, facts);
  });
}
