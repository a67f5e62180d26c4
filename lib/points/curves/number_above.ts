/**
 * Whole numbers on lines of their own above values: behind words, `Loop 3` above `loss: 0.5`, or behind a name, `trajectory = 10`. In a log that
 * counts nothing else the number may be the step of the lines below it, which the leads decide by what it does; beside a counter one behind
 * words tells apart what was printed at one step. Doesn't find such lines.
 *
 * @module
 */
import type { FilledLead } from "../grammar/lead_kinds.ts";
import { hasProgress, isSet, type LineFacts } from "../grammar/statement.ts";
import { canonicalName } from "../words/name.ts";
import { partAtEnd } from "../words/parts.ts";
import { sizeOfText } from "../size.ts";
import type { LeadTrack } from "./lead_state.ts";
import { observeLead, trackOf } from "./leads.ts";
import type { LiveState } from "./state.ts";
import { keepTitle } from "./titles.ts";

/** Lines between the number and a value, or between two values below it, at most; lines of a number behind its name that are remembered. */
const NEAR_LINES = 3, HEADS_MAX = 3;

/** Remembers a number that stands alone with its words, and gives each line of values below it that number as its lead. */
export function putUnderNumber(facts: LineFacts, state: LiveState): LineFacts {
  const { lead, line } = facts;
  if (lead?.kind === "head") return putUnderHead(facts, lead, state);
  if (lead?.kind === "above") {
    keepNumber(lead, facts, state);
    return partAtEnd(lead.name) === "" ? { ...facts, lead: null } : { ...facts, lead: null, pairs: [], asides: [] };
  }
  const { above } = state;
  if (above.lead === null || !facts.pairs.some(({ info: { kind } }) => kind === "metric")) return facts;
  if (lead !== null || hasProgress(facts) || line - above.line > NEAR_LINES || !mayPlace(above.lead, state)) {
    return facts;
  }
  above.line = line;
  return { ...facts, lead: above.lead };
}

function keepNumber(lead: FilledLead, { line }: LineFacts, state: LiveState): void {
  const { name, value, totalValue } = lead, isHeading = state.phaseLine === line;
  if (name !== state.above.lead?.name) state.room -= sizeOfText(name);
  state.above = { lead: isHeading ? { ...lead, isHeading } : lead, line };
  if (totalValue !== undefined || mayPlace(lead, state) || isHeading) return;
  keepTitle(canonicalName(`${name} ${value}`), line, state);
}

/** True while nothing else counts, or a count with its total only an epoch around it, and the number above has not turned out to count nothing. */
function mayPlace(lead: FilledLead, state: LiveState): boolean {
  const { step, epoch, bars } = state, track = trackOf(lead, state);
  if (track) return track.verdict !== "none";
  return !isSet(step) && bars.length === 0 && (!isSet(epoch) || lead.totalValue !== undefined);
}

/**
 * A line that has nothing but a number behind its name. Where that counts it is no value, and places what stands below: also what is held from
 * there of names that aren't charted yet.
 */
function putUnderHead(facts: LineFacts, lead: FilledLead, state: LiveState): LineFacts {
  const { line } = facts, { above } = state, track = observeLead(facts, state), below = { ...facts, lead: null };
  if (track === null || track.verdict === "none") return below;
  const counts = track.verdict === "counter";
  if (counts) placeHeld(track, state);
  else keepHead(track, line, lead.value);
  if (counts || mayStand(track, state)) state.above = { lead, line };
  else if (above.lead?.name === lead.name) above.lead = null;
  return counts ? { ...below, pairs: [], asides: [] } : below;
}

function keepHead({ heads = [] }: LeadTrack, line: number, value: number): void {
  if (heads.at(-1)?.[0] !== line) heads.push([line, value]);
  if (heads.length > HEADS_MAX) heads.shift();
}

/** True for a number that the lines below may wait for: they did not wait for too long already, and stand below no words with a number. */
function mayStand({ verdict }: LeadTrack, state: LiveState): boolean {
  const { lead } = state.above,
    isBelow = lead?.kind === "above" && (trackOf(lead, state)?.verdict ?? "none") !== "none";
  return verdict === "open" && !isBelow;
}

/** Gives what is held from below the earlier lines its step. */
function placeHeld({ heads = [] }: LeadTrack, { held }: LiveState): void {
  if (heads.length === 0) return;
  const earlier = heads.splice(0);
  for (const point of held.values().flatMap(({ points }) => points)) {
    const head = earlier.findLast(([line]) => line < point.line);
    if (head !== undefined && !isSet(point.step)) point.step = point.globalStep = head[1];
  }
}
