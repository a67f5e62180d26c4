/**
 * Lines below a text that the program printed onto its bar, as ` 2%|#    | 1/50 [00:02<01:40]loss: 0.5` above `acc: 0.25`: they are of one
 * print, so the bar places them where that text stands. Doesn't read the text on the bar.
 *
 * @module
 */
import type { LineFacts } from "../grammar/statement.ts";
import { knownMetric } from "./metrics.ts";
import { NOWHERE } from "./standing.ts";
import { nameOf } from "./qualify.ts";
import type { LiveState } from "./state.ts";

/** Lines from one line of a print to the next, at most. */
const NEAR_LINES = 2;

/** Begins a print at the line of a bar. */
export function beginGlued(line: number, state: LiveState): void {
  state.glued = { first: line, last: line };
}

/** Ends the print: the bar is drawn again. */
export function endGlued(state: LiveState): void {
  state.glued.last = NaN;
}

/** True for a line that goes on with the print which began on the bar: a metric that comes again is of a later step. Remembers the line. */
export function continueGlued(facts: LineFacts, state: LiveState): boolean {
  const { first, last } = state.glued;
  const isNear = facts.line > last && facts.line - last <= NEAR_LINES;
  if (!isNear || isMeasuredAgain(facts, first, state)) return false;
  state.glued.last = facts.line;
  return true;
}

/** True for a line with a metric that has a point since a line. */
function isMeasuredAgain(facts: LineFacts, since: number, state: LiveState): boolean {
  return facts.pairs.some((pair) => {
    const { name } = nameOf(pair, facts, { place: NOWHERE, state });
    return (knownMetric(name, state.metrics)?.lastLine ?? -Infinity) >= since;
  });
}
