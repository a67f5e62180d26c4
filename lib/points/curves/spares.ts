/**
 * Finds by behaviour which of a line's spare numbers counts: one that goes up steadily from line to line, where nothing else counts; or
 * where the step that the line names shows itself to be none: it goes back, or stays. Doesn't find such numbers.
 *
 * @module
 */
import type { FilledLead } from "../grammar/lead_kinds.ts";
import { isSet, type LineFacts } from "../grammar/statement.ts";
import type { LeadTrack, SpareTrack } from "./lead_state.ts";
import type { LiveState } from "./state.ts";

/** Steps up of one amount that make a counter of a spare number, of one where something counts already, and steps up that make one of a step. */
const RISES = 2, RISES_BELOW = 4, RISES_OF_STEP = 3;
/** Lines for which a step must stay where a batch goes up. */
const STAYS = 6;

/** The line with any of its spare numbers as its lead, where it has no better one and these may count. */
export function offerSpares(facts: LineFacts, state: LiveState): LineFacts {
  const { spare, lead, rank } = facts;
  if (spare === null || rank! > 0) return facts;
  if (lead !== null && state.leads.find(({ name }) => name === lead.name)?.verdict !== "none") return facts;
  if (state.leads.find(({ name }) => name === spare.name)?.verdict === "none") return facts;
  return { ...facts, lead: asLead(spare.name) };
}

const asLead = (name: string): FilledLead => ({
  name,
  value: NaN,
  pair: -1,
  kind: "spare",
  inner: null,
  innerValue: NaN,
});

/** What is known of spare numbers at the first line that has them. Where something counts already, lines don't wait for them. */
export function newSpares({ spare, step }: LineFacts, isCounted: boolean): SpareTrack {
  const each = spare!.values.map((value) => ({ first: value, last: value, rise: NaN, rises: 0 }));
  const needed = isCounted ? RISES_BELOW : RISES;
  return { each, needed, step, stepRise: NaN, ups: 0, stays: 0, backs: 0, isEven: false, at: -1 };
}

/** Compares spare numbers with those of the line before. */
export function compareSpares(track: LeadTrack, facts: LineFacts, epoch: number): void {
  const spares = track.spares!, isSame = Object.is(epoch, track.innerLast);
  if (track.verdict === "open") {
    facts.spare!.values.forEach((value, at) => compare(spares.each[at]!, value, isSame));
    if (isSet(facts.step)) compareStep(spares, facts.step);
    track.verdict = judge(spares, facts);
  }
  track.innerLast = epoch;
}

/** One that goes down, or up by another amount, counts nothing. With the next epoch it may begin again, and must show it again. */
function compare(each: SpareTrack["each"][number], value: number, isSame: boolean): void {
  const rise = value - each.last, isSteady = !isSet(each.rise) || rise === each.rise || isFirstShort(each, rise);
  if (each.rises >= 0) {
    if (rise > 0 && isSteady && (isSame || each.rises > 0)) each.rises++;
    else each.rises = isSame || each.rises === 0 || value > each.last ? -1 : 0;
    if (rise > 0) each.rise = rise;
  }
  each.last = value;
}

/** True for the second rise of `1, 100, 200` and `0, 99, 199`. */
const isFirstShort = ({ rise, rises }: SpareTrack["each"][number], next: number) =>
  rises === 1 && rise > 1 && next === rise + 1;

/** Counts how the step of the line behaves. */
function compareStep(spares: SpareTrack, step: number): void {
  const rise = step - spares.step;
  if (rise < 0) spares.backs++;
  else if (rise === 0) spares.stays++;
  else spares.ups++;
  spares.isEven = rise > 0 && rise === spares.stepRise;
  spares.stepRise = rise;
  spares.step = step;
}

function judge(spares: SpareTrack, facts: LineFacts): LeadTrack["verdict"] {
  if (spares.each.every(({ rises }) => rises < 0)) return "none";
  const needed = isSet(facts.step) ? neededBeside(spares, facts) : spares.needed;
  if (!isSet(needed)) return "none";
  spares.at = spares.each.findIndex(({ rises }) => rises >= needed);
  return spares.at < 0 ? "open" : "counter";
}

/** How often a number must have gone up beside a step, by what that did; Infinity while it isn't known, NaN where the step counts. */
function neededBeside({ each, ups, stays, backs, isEven }: SpareTrack, { spare }: LineFacts): number {
  const at = each.findIndex(({ rises }) => rises > 0), beside = spare!.each[at]?.beside;
  if (beside === undefined) return ups > 0 ? NaN : Infinity;
  if (beside === "within") return ups + backs > 0 ? NaN : RISES;
  if (isEven || (ups >= RISES_OF_STEP && backs + stays === 0)) return NaN;
  if (backs > 0) return RISES;
  if (stays === 0 || ups > 0) return Infinity;
  return beside === "batch" ? STAYS : RISES;
}

/** Decides about spare numbers where lines wait no longer: one that went up twice counts. */
export function settleSpares(track: LeadTrack): void {
  const spares = track.spares!;
  track.isLate = true;
  if (isSet(spares.step)) return;
  spares.at = spares.each.findIndex(({ rises }) => rises >= RISES);
  if (spares.at >= 0) track.verdict = "counter";
}

/** The line with the spare number that counts as its lead, and with its step as what is around that, or gone. */
export function bySpare(facts: LineFacts, { spares }: LeadTrack): LineFacts {
  const at = spares!.at, { pair, name, beside } = facts.spare!.each[at]!, value = facts.spare!.values[at]!;
  if (!isSet(facts.step)) return { ...facts, lead: { ...asLead(name), value, pair } };
  const pairs = facts.pairs.filter((_, index) => index !== pair), placed = { ...facts, pairs, lead: null };
  if (beside === "within") return { ...placed, epoch: facts.step, step: NaN, stepTotal: NaN, batch: value };
  if (beside === "batch") return { ...placed, step: NaN, stepTotal: NaN, batch: value };
  return { ...placed, step: value, stepTotal: NaN };
}
