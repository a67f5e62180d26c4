/**
 * Finds by their numbers which leads are counters: a whole number first on its line, or in parentheses behind the only value, that goes up
 * by a steady amount. Doesn't say which lines wait for that.
 *
 * @module
 */
import { isSet, type LineFacts } from "../grammar/statement.ts";
import { type FilledLead, type LeadKind, SHARE_DONE } from "../grammar/lead_kinds.ts";
import { findEnclosingBar, isOver } from "./bars.ts";
import { countsInName, isInName, placeByName, RISES_IN_NAME } from "./number_in_name.ts";
import { bySpare, compareSpares, newSpares } from "./spares.ts";
import { comparePart, countsElse, placeByPart } from "./part_leads.ts";
import { sizeOf } from "../size.ts";
import { isPhased } from "./qualify.ts";
import type { LiveState } from "./state.ts";
import type { LeadTrack } from "./lead_state.ts";

/** Leads that are remembered. */
const LEADS_MAX = 16;
/** Steps up of one amount that make a counter, and a counter that makes a guessed value a metric's. */
const RISES = 2, RISES_OF_GUESS = 4;

/** A track of which nothing is known yet. */
export const NEW_TRACK = {
  form: 0,
  rise: NaN,
  rises: 0,
  verdict: "open",
  innerRises: 0,
  restarts: 0,
  inner: "open",
} as const;

/** What is known of a line's lead. Null: it has none, or the line has a better place. Remembers the lead's value. */
export function observeLead(facts: LineFacts, state: LiveState): LeadTrack | null {
  const { lead } = facts;
  if (!lead) return null;
  switch (lead.kind) {
    case "time":
      return observeTime(lead, state);
    case "part":
      return observePart(facts, lead, state);
    case "spare":
      return observeSpares(facts, lead, state);
    default:
      return observeCount(facts, lead, state);
  }
}

function observeCount(facts: LineFacts, lead: FilledLead, state: LiveState): LeadTrack | null {
  const known = state.leads.find(({ name }) => name === lead.name);
  const isWithin = lead.kind === "within" || (lead.kind === "above" && isSet(state.epoch));
  const epoch = lead.kind === "within" ? facts.epoch : state.epoch, { form } = facts;
  if (known) return isWithin ? compareWithin(known, lead, { epoch, form }) : observeKnown(known, lead, state);
  if (isPlacedElsewhere(facts, state)) return null;
  if (isWithin) return addTrack({ ...NEW_TRACK, name: lead.name, form, last: lead.value, innerLast: epoch }, state);
  const innerLast = innerOf(lead, state), verdict = mayCount(lead) ? "open" : "none";
  return addTrack({ ...NEW_TRACK, name: lead.name, last: lead.value, innerLast, verdict }, state);
}

/** What is known of a line's spare numbers. Null where a step or a bar places it better, and for an evaluation's. */
function observeSpares(facts: LineFacts, { name }: FilledLead, state: LiveState): LeadTrack | null {
  const known = state.leads.find((each) => each.name === name), epoch = isSet(facts.epoch) ? facts.epoch : state.epoch;
  if (known) {
    compareSpares(known, facts, epoch);
    return known;
  }
  if (isEvaluated(facts) || (!isSet(facts.step) && isPlacedElsewhere(facts, state))) return null;
  const isLate = !isSet(facts.step) && (isSet(epoch) || state.bars.length > 0), spares = newSpares(facts, isLate);
  return addTrack({ ...NEW_TRACK, name, last: NaN, innerLast: epoch, isLate, spares }, state);
}

/** True for a line of an evaluation, also by the name of its first value. */
const isEvaluated = (facts: LineFacts) => phaseOfLine(facts) !== "" || isPhased(facts.pairs[0]?.info.name ?? "");

/** What is known of the number of a part. Null where something else counts. */
function observePart({ form }: LineFacts, lead: FilledLead, state: LiveState): LeadTrack | null {
  const known = state.leads.find(({ name }) => name === lead.name);
  if (known) {
    comparePart(known, lead, form);
    return known;
  }
  if (countsElse(state)) return null;
  return addTrack({ ...NEW_TRACK, name: lead.name, form, last: lead.value, innerLast: NaN }, state);
}

