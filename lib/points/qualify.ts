/**
 * Keeps numbers apart that share a printed name but not a meaning: what was measured on other data, or over a whole epoch (SPEC.md §6).
 *
 * @module
 */
import { metricKey } from "./metrics.ts";
import type { Place } from "./place.ts";
import type { LiveState } from "./state.ts";
import type { Pair } from "./statement.ts";

const AVERAGE = /^(?:average|avg|mean)_(?=loss)/;
/** Names that say themselves what they were measured on. */
const PHASED = /(?:^|[_/.-])(?:train(?:ing)?|val(?:id(?:ation)?)?|eval(?:uation)?|dev|test)(?:[_/.'-]|$)/;

/** The name a number is charted under: `loss` on a test line is `test_loss`, on an epoch's own line `epoch_loss`. */
export function qualifyName(pair: Pair, phase: string, { place, state }: { place: Place; state: LiveState }): string {
  const { name, kind } = pair.info;
  if (kind === "throughput" || name === "learning_rate") return name;
  if (phase) return phasedName(name, phase, state);
  if (place.epochOnly) {
    if (AVERAGE.test(name)) return name.replace(AVERAGE, "epoch_");
    if (state.metrics.get(metricKey(name))?.stepped) return `epoch_${name}`;
  }
  return name;
}

function phasedName(name: string, phase: string, state: LiveState): string {
  if (PHASED.test(name)) return name;
  const bare = name.replace(/^(?:average|avg|mean)_(?=loss|acc)/, "");
  const clashes = /^[^/]*(?:loss|(?:^|_)(?:err|acc(?:uracy)?)(?:$|[_@]))[^/]*$/.test(bare) ||
    (state.metrics.get(metricKey(bare))?.phase ?? phase) !== phase;
  return clashes ? `${phase}_${bare}` : bare;
}
