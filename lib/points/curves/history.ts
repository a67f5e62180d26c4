/**
 * Tells a history, printed at the end as one dictionary of lists, from other dictionaries of lists. Doesn't read lists.
 *
 * @module
 */
import { isSet } from "../grammar/statement.ts";
import { columnsOf, linesOf, mayBeHistory } from "../scan/history.ts";
import { canonicalName } from "../words/name.ts";
import { knownMetric } from "./metrics.ts";
import type { LiveState } from "./state.ts";

/** A name that each history has: other lists of equal length are of classes. */
const OF_HISTORY = /loss$/i;

/**
 * The epochs of a history that is as long as the training so far, where that counts epochs; null for any other line. A column that is charted
 * already repeats what was printed.
 */
export function historyLines(text: string, state: LiveState): string[] | null {
  const columns = mayBeHistory(text) ? columnsOf(text) : null;
  if (!columns?.some(({ name }) => OF_HISTORY.test(name))) return null;
  const epochs = isSet(state.epoch) ? state.epoch - state.epochBase + 1 : NaN, { length } = columns[0]!.values;
  if (isSet(epochs) ? epochs !== length : isSet(state.step)) return null;
  return linesOf(columns.filter(({ name }) => !knownMetric(canonicalName(name), state.metrics)));
}
