/**
 * How far a run is, as far as its log tells: by the step and total on a line, or by its outermost bar.
 *
 * @module
 */
import type { Progress } from "../../model.ts";
import { BROKEN } from "../scan/number.ts";
import type { Place } from "./place.ts";
import type { Shape } from "../scan/shape.ts";
import type { BarState, LiveState } from "./state.ts";
import type { BarSlots, LineFacts } from "../grammar/statement.ts";

const BARS_MAX = 6;

/** A line without a bar: its step and epoch, and their totals; over all epochs where the log tells how many there are. */
export function noteProgress(facts: LineFacts, place: Place, { progress }: LiveState): void {
  if (facts.phase) return;
  if (facts.epoch === facts.epoch) progress.epoch = facts.epoch;
  if (facts.epochTotal === facts.epochTotal) progress.epochTotal = facts.epochTotal;
  if (!place.stepped) return;
  const total = facts.step === facts.step ? facts.stepTotal : facts.batchTotal;
  const printed = facts.step === facts.step ? facts.step : facts.batch;
  const isWithin = place.own && place.step !== printed;
  const epochs = isWithin || progress.epochTotal !== null && facts.batch === facts.batch ? progress.epochTotal : 1;
  progress.step = isWithin && epochs === null ? printed : place.step;
  if (total === total) progress.total = total * (epochs ?? 1);
}

/** How settings call the steps and epochs that there will be. */
const TOTAL_STEPS =
  /^(?:(?:total|max|num|n|num_train|max_train|num_training|total_training|train|total_optimization)_)(?:steps|iters|iterations|updates|timesteps)$|^max_(?:iter|update)$/;
const TOTAL_EPOCHS = /^(?:n_|num_|max_|total_|num_train_|train_)?epochs$|^max_epoch$/;

/** How far the run is; totals that no line of the training tells come from its settings, unless it is beyond them. */
export function tellProgress({ progress, settings }: LiveState): Progress {
  return {
    ...progress,
    total: progress.total ?? findTotal(TOTAL_STEPS, progress.step, settings),
    epochTotal: progress.epochTotal ?? findTotal(TOTAL_EPOCHS, progress.epoch, settings),
  };
}

function findTotal(names: RegExp, reached: number | null, settings: Record<string, string>): number | null {
  if (reached === null) return null;
  const name = Object.keys(settings).find((each) => names.test(each));
  const total = name === undefined ? 0 : Number(settings[name]!.replaceAll(/[,_](?=\d{3})/g, ""));
  return Number.isInteger(total) && total > 0 && total >= reached ? total : null;
}

/** Seconds of `1:02:03`. */
function parseClock(text: string): number {
  return text.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
}

/** What a bar is seen with. */
export interface Seen {
  facts: LineFacts;
  shape: Shape;
  text: string;
  state: LiveState;
}

/** A bar as it stands now, remembered if it may enclose what is printed. */
export function noteBar(bar: BarSlots, { facts, shape, text, state }: Seen): void {
  const n = shape.value[bar.n] ?? NaN, total = bar.total < 0 ? NaN : shape.value[bar.total]!;
  if (bar.isKeras || bar.isNoise) return;
  const own = findBar(bar, { total, line: facts.line, state });
  if (own) {
    moveBar(own, n, state.epoch);
    Object.assign(own, { name: bar.description, line: facts.line });
    if (own.spans && facts.batch === n) {
      Object.assign(facts, { step: n, stepTotal: total, batch: NaN, batchTotal: NaN });
    }
  } else if (facts.epoch !== facts.epoch && !facts.phase) {
    state.bars = state.bars.filter((each) => each.n < each.total).slice(-BARS_MAX + 1);
    state.bars.push({ name: bar.description, n, total, epoch: state.epoch, spans: false, line: facts.line });
  }
  if (facts.phase) return;
  const { progress } = state;
  const rate = bar.rate < 0 ? NaN : shape.value[bar.rate]!;
  progress.step = n;
  progress.total = Number.isFinite(total) ? total : null;
  progress.rate = Number.isFinite(rate) && rate > 0 ? (bar.isPace ? 1 / rate : rate) : null;
  progress.secondsLeft = secondsLeft(bar.left, { shape, text });
}

/** The bar that is drawn again: of the same description, or of another in the same place. */
function findBar(
  { description }: BarSlots,
  { total, line, state: { bars } }: { total: number; line: number; state: LiveState },
): BarState | undefined {
  const same = bars.filter((each) => Object.is(each.total, total));
  return same.find((each) => each.name === description) ??
    same.find((each) => each.line === line && each.n < each.total);
}

/** A bar that goes on while the epoch changes counts through all epochs, not within one. */
function moveBar(bar: BarState, n: number, epoch: number): void {
  if (n < bar.n) Object.assign(bar, { epoch, spans: false });
  else bar.spans ||= bar.n > 0 && !(bar.n >= bar.total) && !Object.is(bar.epoch, epoch);
  bar.n = n;
}

/** Seconds of a number that says how long: `90`, `53.3s`, `1:02:03`, `1 day, 2:03:04`; null when there is none. */
export function secondsLeft(slot: number, { shape, text }: { shape: Shape; text: string }): number | null {
  if (slot < 0) return null;
  const end = shape.end[slot]!;
  if (shape.form[slot] !== BROKEN) {
    return shape.value[slot]! * (UNITS[/^[a-z]*/.exec(text.slice(end, end + 4))![0]] ?? 1);
  }
  const days = /(\d{1,4}) days?, ?$/.exec(text.slice(Math.max(0, shape.start[slot]! - 14), shape.start[slot]));
  const seconds = parseClock(text.slice(shape.start[slot], end)) + Number(days?.[1] ?? 0) * 86_400;
  return Number.isFinite(seconds) ? seconds : null;
}

/** Seconds of a unit. */
const UNITS: Readonly<Record<string, number>> = { ms: 1e-3, s: 1, m: 60, h: 3600, d: 86_400 };
