/**
 * How far a run is, as far as its log says: from the counters on a line, from its outermost bar, else from its settings.
 *
 * @module
 */
import type { Progress } from "../../model.ts";
import type { BarSlots } from "../grammar/bar_slots.ts";
import { hasProgress, isSet, type LineFacts } from "../grammar/statement.ts";
import { BROKEN } from "../scan/number_form.ts";
import type { Shape } from "../scan/shape.ts";
import type { BarState } from "./bar_state.ts";
import type { Place } from "./standing.ts";
import type { LiveState } from "./state.ts";

/** Keeps the counters of a line and their totals: those of all epochs together, or none where the number of epochs isn't known. */
export function noteProgress(facts: LineFacts, place: Place, state: LiveState): void {
  if (!isSet(state.placedLine) && hasProgress(facts)) state.placedLine = facts.line;
  if (facts.phase) return;
  const { progress } = state;
  if (isSet(facts.epoch)) progress.epoch = facts.epoch;
  if (isSet(facts.epochTotal)) progress.epochTotal = facts.epochTotal;
  if (!place.stepped) return;
  progress.step = place.step;
  const total = isSet(facts.step) ? facts.stepTotal : facts.batchTotal;
  if (!isSet(total)) return;
  const epochs = countEpochs(state);
  progress.total = isWithinEpoch(facts, place) && !state.batches.runsOn ? epochs && total * epochs : total;
}

/** True for a line that prints how far its epoch is, not how far training is. */
function isWithinEpoch({ step, batch }: LineFacts, place: Place): boolean {
  const printed = isSet(step) ? step : batch;
  return place.own && (place.step !== printed || (isSet(batch) && Number.isInteger(place.epoch)));
}

/** Number of epochs, as a line or the settings say it; null when nothing does. */
function countEpochs({ progress, settings }: LiveState): number | null {
  return progress.epochTotal ?? findTotal(TOTAL_EPOCHS, progress.epoch ?? 0, settings);
}

/**
 * Keeps the count, the total, the rate and the time left of a bar. Of a bar that begins again with each epoch the total is that of all
 * epochs, and its own time left says nothing about the run.
 */
export function noteBarProgress(
  { bar, n, total, known }: { bar: BarSlots; n: number; total: number; known: BarState | null },
  { shape, text }: { shape: Shape; text: string },
  state: LiveState,
): void {
  const { progress, epoch, epochBase } = state;
  progress.rate = rateOf(bar, shape);
  const isInEpoch = Number.isInteger(epoch) && !known?.spans, isAgain = known !== null && known.rounds > 1;
  if (!isInEpoch && !isAgain) {
    progress.step = n;
    progress.total = Number.isFinite(total) ? total : null;
    progress.secondsLeft = parseSecondsLeft(bar.left, { shape, text });
    return;
  }
  const epochs = countEpochs(state);
  progress.step = isInEpoch ? Math.max(0, epoch - epochBase) * total + n : known!.offset + n;
  progress.total = epochs !== null && Number.isFinite(total) ? epochs * total : null;
  progress.secondsLeft = null;
}

/** Steps per second that a bar prints; null without a rate. */
function rateOf({ rate: slot, isPace }: BarSlots, shape: Shape): number | null {
  const rate = slot < 0 ? NaN : shape.value[slot]!;
  if (!Number.isFinite(rate) || rate <= 0) return null;
  return isPace ? 1 / rate : rate;
}

/** Settings that say how many steps or epochs there will be. */
const OF_TRAINING = "total max num n num_train max_train num_training total_training train total_optimization".split(
  " ",
);
const TOTAL_STEPS: readonly string[] = [
  ...["steps", "iters", "iterations", "updates", "timesteps"].flatMap((steps) =>
    OF_TRAINING.map((of) => `${of}_${steps}`)
  ),
  "max_iter",
  "max_update",
];
const TOTAL_EPOCHS = "epochs n_epochs num_epochs max_epochs total_epochs num_train_epochs train_epochs max_epoch".split(
  " ",
);

/** How far the run is. Totals that no line of the training printed come from the settings, unless the run is already beyond them. */
export function findProgress({ progress, settings }: LiveState): Progress {
  return {
    ...progress,
    total: unpassed(progress.total, progress.step) ?? findTotal(TOTAL_STEPS, progress.step, settings),
    epochTotal: unpassed(progress.epochTotal, progress.epoch) ?? findTotal(TOTAL_EPOCHS, progress.epoch, settings),
  };
}

/** A total that the run isn't beyond; null for another: each round of a loop prints the total of that round. */
const unpassed = (total: number | null, reached: number | null) =>
  total !== null && total < (reached ?? 0) ? null : total;

function findTotal(
  names: readonly string[],
  reached: number | null,
  settings: Record<string, string>,
): number | null {
  if (reached === null) return null;
  const printed = firstOf(names, settings);
  const total = printed === undefined ? 0 : Number(printed.replaceAll(/[,_](?=\d{3})/g, ""));
  return Number.isInteger(total) && total > 0 && total >= reached ? total : null;
}

/** The value of the setting that was printed first of those with such names. Runs for each line of a bar: most logs have one at most. */
function firstOf(names: readonly string[], settings: Record<string, string>): string | undefined {
  let found: string | undefined;
  for (const name of names) {
    if (!Object.hasOwn(settings, name)) continue;
    if (found !== undefined) return settings[Object.keys(settings).find((each) => names.includes(each))!];
    found = name;
  }
  return found === undefined ? undefined : settings[found];
}

/** Seconds that the number at `slot` stands for: `90`, `53.3s`, `1:02:03`, `1 day, 2:03:04`. Null for a slot below 0. */
export function parseSecondsLeft(slot: number, { shape, text }: { shape: Shape; text: string }): number | null {
  if (slot < 0) return null;
  const end = shape.end[slot]!;
  if (shape.form[slot] !== BROKEN) {
    return shape.value[slot]! * (UNITS[/^[a-z]*/.exec(text.slice(end, end + 4))![0]] ?? 1);
  }
  const start = shape.start[slot]!,
    days = text[start - 1] === " " || text[start - 1] === "," ? daysBefore(text, start) : 0;
  const seconds = parseClock(text.slice(start, end)) + days * DAY_SECONDS;
  return Number.isFinite(seconds) ? seconds : null;
}

/** The days of `1 day, 2:03:04`. */
function daysBefore(text: string, at: number): number {
  return Number(/(\d{1,4}) days?, ?$/.exec(text.slice(Math.max(0, at - 14), at))?.[1] ?? 0);
}

/** Seconds of `1:02:03`. */
function parseClock(text: string): number {
  let seconds = 0;
  for (const part of text.split(":")) seconds = seconds * 60 + Number(part);
  return seconds;
}

const DAY_SECONDS = 86_400;
/** Seconds of a unit. */
const UNITS: Readonly<Record<string, number>> = { ms: 1e-3, s: 1, m: 60, h: 3600, d: DAY_SECONDS };
