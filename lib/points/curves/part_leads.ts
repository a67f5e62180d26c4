/**
 * Decides whether the number that says which of several things a line's values are of is their place: `Subject 3 loss: 0.5`. One that goes up from
 * line to line and never comes again counts, where nothing else does; one that comes again, or not in order, tells curves apart. Doesn't find
 * the number.
 *
 * @module
 */
import type { FilledLead } from "../grammar/lead_kinds.ts";
import { isSet, type LineFacts } from "../grammar/statement.ts";
import { canonicalName } from "../words/name.ts";
import type { LeadTrack } from "./lead_state.ts";
import type { LiveState } from "./state.ts";

/** Times that such a number goes up before it counts, and at the end of the log. */
const RISES = 12, RISES_AT_END = 2;
/** Lines from the newest of its lines on for which those wait. */
const APART_LINES = 64;

/** True where something else counts: the number says of which thing the values are. */
export const countsElse = ({ step, epoch, bars }: LiveState): boolean => isSet(step) || isSet(epoch) || bars.length > 0;

/** Compares a line's number with the one before. Another line of the same thing may print other values. */
export function comparePart(track: LeadTrack, { value }: FilledLead, form: number): void {
  if (track.verdict === "open") {
    if (value < track.last || (value === track.last && form === track.form)) track.verdict = "none";
    else if (value > track.last && ++track.rises >= RISES) track.verdict = "counter";
  }
  track.last = value;
  track.form = form;
}

/** What such a number is, when its lines wait no longer. */
export function settlePart(track: LeadTrack): void {
  track.verdict = track.rises >= RISES_AT_END ? "counter" : "none";
}

/** True at a line for which such a line waits no longer: too far below, or too many wait. */
export function isPartDue(line: number, waiting: readonly LineFacts[]): boolean {
  return line - waiting.at(-1)!.line > APART_LINES || waiting.length > 2 * RISES;
}

/** The line with that number as its step, and out of its names. */
export function placeByPart(facts: LineFacts): LineFacts {
  const { value, name } = facts.lead!, start = `${canonicalName(`${name} ${value}`)}_`;
  const pairs = facts.pairs.map((pair) => {
    const { info } = pair;
    return info.name.startsWith(start) ? { ...pair, info: { ...info, name: info.name.slice(start.length) } } : pair;
  });
  return { ...facts, pairs, step: value };
}