function observeKnown(known: LeadTrack, lead: FilledLead, state: LiveState): LeadTrack {
  if (known.name === SHARE_DONE) compareEpoch(known, lead.value, state.epoch);
  else if (known.inner === "open") compareInner(known, lead);
  if (known.verdict === "open") compare(known, lead);
  known.last = lead.value;
  known.innerLast = innerOf(lead, state);
  return known;
}

/**
 * A number beside an epoch counts when it goes up by one amount while the epoch stays, and goes on at that pace with the next one or begins
 * again. One that came once in its epoch is no counter. Only lines that print the same show it.
 */
function compareWithin(
  track: LeadTrack,
  lead: FilledLead,
  { epoch, form }: Pick<LineFacts, "epoch" | "form">,
): LeadTrack {
  const { rise, rises, last } = track;
  if (form !== track.form) return track;
  if (track.verdict === "open") {
    if (epoch === track.innerLast) compare(track, lead);
    else if (rises === 0) track.verdict = "none";
    else if (lead.value <= last || lead.value === last + rise) track.verdict = "counter";
  }
  track.last = lead.value;
  track.innerLast = epoch;
  return track;
}

/** True for a line that a step or a bar places better than its lead; a number that a word ends with counts below no epoch either. */
function isPlacedElsewhere(facts: LineFacts, state: LiveState): boolean {
  const kind = facts.lead!.kind;
  if (kind === "glued" && isSet(state.epoch)) return true;
  if (phaseOfLine(facts) !== "" || kind === "name") return false;
  const bar = findEnclosingBar(state, facts.line);
  return isSet(state.step) || (bar !== null && !isOver(bar));
}

/**
 * An evaluation's line with its epoch or its step, where its lead is the one that was printed above it and counts nothing so far:
 * `Val 3: loss 0.5`, `eval 100 | loss 0.5`.
 */
export function settleCountOfLead(facts: LineFacts, state: LiveState): LineFacts {
  const { lead } = facts;
  if (lead === null || lead.name !== "" || phaseOfLine(facts) === "") return facts;
  if (lead.value !== state.epoch && lead.value !== state.step) return facts;
  if (lead.kind !== "count" || isSet(lead.innerValue) || trackOf(facts, state)?.verdict === "counter") return facts;
  return { ...facts, lead: null, ...(lead.value === state.epoch ? { epoch: lead.value } : { step: lead.value }) };
}

/** The number that counts within a lead; the epoch of a share of training. */
function innerOf({ name, innerValue }: FilledLead, { epoch }: LiveState): number {
  return name === SHARE_DONE ? epoch : innerValue;
}

/** Remembers a lead. */
export function addTrack(track: LeadTrack, state: LiveState): LeadTrack {
  if (state.leads.length >= LEADS_MAX) state.leads.shift();
  state.leads.push(track);
  state.room -= sizeOf(track);
  return track;
}

/** A simulated time counts where nothing was charted or counted before it: below a loss it says how long something took. */
function observeTime({ name, value, innerValue }: FilledLead, state: LiveState): LeadTrack {
  const known = state.leads.find((each) => each.name === name);
  if (known) return known;
  const counts = state.metrics.byKey.size === 0 && !isSet(state.step) && !isSet(state.epoch) && state.bars.length === 0;
  return addTrack(
    { ...NEW_TRACK, name, last: value, innerLast: innerValue, verdict: counts ? "counter" : "none" },
    state,
  );
}

/** What a line with a lead was measured on. An evaluation counts its own samples beside the steps of training. */
export function phaseOfLine({ phase, pairs }: LineFacts): string {
  return phase || (pairs[0]?.phase ?? "");
}

const RISES_OF: Partial<Record<LeadKind, number>> = { guess: RISES_OF_GUESS, ...RISES_IN_NAME };

/** True for a whole number, and for a share. The first column of a table may have numbers that are neither. */
const mayCount = ({ name, value }: FilledLead): boolean => Number.isInteger(value) || name === SHARE_DONE;

/** Compares a lead with that of the line before. */
export function compare(track: LeadTrack, lead: FilledLead): void {
  const { kind, value } = lead, rise = value - track.last;
  if (!mayCount(lead) || (rise === 0 && isInName(kind))) track.verdict = "none";
  if (rise === 0 || track.verdict === "none") return;
  if (rise < 0 || !isSteady(track, rise)) track.verdict = "none";
  else if (++track.rises >= (RISES_OF[kind] ?? RISES)) track.verdict = "counter";
  track.rise = rise;
}

