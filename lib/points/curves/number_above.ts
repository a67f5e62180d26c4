/**
 * Words with a whole number on a line of their own above values: `Loop 3` above `loss: 0.5`. In a log that counts nothing else the number may be
 * the step of the lines below it, which the leads decide by what it does; beside a counter it tells apart what was printed at one step. Doesn't
 * find such lines.
 *
 * @module
 */
import type { FilledLead } from "../grammar/lead_kinds.ts";
import { hasProgress, isSet, type LineFacts } from "../grammar/statement.ts";
import { canonicalName } from "../words/name.ts";
import { partAtEnd } from "../words/parts.ts";
import { sizeOfText } from "../size.ts";
import { headBlock } from "./block_heads.ts";
import type { LiveState } from "./state.ts";
import { keepTitle } from "./titles.ts";

/** Lines between the number and a value, or between two values below it, at most. */
const NEAR_LINES = 3;

/** Remembers a number that stands alone with its words, and gives each line of values below it that number as its lead. */
export function putUnderNumber(facts: LineFacts, state: LiveState): LineFacts {
  const { lead, line } = facts;
  if (lead?.kind === "head") return headBlock(facts, lead, state);
  if (lead?.kind === "above") {
    keepNumber(lead, facts, state);
    return partAtEnd(lead.name) === "" ? { ...facts, lead: null } : { ...facts, lead: null, pairs: [], asides: [] };
  }
  const { above } = state;
  if (above.name === "" || !facts.pairs.some(({ info: { kind } }) => kind === "metric")) return facts;
  if (lead !== null || hasProgress(facts) || line - above.line > NEAR_LINES || !mayCount(state)) return facts;
  above.line = line;
  const { name, value, total: totalValue } = above;
  return { ...facts, lead: { name, value, totalValue, pair: -1, kind: "above", inner: null, innerValue: NaN } };
}

function keepNumber({ name, value, totalValue: total = NaN }: FilledLead, { line }: LineFacts, state: LiveState): void {
  if (name !== state.above.name) state.room -= sizeOfText(name);
  state.above = { name, value, total, line };
  if (isSet(total) || mayCount(state) || state.phaseLine === line) return;
  keepTitle(canonicalName(`${name} ${value}`), line, state);
}

/** True while nothing else counts, or a count with its total only an epoch around it, and the number above has not turned out to count nothing. */
function mayCount({ above, leads, step, epoch, bars }: LiveState): boolean {
  const track = leads.find(({ name }) => name === above.name);
  if (track) return track.verdict !== "none";
  return !isSet(step) && bars.length === 0 && (!isSet(epoch) || isSet(above.total));
}
