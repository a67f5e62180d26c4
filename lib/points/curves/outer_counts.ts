/**
 * Decides what a number is that stands before a line's own count. `2: [3/40] loss 0.5` is printed by rank 2, as `srun -l` says, or in epoch 2;
 * in `[3/100] step 7 loss 0.5` the first count is an epoch, a batch, a rank or a part. An epoch goes up as the count behind it begins again.
 * Such lines don't wait for that.
 *
 * @module
 */
import { isSet, type LineFacts } from "../grammar/statement.ts";
import { type Charting, releaseEarly } from "./give.ts";
import { isJudged, isUp, type LeadTrack, noteMove } from "./lead_state.ts";
import { addTrack, trackOf } from "./leads.ts";
import type { LiveState } from "./state.ts";

/** The line with its bare number as a rank, or as the epoch that it turned out to be. */
export function settleBareRank(facts: LineFacts, charting: Charting): LineFacts {
  if (facts.lead?.kind !== "rank") return facts;
  const { lead: { value, innerValue: count }, stepTotal, batchTotal } = facts, { state } = charting;
  const track = trackOf(facts.lead, state) ?? addTrack(facts, state), { own: { last }, beside: [before] } = track;
  const isOver = before!.last + before!.rise >= (isSet(batchTotal) ? batchTotal : stepTotal);
  if (judgeOuter(track, { value, count, isOver }) && track.verdict === "counter") {
    if (track.at === 0) state.epochBase = last;
    releaseEarly(charting);
  }
  return { ...(track.verdict === "counter" ? asEpoch(facts, track) : facts), lead: null };
}

/** A number before a count, and that count; true for one that is over when it begins again. */
interface Outer {
  value: number;
  count: number;
  isOver: boolean;
}

/** Judges a number before a count where it changes. It is no rank when it goes up, and the epoch when the count begins again. True when it was judged now. */
function judgeOuter(track: LeadTrack, { value, count, isOver }: Outer): boolean {
  const move = noteMove(value, track.own), inner = noteMove(count, track.beside[0]!);
  if (move === "stay" || isJudged(track)) return false;
  if (isUp(move) && inner === "back" && isOver) track.at = 0;
  track.verdict = track.at === 0 || (isUp(move) && isUp(inner)) ? "counter" : "none";
  return true;
}

/** The line of no rank: its number is the epoch, unless it only went up beside the line's own count. */
function asEpoch(facts: LineFacts, { at }: LeadTrack): LineFacts {
  if (at < 0) return { ...facts, rank: null };
  const { step, stepTotal, batch, batchTotal, lead } = facts, isStep = isSet(step);
  const own = isStep ? { batch: step, batchTotal: stepTotal } : { batch, batchTotal };
  return { ...facts, ...own, step: NaN, stepTotal: NaN, rank: null, epoch: lead!.value };
}

/** The line with its first count as its epoch, unless that turned out to be none. Below an epoch that another line named it is none. */
export function settleAround(facts: LineFacts, state: LiveState): LineFacts {
  if (facts.lead?.kind !== "around") return facts;
  const { step: count, lead: { value, innerValue: epochTotal } } = facts;
  const track = trackOf(facts.lead, state) ?? addTrack(facts, state);
  const isNow = judgeOuter(track, { value, count, isOver: true }), isEpoch = !isJudged(track) || track.at === 0;
  if (isNow && !isEpoch) state.epoch = NaN;
  return isEpoch ? { ...facts, lead: null, epoch: value, epochTotal } : { ...facts, lead: null };
}
