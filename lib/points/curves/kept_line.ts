/**
 * What a line says and the heading above it, kept for later lines. The line's own facts are filled again by the next line of its shape.
 *
 * @module
 */
import type { LineFacts, Pair } from "../grammar/statement.ts";
import type { LiveState } from "./state.ts";

/** Bytes of a line that waits, of a pair on it, and of each character of its texts and names, as the budget measures them, at most. */
const FACTS_BYTES = 850, SPARES_BYTES = 500, PAIR_BYTES = 260, CHAR_BYTES = 3;

/** Bytes of a line that waits, at most. */
function factsBytes({ pairs, asides, spare, badge, tag, label, phase, printer }: LineFacts, heading: string): number {
  const texts = badge.length + tag.length + label.length + phase.length + heading.length + (printer?.name.length ?? 0);
  let bytes = FACTS_BYTES + CHAR_BYTES * texts + (spare === null ? 0 : SPARES_BYTES);
  for (const pair of pairs) bytes += pairBytes(pair);
  for (const aside of asides) bytes += pairBytes(aside);
  return bytes;
}

const pairBytes = ({ info: { name }, unit, phase }: Pair): number =>
  PAIR_BYTES + CHAR_BYTES * (name.length + unit.length + phase.length);

/** A copy of a line's facts that outlives the line. */
export function keepFacts(facts: LineFacts, state: LiveState): LineFacts {
  state.room -= factsBytes(facts, state.phase);
  const copy = (pairs: readonly Pair[]) => pairs.map((pair) => ({ ...pair }));
  const heading = { phase: state.phase, line: state.phaseLine };
  const spare = facts.spare && { ...facts.spare, values: [...facts.spare.values] };
  return { ...facts, pairs: copy(facts.pairs), asides: copy(facts.asides), spare, heading };
}

/** Charts a line below the heading that it was printed below: another one may have come while it waited. */
export function chartBelowOwn(facts: LineFacts, state: LiveState, chart: (facts: LineFacts) => void): void {
  const { heading } = facts, { phase, phaseLine } = state;
  if (heading === null || heading.phase === phase) return chart(facts);
  Object.assign(state, { phase: heading.phase, phaseLine: heading.line });
  chart(facts);
  Object.assign(state, { phase, phaseLine });
}
