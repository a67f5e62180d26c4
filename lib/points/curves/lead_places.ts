/**
 * Places a line by its lead, once that counts. Judges no lead.
 *
 * @module
 */
import type { LeadKind } from "../grammar/lead_kinds.ts";
import { isSet, type LineFacts } from "../grammar/statement.ts";
import { canonicalName } from "../words/name.ts";
import { counts, epochOf } from "./lead_proofs.ts";
import type { LeadTrack } from "./lead_state.ts";
import { phaseOfLine } from "./leads.ts";
import type { LiveState } from "./state.ts";

/** The line placed by its lead where that is a counter. Without a counter, what is only guessed is nothing. */
export function applyLead(facts: LineFacts, track: LeadTrack | null | undefined, state: LiveState): LineFacts {
  const { lead } = facts;
  if (lead === null) return facts;
  if (track && counts(lead, track, state)) return (PLACES[lead.kind] ?? placeByLead)(facts, track, state);
  if (lead.kind === "spare") return { ...facts, lead: null };
  return lead.kind === "guess" ? { ...facts, pairs: [], epoch: NaN } : facts;
}

/** Places a line by its lead. */
type PlaceBy = (facts: LineFacts, track: LeadTrack, state: LiveState) => LineFacts;

const PLACES: Partial<Record<LeadKind, PlaceBy>> = {
  name: placeByName,
  glued: placeByName,
  part: placeByPart,
  spare: placeBySpare,
};

/**
 * The line with its lead as its counter: within the epoch where one was printed, or within an evaluation beside steps, else its step. With
 * an inner counter it is the epoch.
 */
export function placeByLead(
  facts: LineFacts,
  { at: inTrack }: Pick<LeadTrack, "at">,
  state: Pick<LiveState, "epoch" | "step">,
): LineFacts {
  const hasInner = inTrack >= 0, { kind, value, name, pair, inner, innerValue, totalValue: total = NaN } = facts.lead!;
  if (kind === "share") {
    return hasInner ? { ...facts, step: value, stepTotal: 100 } : { ...facts, batch: value, batchTotal: 100 };
  }
  const own = hasInner && inner ? [name, inner.name] : [name], taken = hasInner && inner ? [pair, inner.pair] : [pair];
  const pairs = facts.pairs.filter((_, at) => !taken.includes(at));
  const asides = facts.asides.filter(({ info }) => !own.includes(info.name));
  if (hasInner && isSet(innerValue)) return { ...facts, pairs, asides, epoch: value, batch: innerValue };
  const phase = phaseOfLine(facts);
  const isWithin = Number.isInteger(epochOf(facts, state)) || (phase !== "" && isSet(state.step));
  const count = isWithin ? { batch: value, batchTotal: total } : { step: value, stepTotal: total };
  return { ...facts, pairs, asides, phase, ...count };
}

/** The line with the spare number that counts as its counter, and with its step as what is around that, or gone. */
function placeBySpare(facts: LineFacts, { at }: LeadTrack, state: LiveState): LineFacts {
  const { spare, step } = facts, { pair, name, beside } = spare!.each[at]!, value = spare!.values[at]!;
  if (!isSet(step)) return placeByLead({ ...facts, lead: { ...facts.lead!, value, pair, name } }, { at: -1 }, state);
  const pairs = facts.pairs.filter((_, index) => index !== pair),
    placed = { ...facts, pairs, lead: null, stepTotal: NaN };
  if (beside === "instead") return { ...placed, step: value };
  return { ...placed, epoch: beside === "within" ? step : facts.epoch, step: NaN, batch: value };
}

/** The number at the end of a name, with what ties it to the words before. */
const NUMBER_IN_NAME = /(?:_at_|[_@-])?\d+$/;

/** The line with the number in its values' names as its step. */
function placeByName(facts: LineFacts): LineFacts {
  const { value } = facts.lead!;
  return renamed(
    { ...facts, step: value },
    (name) => name.endsWith(`${value}`) ? name.replace(NUMBER_IN_NAME, "") : name,
  );
}

/** The line with the number of its part as its step, and out of its names. */
function placeByPart(facts: LineFacts): LineFacts {
  const { value, name: word } = facts.lead!, start = `${canonicalName(`${word} ${value}`)}_`;
  return renamed({ ...facts, step: value }, (name) => name.startsWith(start) ? name.slice(start.length) : name);
}

function renamed(facts: LineFacts, rename: (name: string) => string): LineFacts {
  const pairs = facts.pairs.map((pair) => ({ ...pair, info: { ...pair.info, name: rename(pair.info.name) } }));
  return { ...facts, pairs };
}
