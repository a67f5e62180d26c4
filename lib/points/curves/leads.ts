/**
 * Finds what is known of a line's lead: a number that may be its counter. Doesn't judge it (`lead_proofs.ts`), and doesn't say which lines
 * wait for that (`undecided.ts`).
 *
 * @module
 */
import type { FilledLead, LeadKind } from "../grammar/lead_kinds.ts";
import { isSet, type LineFacts } from "../grammar/statement.ts";
import { sizeOf } from "../size.ts";
import { findEnclosingBar, isOver } from "./bars.ts";
import { epochOf, isWithinOther, judge, mayCount } from "./lead_proofs.ts";
import { type LeadTrack, newMoves } from "./lead_state.ts";
import { isPhased } from "./qualify.ts";
import type { LiveState } from "./state.ts";

/** Leads that are remembered, and those alone behind their names among them. */
const LEADS_MAX = 16, HEADS_MAX = 6;

/** What is known of a line's lead. Null: it has none, or the line has a better place. Remembers the lead's value. */
export function observeLead(facts: LineFacts, state: LiveState): LeadTrack | null {
  if (facts.lead === null) return null;
  const known = trackOf(facts.lead, state);
  if (known) judge(known, facts, state);
  return known ?? (isPlacedElsewhere(facts, state) ? null : addTrack(facts, state));
}

/** What is known so far of the lead of a name. */
export function trackOf(lead: Pick<FilledLead, "name"> | null, { leads }: LiveState): LeadTrack | undefined {
  if (lead === null) return undefined;
  for (const track of leads) if (track.name === lead.name) return track; // faster than find() for each line
  return undefined;
}

/** Remembers a lead that is new. */
export function addTrack(facts: LineFacts, state: LiveState): LeadTrack {
  const { name, kind, value } = facts.lead!, { form, line } = facts, beside = numbersBeside(facts, state).map(newMoves);
  const track: LeadTrack = {
    name,
    verdict: firstVerdict(facts, state),
    own: newMoves(value),
    beside,
    at: -1,
    form,
    epoch: epochOf(facts, state),
    ...(kind === "head" && { heads: [[line, value]] }),
  };
  if (state.leads.length >= LEADS_MAX) state.leads.shift();
  state.leads.push(track);
  state.room -= sizeOf(track);
  return track;
}

/** The numbers beside a lead whose moves are compared with its own. */
function numbersBeside(facts: LineFacts, state: LiveState): number[] {
  const { lead, spare, step } = facts, { kind, inner, innerValue } = lead!;
  if (kind === "spare") return spare!.values;
  if (kind === "share") return [epochOf(facts, state)];
  if (kind === "around") return [step];
  return inner ? [innerValue] : [];
}

/**
 * What a new lead is. A simulated time counts where nothing was charted or counted before it: below a loss it says how long something took. For
 * spare numbers no lines wait where something counts already.
 */
function firstVerdict(facts: LineFacts, state: LiveState): LeadTrack["verdict"] {
  const lead = facts.lead!;
  if (lead.kind === "time") return countsElse(state) || state.metrics.byKey.size > 0 ? "none" : "counter";
  if (lead.kind === "around") return isSet(state.epoch) ? "none" : "open"; // another line named the epoch
  if (lead.kind === "spare") return !isSet(facts.step) && isWithinOther(facts, state) ? "late" : "open";
  return mayCount(lead) ? "open" : "none";
}

/** True where something else counts. */
const countsElse = ({ step, epoch, bars }: LiveState): boolean => isSet(step) || isSet(epoch) || bars.length > 0;

/** True for a line that something else places better than its new lead. */
function isPlacedElsewhere(facts: LineFacts, state: LiveState): boolean {
  const { lead, step } = facts, { kind } = lead!;
  if (kind === "time" || kind === "name") return false;
  if (kind === "part" || kind === "head") return countsElse(state) || isCrowded(kind, state);
  if (kind === "spare") return isEvaluated(facts) || (!isSet(step) && isPlacedAbove(facts, state));
  if (kind === "glued" && isSet(state.epoch)) return true;
  return phaseOfLine(facts) === "" && isPlacedAbove(facts, state);
}

/** True for numbers behind their names when enough of them are watched. */
function isCrowded(kind: LeadKind, { leads }: LiveState): boolean {
  return kind === "head" && leads.filter(({ heads }) => heads !== undefined).length >= HEADS_MAX;
}

/** True for a line that a step above it, or a bar, places. */
function isPlacedAbove({ line }: LineFacts, state: LiveState): boolean {
  const bar = findEnclosingBar(state, line);
  return isSet(state.step) || (bar !== null && !isOver(bar));
}

/** True for a line of an evaluation, also by the name of its first value. */
const isEvaluated = (facts: LineFacts) => phaseOfLine(facts) !== "" || isPhased(facts.pairs[0]?.info.name ?? "");

/** What a line with a lead was measured on. An evaluation counts its own samples beside the steps of training. */
export function phaseOfLine({ phase, pairs }: LineFacts): string {
  return phase || (pairs[0]?.phase ?? "");
}

/** The line with any of its spare numbers as its lead, where it has no better one and these may count. */
export function offerSpares(facts: LineFacts, state: LiveState): LineFacts {
  const { spare, lead, rank, step: value } = facts;
  if (spare === null || rank! > 0) return facts;
  if (lead !== null && trackOf(lead, state)?.verdict !== "none") return facts;
  if (trackOf(spare, state)?.verdict === "none") return facts;
  return { ...facts, lead: { name: spare.name, value, pair: -1, kind: "spare", inner: null, innerValue: NaN } };
}

/**
 * An evaluation's line with its epoch or its step, where its lead is the one that was printed above it and counts nothing so far:
 * `Val 3: loss 0.5`, `eval 100 | loss 0.5`.
 */
export function settleCountOfLead(facts: LineFacts, state: LiveState): LineFacts {
  const { lead } = facts;
  if (lead === null || lead.name !== "" || phaseOfLine(facts) === "") return facts;
  if (lead.value !== state.epoch && lead.value !== state.step) return facts;
  if (lead.kind !== "count" || isSet(lead.innerValue) || trackOf(lead, state)?.verdict === "counter") return facts;
  return { ...facts, lead: null, ...(lead.value === state.epoch ? { epoch: lead.value } : { step: lead.value }) };
}
