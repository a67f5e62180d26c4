/**
 * Which named numbers become points. A number on a line that says where training stands, or under a known metric's name, is charted at
 * once; any other name is held until it recurs with changing progress. What never does is a setting.
 *
 * @module
 */
import type { LineFacts, Pair } from "./facts.ts";
import { hasProgress } from "./facts.ts";
import { metricKey } from "./metrics.ts";
import type { Place } from "./step.ts";
import type { LiveState } from "./state.ts";

const HELD_NAMES_MAX = 16;
const HELD_POINTS_MAX = 3;
const SETTINGS_MAX = 100;
const HELD_NAME_MAX_CHARS = 60;

/** Gives each pair that earned its chart to `emit`, held ones of the same name first. */
export function promotePairs(
  facts: LineFacts,
  { place, state, tabular }: { place: Place; state: LiveState; tabular: boolean },
  emit: (pair: Pair, step: number, epoch: number) => void,
): void {
  const progress = tabular || hasProgress(facts);
  const training = state.step === state.step || state.epoch === state.epoch ||
    state.bars.length > 0;
  const companions = progress ? false : hasKnownValue(facts, training);
  for (const pair of facts.pairs) {
    const { info } = pair;
    if (info.role === "setting") {
      if (!training) keepSetting(pair, state);
      continue;
    }
    const earned = progress || state.metrics.has(metricKey(info.name)) || companions ||
      (training && isKnownName(pair));
    if (earned) {
      releaseHeld(info.name, state, emit);
      emit(pair, place.step, place.epoch);
    } else if (pair.separated && info.name.length <= HELD_NAME_MAX_CHARS) hold(pair, place, state, emit);
  }
}

/** Names whose number before training is a setting, however well known. */
const RATE = /^learning_rate$|scale|^lr_/;

function isKnownName({ info, value, separated }: Pair): boolean {
  return info.known && separated && !RATE.test(info.name) && Number.isFinite(value);
}

/** A known metric stands on the line: it and what is printed beside it are charted without a step. */
function hasKnownValue(facts: LineFacts, training: boolean): boolean {
  const alone = facts.pairs.length === 1;
  return facts.pairs.some(({ info, value, unit, separated }) =>
    info.known && !RATE.test(info.name) && Number.isFinite(value) &&
    (separated || training || alone) && (!Number.isInteger(value) || unit === "%")
  );
}

function keepSetting(pair: Pair, state: LiveState): void {
  const { name } = pair.info;
  if (
    name.length <= HELD_NAME_MAX_CHARS && !Object.hasOwn(state.settings, name) && name !== "__proto__" &&
    Object.keys(state.settings).length < SETTINGS_MAX
  ) state.settings[name] = String(pair.value) + pair.unit;
}

function releaseHeld(
  name: string,
  state: LiveState,
  emit: (pair: Pair, step: number, epoch: number) => void,
): void {
  const held = state.held.get(name);
  if (!held) return;
  state.held.delete(name);
  if (held.seen < 2 && held.lastStep !== held.lastStep) return;
  for (const { pair, step, epoch } of held.pairs) {
    if (step === step || (pair.info.known && !RATE.test(name))) emit(pair, step, epoch);
  }
}

function hold(
  pair: Pair,
  place: Place,
  state: LiveState,
  emit: (pair: Pair, step: number, epoch: number) => void,
): void {
  const { name } = pair.info;
  const held = state.held.get(name);
  if (!held) {
    if (place.step !== place.step) keepSetting(pair, state);
    if (state.held.size >= HELD_NAMES_MAX) state.held.delete(state.held.keys().next().value!);
    const pairs = [{ pair, step: place.step, epoch: place.epoch }];
    state.held.set(name, { pairs, seen: 1, lastStep: place.step, lastValue: pair.value, moves: 0 });
    return;
  }
  held.seen++;
  if (place.step > held.lastStep && (pair.value !== held.lastValue || name === "learning_rate")) held.moves++;
  held.lastStep = place.step;
  held.lastValue = pair.value;
  held.pairs.push({ pair, step: place.step, epoch: place.epoch });
  if (held.moves >= 2) releaseHeld(name, state, emit);
  else if (held.pairs.length > HELD_POINTS_MAX) held.pairs.shift();
}
