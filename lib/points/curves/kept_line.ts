/**
 * What a line says and the heading above it, kept for later lines. The line's own facts are filled again by the next line of its shape.
 *
 * @module
 */
import type { LineFacts, Pair } from "../grammar/statement.ts";
import type { LiveState } from "./state.ts";

/** Bytes of a line that waits and of a pair on it, beside their names. */
const FACTS_BYTES = 500, SPARES_BYTES = 500, PAIR_BYTES = 200, NAME_BYTES = 3;

/** Bytes of a line that waits when it is stored, at most. */
function factsBytes({ pairs, asides, spare }: LineFacts): number {
  let bytes = spare === null ? FACTS_BYTES : FACTS_BYTES + SPARES_BYTES;
  for (const { info } of pairs) bytes += PAIR_BYTES + NAME_BYTES * info.name.length;
  for (const { info } of asides) bytes += PAIR_BYTES + NAME_BYTES * info.name.length;
  return bytes;
}

/** A copy of a line's facts that outlives the line. */
export function keepFacts(facts: LineFacts, state: LiveState): LineFacts {
  state.room -= factsBytes(facts);
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
