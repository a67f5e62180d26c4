/**
 * Places lines that were printed at different steps and come all at once, because the program's output passed a buffer and its bar didn't.
 * The epoch on such lines says where they stand; lines without one are spread over the bar's last move.
 *
 * @module
 */
import { isSet, type LineFacts } from "../grammar/statement.ts";
import { barStep } from "./bars.ts";
import type { BarState } from "./bar_state.ts";
import type { LiveState, Waiting } from "./state.ts";

/** How far the length of a run, in epochs, may be from a whole number. */
const EPOCHS_SLACK = 0.25;

/** Steps of the lines that waited for a bar, NaN where the bar's own step is right. Remembers how many steps an epoch has. */
export function settleBurst(waiting: readonly Waiting[], bar: BarState | null, state: LiveState): number[] {
  if (!bar) return waiting.map(() => NaN);
  if (waiting.length === 1) return [stepBefore(waiting[0]!, bar)];
  if (isRising(waiting)) {
    if (!isSet(state.stepsInEpoch)) state.stepsInEpoch = measureEpoch(waiting.at(-1)!, bar);
    return waiting.map(() => NaN);
  }
  return spreadLines(waiting, barStep(bar));
}

/**
 * The bar's step when a line was printed, if the bar then moved on as it did before: it was drawn at its own pace. A bar that is drawn
 * again because of the line moves less. NaN for that one.
 */
function stepBefore({ from, facts }: Waiting, bar: BarState): number {
  const isOwnPace = bar.lastStride > 1 && barStep(bar) - from >= bar.lastStride;
  return isOwnPace && !isSet(facts.epoch) ? from : NaN;
}

/** The step of an epoch such as 0.25, once a burst showed the length of an epoch; never beyond what the bar has reached. */
export function stepAtEpoch(epoch: number, reached: number, { stepsInEpoch }: LiveState): number {
  const step = Math.round(epoch * stepsInEpoch);
  return isSet(step) ? Math.min(step, reached) : reached;
}

/** True when the lines have epochs that only go up, and print the same metrics. */
function isRising(waiting: readonly Waiting[]): boolean {
  return waiting.every(({ facts: { epoch } }, at) => at === 0 ? isSet(epoch) : epoch > waiting[at - 1]!.facts.epoch) &&
    nameOf(waiting[0]!.facts) === nameOf(waiting[1]!.facts);
}

const nameOf = ({ pairs }: LineFacts) => pairs[0]?.info.name;

/**
 * Steps of an epoch: such that the whole bar is a whole number of epochs where that is near, else by the newest line alone. A bar that hadn't
 * moved when that line was printed shows by its next drawing how far it was.
 */
function measureEpoch({ facts: { epoch }, from }: Waiting, bar: BarState): number {
  if (!(epoch > 0)) return NaN;
  const reached = Math.max(from > 0 ? from : barStep(bar), 1), epochs = bar.total * epoch / reached;
  const whole = Math.max(1, Math.round(epochs), Math.ceil(epoch));
  return Math.abs(epochs - whole) <= EPOCHS_SLACK * whole || epoch <= whole && bar.n >= bar.total
    ? bar.total / whole
    : reached / epoch;
}

/** Spreads lines of one metric over the steps that the bar made while they waited. */
function spreadLines(waiting: readonly Waiting[], reached: number): number[] {
  const counts = new Map<string | undefined, number>();
  for (const { facts } of waiting) counts.set(nameOf(facts), (counts.get(nameOf(facts)) ?? 0) + 1);
  const seen = new Map<string | undefined, number>();
  return waiting.map(({ facts, from }) => {
    const name = nameOf(facts), all = counts.get(name)!, at = (seen.get(name) ?? 0) + 1;
    seen.set(name, at);
    if (all === 1 || !(from < reached)) return NaN;
    const moved = (reached - from) * at / all;
    return from + (reached - from >= all ? Math.round(moved) : moved);
  });
}
