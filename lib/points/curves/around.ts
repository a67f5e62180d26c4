/**
 * Decides what a count with its total is that stands before a step on its line: in `[3/100] step 7 loss 0.5` it is the epoch where the step
 * begins again as it goes up. Where the step goes on, or stays, it is a batch, a rank or a part. Decides nothing about other counters.
 *
 * @module
 */
import { isSet, type LineFacts } from "../grammar/statement.ts";
import { AROUND_LEAD } from "../grammar/lead_kinds.ts";
import type { LiveState } from "./state.ts";
import type { LeadTrack } from "./lead_state.ts";
import { addTrack, NEW_TRACK } from "./leads.ts";

/** The line with its first count as its epoch, unless that turned out to be none. */
export function settleAround(facts: LineFacts, state: LiveState): LineFacts {
  const { lead, step } = facts;
  if (lead?.kind !== "around") return facts;
  const { value, innerValue: epochTotal } = lead, track = trackOf(lead, state);
  if (track.verdict === "open" && value !== track.last) decide(track, { value, step }, state);
  Object.assign(track, { last: value, innerLast: step });
  return track.verdict === "none" ? { ...facts, lead: null } : { ...facts, lead: null, epoch: value, epochTotal };
}

/** What is known of the count. Below an epoch that another line named it is none. */
function trackOf({ value }: NonNullable<LineFacts["lead"]>, state: LiveState): LeadTrack {
  const verdict = isSet(state.epoch) ? "none" : "open";
  return state.leads.find(({ name }) => name === AROUND_LEAD) ??
    addTrack({ ...NEW_TRACK, name: AROUND_LEAD, last: value, innerLast: NaN, verdict }, state);
}

function decide(track: LeadTrack, { value, step }: { value: number; step: number }, state: LiveState): void {
  track.verdict = value > track.last && step < track.innerLast ? "counter" : "none";
  if (track.verdict === "none") state.epoch = NaN;
}
