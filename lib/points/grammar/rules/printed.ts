/**
 * Numbers that were printed side by side, as `print(t, loss)`, `print((t, loss))` and `%5d %12.6f` do: `99 672.8`. Nothing on the line says
 * what they are, and any list of numbers may look so: they are a metric's only where the whole number before them proves to count.
 *
 * @module
 */
import { DECIMAL, INTEGER, WORD } from "../../scan/number_form.ts";
import { slotFrom, type Source } from "../../scan/source.ts";
import { metricName } from "../make_statement.ts";
import { NAMELESS } from "../../words/vocabulary.ts";
import { addMetric, type Walk } from "../walk.ts";

/** Counters and values on a line, at most. */
const COUNTER = [INTEGER], VALUE = [DECIMAL, WORD];
const COUNTERS_MAX = 2, VALUES_MAX = 3, LISTED_MAX = 8;
/** Between two values, and behind the last: a tensor's brackets, the sign of a share. */
const BETWEEN = /^(?:%|\) *)?[ \t](?:[tT]ensor\()?$/, BEHIND = /^[%)]?\s*$/;
/** What stands before a counter that is aligned to the right, as no table's index is, and between the columns behind it. */
const INDENTED = /^[ \t]+$|[ \t]{2}$/, ALIGNED = /^%?[ \t]+$/;
const RULE = "a value behind a number that goes up steadily, and nothing else";

/** Takes the values of a line without any word. The last of its counters leads it. */
export function readPrinted(walk: Walk): void {
  const { source, statement } = walk, first = slotFrom(source, source.from);
  if (!isWordless(first, walk)) return;
  const counters = countForm(first, COUNTER, source), begin = first + counters;
  const values = countForm(begin, VALUE, source);
  const most = source.text[source.from] === "[" ? LISTED_MAX : VALUES_MAX;
  if (counters === 0 || counters > COUNTERS_MAX || values === 0 || values > most) return;
  if (begin + values !== source.shape.count) return;
  for (let at = 0; at < values; at++) {
    const info = metricName(at === 0 ? NAMELESS : `${NAMELESS}_${at + 1}`);
    addMetric({ slot: begin + at, total: -1, unit: "" }, walk, { info, separated: true, phase: "" });
    statement.rules[begin + at] = RULE;
  }
  if (counters === COUNTERS_MAX) statement.slots.epoch = first;
  statement.lead = { slot: begin - 1, name: NAMELESS, pair: -1, kind: "guess", inner: null };
}

/** A counter in brackets, alone or with the first values, and values in a list behind it: `[  100,  0.00025]   0.5,   1.5, `. */
const LISTED = /^\[ {0,12}#(?:, {1,12}#){0,3}\] {1,12}#(?:, {1,12}#){1,7},?\s*$/;

/** A row between commas, alone or in brackets: `(100, 0.5, 1.5)`, `[100, 0.5]`, `100,0.5,1.5`. */
const ROW = /^[([]?#(?:, ?#){1,4}[)\]]?\s*$/;
/** A counter before values with a mark or brackets: `3: 0.5 0.7`, `3 (0.5, 0.7)`. A single value is read with less proof. */
const LED = /^#(?: ?[:|-] {1,4}| )[([]?(?<=[:|([-] {0,4})#(?:,? {1,4}#){1,3}[)\]]?\s*$/;

/** The text of a line with a mark for each of its numbers. */
function withoutNumbers(first: number, { text, shape, from, to }: Source): string {
  let at = from, masked = "";
  for (let slot = first; slot < shape.count; slot++) {
    masked += `${text.slice(at, shape.start[slot])}#`;
    at = shape.end[slot]!;
  }
  return masked + text.slice(at, to);
}

/** True for a line of numbers and nothing else, of which no rule took one. */
function isWordless(first: number, { source, statement }: Walk): boolean {
  const { slots, bar, pairSlots, asideSlots } = statement, { text, shape, to } = source, last = shape.count - 1;
  if (bar || pairSlots.length + asideSlots.length > 0 || slots.step >= 0 || slots.epoch >= 0) return false;
  if (last <= first || shape.end[last]! > to) return false;
  const isMarked = /^\s?[,)\]:|([-]/.test(text.slice(shape.end[first], to));
  return isMarked ? isRow(first, source) : isSpaced(first, source);
}

/** True for a row between commas, for a list behind a counter in brackets, and for values behind a counter and a mark. */
function isRow(first: number, source: Source): boolean {
  const row = withoutNumbers(first, source);
  return ROW.test(row) || LISTED.test(row) || LED.test(row);
}

/** True for numbers with one space between them, or in columns. */
function isSpaced(first: number, { text, shape, from, to }: Source): boolean {
  const start = shape.start[first]!, last = shape.count - 1;
  if (text.slice(from, start).trim() !== "") return false;
  const between = INDENTED.test(text.slice(0, start)) ? ALIGNED : BETWEEN;
  for (let slot = first; slot < last; slot++) {
    if (!between.test(text.slice(shape.end[slot], shape.start[slot + 1]))) return false;
  }
  return BEHIND.test(text.slice(shape.end[last], to));
}

/** How many numbers from a slot on have one of the forms. */
function countForm(from: number, forms: readonly number[], { shape }: Source): number {
  let slot = from;
  while (slot < shape.count && forms.includes(shape.form[slot]!)) slot++;
  return slot - from;
}
