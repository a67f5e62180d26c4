/**
 * Keeps numbers apart that share a printed name but not a meaning: what was measured on other data, or over a whole epoch (SPEC.md §6).
 *
 * @module
 */
import type { LineFacts, Pair } from "./facts.ts";
import { metricKey } from "./metrics.ts";
import type { LiveState } from "./state.ts";
import type { Place } from "./step.ts";

/** The name a number is charted under: `loss` on a test line is `test_loss`, on an epoch's own line `epoch_loss`. */
export function qualifyName(
  pair: Pair,
  phase: string,
  { facts, place, state }: { facts: LineFacts; place: Place; state: LiveState },
): string {
  let { name } = pair.info;
  if (pair.info.kind === "throughput" || name === "learning_rate") return name;
  if (place.epochOnly && /^(?:average|avg|mean)_(?=loss)/.test(name) && !phase) {
    return name.replace(/^(?:average|avg|mean)_/, "epoch_");
  }
  if (phase) {
    if (/^(?:val|valid|eval|dev|test)[_/]/.test(name)) return name;
    name = name.replace(/^(?:validation_|(?:average|avg|mean)_(?=loss|acc))/, "");
    if (name.includes("/") || name.startsWith("train")) return name;
    const clashes = /(?:^|_)(?:loss|err)|acc(?!@)/.test(name) ||
      (state.metrics.get(metricKey(name))?.phase ?? phase) !== phase;
    return clashes ? `${phase}_${name}` : name;
  }
  if (name.startsWith("validation_") && !/^validation_\d/.test(name)) {
    return `val_${name.slice(11)}`;
  }
  if (place.epochOnly && state.metrics.get(metricKey(name))?.stepped && facts.step !== facts.step) {
    return `epoch_${name}`;
  }
  return name;
}
