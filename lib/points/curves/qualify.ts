/**
 * Keeps numbers apart that share a printed name but not a meaning: what was measured on other data, or over a whole epoch (SPEC.md §6).
 *
 * @module
 */
import { metricKey } from "./metrics.ts";
import type { Place } from "./place.ts";
import type { LiveState } from "./state.ts";
import type { Pair } from "../grammar/statement.ts";

const AVERAGE = /^(?:average|avg|mean)_(?=loss$)/;
/** Names that say themselves what they were measured on. */
const PHASED = /(?:^|[_/.-])(?:train(?:ing)?|val(?:id(?:ation)?)?|eval(?:uation)?|dev|test)(?:[_/.'-]|$)/;

/** True for a name that says of an evaluation. */
export function isPhased(name: string): boolean {
  return PHASED.test(name) && !/^train/.test(name);
}

/** What was measured: `own` where the line says so itself, else as a heading before it said. */
export interface Phase {
  name: string;
  own: boolean;
}

/** The name a number is charted under: `loss` on a test line is `test_loss`, on an epoch's own line `epoch_loss`. */
export function qualifyName(
  pair: Pair,
  phase: Phase,
  { place, state, pairs }: { place: Place; state: LiveState; pairs: readonly Pair[] },
): string {
  const { name, kind } = pair.info;
  if (kind === "throughput" || name === "learning_rate") return name;
  if (phase.name) {
    const plain = name.replace(/^(?:average|avg|mean)_(?=loss|acc)/, "");
    const stands = plain !== name && pairs.some(({ info }) => info.name === plain);
    return phasedName(phase.own && !stands ? plain : name, phase, state);
  }
  if (state.metrics.get(metricKey(name))?.phase && !PHASED.test(name)) return `train_${name}`;
  if (place.epochOnly) {
    if (AVERAGE.test(name)) return name.replace(AVERAGE, "epoch_");
    if (state.metrics.get(metricKey(name))?.stepped) return `epoch_${name}`;
  }
  return name;
}

function phasedName(name: string, phase: Phase, state: LiveState): string {
  if (PHASED.test(name)) return name;
  const metric = state.metrics.get(metricKey(name));
  const differs = metric !== undefined && metric.phase !== phase.name;
  const clashes = phase.own ? differs || CLASHING.test(name) : differs && metric.stepped;
  return clashes ? `${phase.name}_${name}` : name;
}

/** Names that are sure to be measured on the training data too. */
const CLASHING = /^[^/]*(?:loss|(?:^|_)(?:err|acc(?:uracy)?|ppl|perplexity|nll)(?:$|[_@]))[^/]*$/;
