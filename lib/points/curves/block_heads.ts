/**
 * A whole number alone behind its name above values, `trajectory = 10`, in a log that counts nothing else: once it has gone up steadily it is
 * the step of what stands below it. Lines wait for that as for any lead; what is held of names that aren't charted yet gets its step then.
 * Doesn't find such lines.
 *
 * @module
 */
import type { FilledLead } from "../grammar/lead_kinds.ts";
import { isSet, type LineFacts } from "../grammar/statement.ts";
import type { LeadTrack } from "./lead_state.ts";
import { addTrack, compare, NEW_TRACK } from "./leads.ts";
import type { LiveState } from "./state.ts";

/** Numbers that are watched, and lines of each that are remembered. */
const HEADS_MAX = 6, LINES_MAX = 3;

/** Reads such a line: where its number counts it is no value, and places what stands below. */
export function headBlock(facts: LineFacts, lead: FilledLead, state: LiveState): LineFacts {
  const { name, value } = lead, { line } = facts, track = trackOf(lead, facts, state), below = { ...facts, lead: null };
  if (track === null || track.verdict === "none") return below;
  if (track.verdict === "open" && track.heads!.at(-1)![0] < line) observe(track, lead, line);
  if (track.verdict === "counter" && track.heads!.length > 0) placeHeld(track, state);
  if (track.verdict === "counter" || mayStand(track, state)) state.above = { name, value, total: NaN, line };
  else if (state.above.name === name) state.above.name = "";
  return track.verdict === "counter" ? { ...below, pairs: [], asides: [] } : below;
}

/** True for a number that the lines below may wait for: they did not wait for too long already, and stand below no other one. */
function mayStand({ verdict, isLate, name }: LeadTrack, { above, leads }: LiveState): boolean {
  const other = above.name === name ? undefined : leads.find((each) => each.name === above.name);
  return verdict === "open" && !isLate &&
    (other === undefined || other.verdict === "none" || other.heads !== undefined);
}

/** What is known of the number. Null where something else counts, and beyond as many numbers as are watched. */
function trackOf({ name, value }: FilledLead, { line }: LineFacts, state: LiveState): LeadTrack | null {
  const { leads } = state, known = leads.find((each) => each.name === name);
  if (known) return known;
  if (isSet(state.step) || isSet(state.epoch) || state.bars.length > 0) return null;
  if (leads.filter(({ heads }) => heads !== undefined).length >= HEADS_MAX) return null;
  return addTrack({ ...NEW_TRACK, name, last: value, innerLast: NaN, heads: [[line, value]] }, state);
}

function observe(track: LeadTrack, lead: FilledLead, line: number): void {
  compare(track, lead);
  track.last = lead.value;
  track.heads!.push([line, lead.value]);
  if (track.heads!.length > LINES_MAX) track.heads!.shift();
}

/** Gives what is held from below the earlier lines its step. */
function placeHeld(track: LeadTrack, { held }: LiveState): void {
  const heads = track.heads!.splice(0);
  for (const point of held.values().flatMap(({ points }) => points)) {
    const head = heads.findLast(([line]) => line < point.line);
    if (head !== undefined && !isSet(point.step)) point.step = point.globalStep = head[1];
  }
}
