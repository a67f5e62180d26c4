/**
 * Decides what a counter counts that the description of a bar names: in `Round 3:  50%|##  | 12/24` the rounds, each of which draws the bar
 * anew; in `Iter 12:  50%|##  | 12/24` the steps of the bar itself. Doesn't draw bars.
 *
 * @module
 */
import { barCount, type BarSlots } from "../grammar/bar_slots.ts";
import { isSet, type LineFacts } from "../grammar/statement.ts";
import type { Shape } from "../scan/shape.ts";
import type { BarState } from "./bar_state.ts";
import type { LiveState } from "./state.ts";

/** A bar that has no such counter. */
export const NO_ROUND: Pick<BarState, "firstRound" | "round" | "counts"> = {
  firstRound: NaN,
  round: NaN,
  counts: "open",
};

/** The number of the counter that a bar's description names; NaN without one. */
export function roundOf({ round }: BarSlots, { step }: LineFacts): number {
  return round < 0 ? NaN : step;
}

/** Remembers the counter of a bar before it moves to `n`. One that goes up as the bar begins again counts its rounds. */
export function noteRound(bar: BarState, { n, round }: { n: number; round: number }): void {
  if (!isSet(round)) return;
  if (bar.counts === "open" && round > bar.round) {
    const isAgain = n < bar.n || (n === bar.n && n >= bar.total);
    bar.counts = isAgain ? "rounds" : "steps";
  }
  if (!isSet(bar.firstRound)) bar.firstRound = round;
  bar.round = round;
}

/** Remembers where a bar was drawn at its start first, of the drawings that leave it there. */
export function noteStart(line: number, { n, total }: { n: number; total: number }, { drawings }: LiveState): void {
  const isSame = Object.is(total, drawings.startTotal);
  if (n === 0 && !(isSame && isSet(drawings.startLine))) {
    Object.assign(drawings, { startLine: line, startTotal: total });
  } else if (n !== 0 && isSame) Object.assign(drawings, { startLine: NaN, startTotal: NaN });
}

/** Places a line by its bar within the round, where the bar's description counts rounds: by the step behind the bar, else by its count. */
export function placeInRound(facts: LineFacts, slots: BarSlots, { bar, shape, state }: RoundOfBar): void {
  const n = barCount(slots, shape), inner = slots.inner < 0 ? NaN : shape.value[slots.inner]!;
  const counts = bar?.counts ?? "open", { step: round } = facts;
  if (counts === "steps" || (counts === "open" && !(round <= 1 && n > round + 1))) return;
  if (isSet(inner)) facts.step = inner;
  else if (counts === "open") facts.step = n;
  else {
    if (bar!.firstRound === 0) state.epochBase = 0;
    Object.assign(facts, { epoch: round, step: NaN, batch: n, batchTotal: bar!.total, wholeEpoch: true });
  }
}

/** A bar as it is drawn now, null before its second drawing, and the numbers of its line. */
export interface RoundOfBar {
  bar: BarState | null;
  shape: Shape;
  state: LiveState;
}

/** The line with its step as its epoch, where that is the round which a bar has drawn. A first round may be that once its bar is over. */
export function settleRoundOfBar(facts: LineFacts, { bars }: LiveState): LineFacts {
  const { step, epoch, batch } = facts;
  if (bars.length === 0 || !isSet(step) || isSet(epoch) || isSet(batch)) return facts;
  const isRound = bars.some(({ counts, round, n, total }) =>
    round === step && (counts === "rounds" || (counts === "open" && n >= total))
  );
  return isRound ? { ...facts, epoch: step, epochTotal: facts.stepTotal, step: NaN, stepTotal: NaN } : facts;
}

/** True for the heading below a bar that goes on now, or begins again behind the next epoch. */
export function endsHeading({ line, total, places, moved, n: last }: BarState, n: number, state: LiveState): boolean {
  if (state.phase === "" || line > state.phaseLine) return false;
  return n > last ? last < total : n < last && places && state.entered > moved;
}
