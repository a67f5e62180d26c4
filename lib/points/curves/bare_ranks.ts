/**
 * Decides what a bare number before a line is that counts to a total: `2: [3/40] loss 0.5` is printed by rank 2, as `srun -l` says, or in epoch
 * 2. Several ranks print one count, or go back; an epoch goes up once its count is over. Decides nothing about other ranks.
 *
 * @module
 */
import { isSet, type LineFacts } from "../grammar/statement.ts";
import { RANK_LEAD } from "../grammar/lead_kinds.ts";
import { type Charting, releaseEarly } from "./give.ts";
import { addTrack, NEW_TRACK } from "./leads.ts";
import type { LeadTrack } from "./lead_state.ts";

/** The line with its bare number as a rank, or as the epoch that it turned out to be. */
export function settleBareRank(facts: LineFacts, charting: Charting): LineFacts {
  const { lead } = facts, { state } = charting;
  if (lead?.kind !== "rank") return facts;
  const { value, innerValue } = lead, known = state.leads.find(({ name }) => name === RANK_LEAD);
  const track = known ?? addTrack({ ...NEW_TRACK, name: RANK_LEAD, last: value, innerLast: innerValue }, state);
  if (known?.verdict === "open") decide(known, facts, charting);
  Object.assign(track, { last: value, innerLast: innerValue });
  return { ...(track.verdict === "counter" ? asEpoch(facts, track) : facts), lead: null };
}

/** Decides where the number changed. Before that it may be either. */
function decide(track: LeadTrack, { lead, stepTotal, batchTotal }: LineFacts, charting: Charting): void {
  const { value, innerValue } = lead!, rise = innerValue - track.innerLast;
  if (value === track.last) {
    track.rise = rise;
    return;
  }
  const isOver = track.innerLast + track.rise >= (isSet(batchTotal) ? batchTotal : stepTotal);
  const counts = value > track.last && (rise > 0 || (rise < 0 && isOver));
  track.verdict = counts ? "counter" : "none";
  track.inner = rise > 0 ? "none" : "counter";
  if (!counts) return;
  if (rise < 0) charting.state.epochBase = track.last;
  releaseEarly(charting);
}

/** The line of no rank: its number is the epoch, unless it only went up beside the line's own count. */
function asEpoch(facts: LineFacts, { inner }: LeadTrack): LineFacts {
  if (inner === "none") return { ...facts, rank: null };
  const { step, stepTotal, batch, batchTotal, lead } = facts, isStep = isSet(step);
  const own = isStep ? { batch: step, batchTotal: stepTotal } : { batch, batchTotal };
  return { ...facts, ...own, step: NaN, stepTotal: NaN, rank: null, epoch: lead!.value };
}