/** True for a rise by the amount of the one before; a share may go up by any. */
function isSteady(track: LeadTrack, rise: number): boolean {
  return !isSet(track.rise) || rise === track.rise || track.name === SHARE_DONE || isFirstShort(track, rise);
}

/** True for the second rise of `1, 100, 200` and `0, 99, 199`: the first print is one beside the others' pace. */
const isFirstShort = ({ rise, rises }: LeadTrack, next: number) => rises === 1 && rise > 1 && next === rise + 1;

/** A share that goes on while the epoch goes up is of all training; one that begins again is of its epoch. Keeps the epoch as its inner number. */
function compareEpoch(track: LeadTrack, value: number, epoch: number): void {
  const isNext = isSet(epoch) && epoch !== track.innerLast;
  if (track.inner === "open" && isNext && value !== track.last) track.inner = value > track.last ? "counter" : "none";
}

/** Counts how the inner lead behaves: one that goes up while the lead stays, and begins again as the lead goes up, counts within it. */
function compareInner(track: LeadTrack, { value, innerValue }: FilledLead): void {
  const isUp = innerValue > track.innerLast;
  if (isUp !== (value === track.last)) track.inner = "none";
  else if (isUp) track.innerRises++;
  else track.restarts++;
  if (track.inner !== "none" && track.innerRises >= (track.restarts > 0 ? 1 : RISES)) {
    Object.assign(track, { inner: "counter", verdict: "counter" });
  }
}

/** What is known of a line's lead so far. */
export function trackOf({ lead }: LineFacts, { leads }: LiveState): LeadTrack | undefined {
  return leads.find(({ name }) => name === lead?.name);
}

/** The line placed by its lead where that is a counter. Without a counter, what is only guessed is nothing. */
export function applyLead(facts: LineFacts, track: LeadTrack | null | undefined, state: LiveState): LineFacts {
  const { lead } = facts, isCounter = track?.verdict === "counter";
  if (lead === null) return facts;
  if (isInName(lead.kind)) return track && countsInName(lead, track, state) ? placeByName(facts) : facts;
  if (lead.kind === "spare") return isCounter ? placeBySpare(facts, track, state) : { ...facts, lead: null };
  if (lead.kind === "part") return isCounter ? placeByPart(facts) : facts;
  if (isCounter) {
    const { epoch } = lead.kind === "within" ? facts : state;
    return placeByLead(facts, { epoch, step: state.step }, track.inner === "counter");
  }
  return lead.kind === "guess" ? { ...facts, pairs: [], epoch: NaN } : facts;
}

function placeBySpare(facts: LineFacts, track: LeadTrack, state: LiveState): LineFacts {
  const placed = bySpare(facts, track);
  if (placed.lead === null) return placed;
  return placeByLead(placed, { epoch: isSet(facts.epoch) ? facts.epoch : state.epoch, step: state.step });
}

/**
 * The line with its lead as its counter: within the epoch where one was printed, or within an evaluation beside steps, else its step. With
 * an inner counter it is the epoch.
 */
export function placeByLead(
  facts: LineFacts,
  { epoch, step }: Pick<LiveState, "epoch" | "step">,
  hasInner = false,
): LineFacts {
  const { value, name, pair, inner, innerValue, totalValue: total = NaN } = facts.lead!;
  const own = hasInner && inner ? [name, inner.name] : [name], taken = hasInner && inner ? [pair, inner.pair] : [pair];
  const pairs = facts.pairs.filter((_, at) => !taken.includes(at));
  const asides = facts.asides.filter(({ info }) => !own.includes(info.name));
  if (hasInner && isSet(innerValue)) return { ...facts, pairs, asides, epoch: value, batch: innerValue };
  if (name === SHARE_DONE) {
    return hasInner ? { ...facts, step: value, stepTotal: 100 } : { ...facts, batch: value, batchTotal: 100 };
  }
  const phase = phaseOfLine(facts), isWithin = Number.isInteger(epoch) || (phase !== "" && isSet(step));
  const count = isWithin ? { batch: value, batchTotal: total } : { step: value, stepTotal: total };
  return { ...facts, pairs, asides, phase, ...count };
}
