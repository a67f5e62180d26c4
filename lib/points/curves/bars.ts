/**
 * Progress bars that the log has drawn: which one a drawing belongs to, and which one encloses the lines printed now.
 *
 * @module
 */
import { type BarSlots, isSet, type LineFacts } from "../grammar/statement.ts";
import type { Shape } from "../scan/shape.ts";
import { noteBarProgress } from "./progress.ts";
import type { BarState, LiveState } from "./state.ts";

const BARS_MAX = 6;

/** A line that draws a bar, with what the rest of the line says. */
export interface Drawing {
  bar: BarSlots;
  facts: LineFacts;
  shape: Shape;
  text: string;
}

/**
 * Remembers a bar as it is drawn now, and the progress that it shows. Gives null for a bar that can't enclose other lines: one that moves
 * files, Keras' (its epoch was printed before), an evaluation's, and one that names its epoch itself.
 */
export function drawBar({ bar, facts, shape, text }: Drawing, state: LiveState): BarState | null {
  if (bar.isKeras || bar.isNoise) return null;
  const n = shape.value[bar.n] ?? NaN, total = bar.total < 0 ? NaN : shape.value[bar.total]!;
  const known = findBar(bar, { total, line: facts.line, bars: state.bars });
  if (known) {
    moveBar(known, n, state.epoch);
    Object.assign(known, { name: bar.description, line: facts.line });
  } else if (!isSet(facts.epoch) && !facts.phase) {
    state.bars = state.bars.filter((each) => each.n < each.total).slice(-BARS_MAX + 1);
    state.bars.push({ name: bar.description, n, total, epoch: state.epoch, spans: false, line: facts.line });
  }
  if (!facts.phase) noteBarProgress({ bar, n, total }, { shape, text }, state);
  return known ?? null;
}

/** The bar that is drawn again: one of the same description and total, else one on the same line. */
function findBar(
  { description }: BarSlots,
  { total, line, bars }: { total: number; line: number; bars: readonly BarState[] },
): BarState | undefined {
  const same = bars.filter((each) => Object.is(each.total, total));
  return same.find((each) => each.name === description) ??
    same.find((each) => each.line === line && each.n < each.total);
}

/** Moves a bar to a new count. A bar that counts on while the epoch changes counts all epochs, not one. */
function moveBar(bar: BarState, n: number, epoch: number): void {
  if (n < bar.n) Object.assign(bar, { epoch, spans: false });
  else bar.spans ||= bar.n > 0 && !(bar.n >= bar.total) && !Object.is(bar.epoch, epoch);
  bar.n = n;
}

/** The oldest bar that isn't over. Without one, after the first metric: the oldest bar of all. Null when there is none. */
export function findEnclosingBar({ bars, trained }: LiveState): BarState | null {
  for (const bar of bars) if (bar.n < bar.total) return bar;
  return trained ? bars[0] ?? null : null;
}

/** The line's batch is a count through all epochs: its step. */
export function turnBatchIntoStep(facts: LineFacts, bar: BarState): void {
  Object.assign(facts, { step: bar.n, stepTotal: bar.total, batch: NaN, batchTotal: NaN });
}
