/**
 * Remembers the names of metrics whose numbers training was given before it began: `kl_weight: 0.5` in a list of settings, `lr=0.1, kl=0.01` alone.
 * Where such a name comes again on a line that counts nothing, with a number that somebody chose, it is a setting of the next training.
 *
 * @module
 */
import { isChosen } from "../grammar/settings/setting_fields.ts";
import { isSet, type LineFacts, type Pair } from "../grammar/statement.ts";
import { nameKey } from "../words/name_key.ts";
import { knownMetric } from "./metrics.ts";
import type { LiveState } from "./state.ts";
import { namesRate } from "./sure.ts";

/** Names that are remembered, and their bytes when they are stored. */
const GIVEN_MAX = 64, GIVEN_BYTES = 9;

/** Remembers a name. Once training began, a list says nothing new of its names. */
export function noteGiven(name: string, state: LiveState): void {
  const { given, trained } = state, key = nameKey(name);
  if (trained || given.length >= GIVEN_MAX || given.includes(key)) return;
  given.push(key);
  state.room -= GIVEN_BYTES;
}

/** True for a name that a list of settings printed before training began. */
export function isGivenName(name: string, { given }: LiveState): boolean {
  return given.length > 0 && given.includes(nameKey(name));
}

/**
 * True for a number that training is given, on a line that counts nothing: its name was given before, or it stands beside nothing but rates and
 * settings where nothing has a curve yet.
 */
export function isGiven(pair: Pair, { pairs }: LineFacts, state: LiveState): boolean {
  const { name, known } = pair.info;
  if (!known || pair.unit !== "" || namesRate(name) || !isChosen(`${pair.value}`)) return false;
  const isBesideRate = !state.trained && pairs.length > 1 && pairs.every(isChosenPair) &&
    pairs.every((other) => other === pair || isSettingOrRate(other));
  return (isBesideRate || isGivenName(name, state)) && knownMetric(name, state.metrics) === undefined;
}

/**
 * True for a line before training whose batch may be one of its settings, `lr=0.01, batch=64, drop=0.1`: it has no total and no epoch before it,
 * begins nothing, and stands beside nothing but rates and other numbers that somebody chose.
 */
export function mayBeGiven(facts: LineFacts, { trained }: LiveState): boolean {
  const { pairs, batch, batchTotal, epoch, wholeEpoch } = facts, isSize = batch > 1 && !isSet(batchTotal);
  if (trained || !isSize || (isSet(epoch) && wholeEpoch)) return false;
  return pairs.some(isSettingOrRate) &&
    pairs.every((pair) => isChosenPair(pair) && (isSettingOrRate(pair) || !pair.info.known));
}

/**
 * True for the first line that counts, where its number may be how far training will go, not where it is: `steps=400 alpha=0.1`. It is more than 1,
 * has no total, and stands beside nothing but numbers that somebody chose.
 */
export function mayBePlan(facts: LineFacts, { trained, placedLine }: LiveState): boolean {
  const { pairs, line, step, stepTotal, epoch, epochTotal, batch, beside, phase, mayPlan } = facts;
  if (!mayPlan || trained || line !== placedLine || phase !== "") return false;
  if ([stepTotal, epochTotal, batch, beside].some(isSet)) return false;
  return !(step <= 1 || epoch <= 1) && pairs.every((pair) => isChosenPair(pair) && !isMeasured(pair));
}

/** True for a name that means a measured value, and no rate. */
const isMeasured = ({ info: { known, kind, name } }: Pair): boolean =>
  kind === "throughput" || (known && !namesRate(name));

const isChosenPair = ({ value }: Pair): boolean => isChosen(`${value}`);

const isSettingOrRate = ({ info: { role, name } }: Pair): boolean => role === "setting" || namesRate(name);
