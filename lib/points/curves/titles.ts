/**
 * Words on a line of their own that set the lines below them apart: `Checking...` above a loss that was printed at the same step before.
 * Doesn't find such words on a line.
 *
 * @module
 */
import { isSet, type LineFacts } from "../grammar/statement.ts";
import { canonicalName } from "../words/name.ts";
import { knownMetric } from "./metrics.ts";
import type { LiveState } from "./state.ts";

/** Lines below a title that are its own. */
const TITLED_LINES = 8;

/** Remembers a title; empty words end the one before. */
export function keepTitle(words: string, line: number, state: LiveState): void {
  if (words !== "" || state.title.words !== "") state.title = { words, line };
}

/**
 * The title that sets a metric on a line apart: the metric was printed above the title at the same step, or the title set it apart before.
 * Empty elsewhere, and for a value that is printed again.
 */
export function titleAbove(
  { name, value }: { name: string; value: number },
  facts: LineFacts,
  { step, state }: { step: number; state: LiveState },
): string {
  const { title: { words, line }, metrics } = state;
  if (words === "" || facts.phase !== "" || facts.line - line > TITLED_LINES) return "";
  if (knownMetric(canonicalName(`${words} ${name}`), metrics)) return words;
  const metric = knownMetric(name, metrics);
  if (metric === undefined || !isSet(step) || Object.is(metric.lastValue, value)) return "";
  return metric.lastStep === step && metric.lastLine < line ? words : "";
}
