/**
 * Places lines as the reader does, one after the other.
 *
 * @module
 */
import { placeLine } from "../../lib/points/curves/place.ts";
import { initialReaderState, type LiveState } from "../../lib/points/curves/state.ts";
import type { LineFacts } from "../../lib/points/grammar/statement.ts";
import { makeBar, makeFacts } from "./make_facts.ts";

/** Steps of lines, one after the other. */
export function stepsOf(lines: Partial<LineFacts>[], state: LiveState = initialReaderState()): number[] {
  return lines.map((facts) => placeLine(makeFacts(facts), state).step);
}

/** The reader's state below a bar that has come to `n` of `total`. */
export function withBar(n: number, total: number, over: Partial<LiveState> = {}): LiveState {
  return {
    ...initialReaderState(),
    bars: [makeBar(n, total)],
    ...over,
  };
}
