/**
 * Numbers that were printed side by side, as `print(t, loss)` does: `99 672.8`. Nothing on the line says what they are, and any list of numbers
 * may look so: they are a metric's only where the whole number before them proves to count.
 *
 * @module
 */
import { DECIMAL, INTEGER } from "../../scan/number.ts";
import { slotFrom, type Source } from "../../scan/source.ts";
import { metricName } from "../statement.ts";
import { addMetric, type Walk } from "../walk.ts";

/** Counters and values on a line, at most. */
const COUNTERS_MAX = 2, VALUES_MAX = 3;
/** Name of the first value, and of their counter. */
const NAME = "value";
/** What a tensor adds behind its number. */
const CLOSE = String.raw`(?:(?:, grad_fn=\S*)?\))?`;
const BETWEEN = new RegExp(String.raw`^${CLOSE}[ \t](?:tensor\()?$`), BEHIND = new RegExp(String.raw`^${CLOSE}\s*$`);
const RULE = "a value behind a number that goes up steadily, and nothing else";

/** Takes the values of a line without any word. The last of its counters leads it. */
export function readPrinted(walk: Walk): void {
  const { source, statement } = walk, first = slotFrom(source, source.from);
  if (!isWordless(first, walk)) return;
  const counters = countForm(first, INTEGER, source), begin = first + counters;
  const values = countForm(begin, DECIMAL, source);
  if (counters === 0 || counters > COUNTERS_MAX || values === 0 || values > VALUES_MAX) return;
  if (begin + values !== source.shape.count) return;
  for (let at = 0; at < values; at++) {
    const info = metricName(at === 0 ? NAME : `${NAME}_${at + 1}`);
    addMetric({ slot: begin + at, total: -1, unit: "" }, walk, { info, separated: true, phase: "" });
    statement.rules[begin + at] = RULE;
  }
  if (counters === COUNTERS_MAX) statement.slots.epoch = first;
  statement.lead = { slot: begin - 1, name: NAME, pair: -1, kind: "guess", inner: null };
}

/** True for a line of numbers with one space between them. */
function isWordless(first: number, { source: { text, shape, from, to }, statement }: Walk): boolean {
  const { slots, bar, pairSlots, asideSlots } = statement, last = shape.count - 1;
  if (bar || pairSlots.length + asideSlots.length > 0 || slots.step >= 0 || slots.epoch >= 0) return false;
  if (last <= first || shape.end[last]! > to || text.slice(from, shape.start[first]).trim() !== "") return false;
  for (let slot = first; slot < last; slot++) {
    if (!BETWEEN.test(text.slice(shape.end[slot], shape.start[slot + 1]))) return false;
  }
  return BEHIND.test(text.slice(shape.end[last], to));
}

/** How many numbers from a slot on have a form. */
function countForm(from: number, form: number, { shape }: Source): number {
  let slot = from;
  while (slot < shape.count && shape.form[slot] === form) slot++;
  return slot - from;
}
