/**
 * The values of a line that counts and names nothing: `1000/20000: 3.29`, `Epoch 3: 0.52`, `Epoch 3: [0.5, 0.25]`, `tensor(0.69)`. Does
 * nothing where a number has a name.
 *
 * @module
 */
import { DECIMAL, INTEGER } from "../../scan/number_form.ts";
import { slotFrom } from "../../scan/source.ts";
import { isCounterRole, understandName } from "../../words/name.ts";
import { metricName } from "../make_statement.ts";
import { spacedWords } from "../../scan/split_text.ts";
import { SMALL_WORDS } from "../../words/tables/small_words.ts";
import { wordsIn } from "../../words/tables/table.ts";
import { NAMELESS } from "../../words/vocabulary.ts";
import { addMetric, type Walk } from "../walk.ts";

/** The text before the counter, and between it and the value. */
const COUNTED = /^\s*[[(]?(\p{L}[\p{L}_ ]{0,20}?)?[\s:#=]*[[(]?\s*$/u;
const TIMED_MAX_CHARS = 48;
/** The words that set a name apart from its counter: `loss at 100 = 0.5`. */
const NAMED = /^(.+) (?:at|after|@|in)$/;
const BETWEEN = /^\s*[\])]?\s*(?:[:=|,;–—]|->|=>|→|-(?= )|[[|]?[█▓▒░▏▎▍▌▋▊▉▇▆▅▄▃▂▁]+[ |\]]*)\s*(?:[tT]ensor\()?$/;
const OVER = /^\s?\/\s?$/;
/** Clocks and a share beside the counter, up to the value: `0m 53s (- 12m 24s) (5000 6%) `, `[0m 20s (100 5%) `, `2500 2% (0m 6s) `. */
const TIMED = /^\[?(?:\d+m \d+s (?:\(- ?\d+m \d+s\) )?\()?\d+ \d{1,3}%\)? (?:\(\d+m \d+s\) )?(?=[-+]?\d)/;
const CLOCK = /\dm \d/, SHARE = /^ \d{1,3}%/;

/** Makes the value of a line that has a counter, one more number and no names a metric's. */
export function readBareValue(walk: Walk): void {
  const { source, statement: { facts, bar, asideSlots } } = walk, first = slotFrom(source, source.from);
  if (bar || facts.pairs.length + asideSlots.length > 0) return;
  if (source.shape.count - 1 === first) readAlone(first, walk);
  else if (source.shape.count - 1 > first && !readTimed(walk) && !readRight(first, walk)) readCounted(first, walk);
}

/** A count of all, with spaces around its slash, alone behind an epoch and a colon. Progress is printed without spaces. */
const RIGHT = /^: \d+ \/ \d+\s*$/;

/**
 * Makes how many of all were right a value: `Epoch 3: 9129 / 10000`. Its numbers must prove by swinging that they count no batches. False for
 * other lines.
 */
function readRight(epoch: number, walk: Walk): boolean {
  const { source: { text, shape, to }, statement: { slots } } = walk, slot = epoch + 1;
  if (slots.epoch !== epoch || slots.batch !== slot || !RIGHT.test(text.slice(shape.end[epoch], to))) return false;
  Object.assign(slots, { batch: -1, batchTotal: -1 });
  addMetric({ slot, total: -1, unit: "" }, walk, { info: understandName(NAMELESS), separated: true, phase: "" });
  return true;
}

/** A number as a tensor prints itself: what stands before it, and behind it. */
const TENSOR = /^\s*(?:[a-z]{1,8}\.)?[tT]ensor\($/, TENSOR_END = /^\)\s*$/;

/**
 * Makes a tensor, or a bare number, alone on its line the value of an unknown name: that it recurs with other numbers shows that it is a
 * metric. A bare number may be data as well: it is one only in a log that names no metric.
 */
function readAlone(slot: number, walk: Walk): void {
  const { shape, text, from, to } = walk.source;
  const before = text.slice(from, shape.start[slot]), behind = text.slice(shape.end[slot], to);
  const isTensor = TENSOR.test(before) && TENSOR_END.test(behind);
  if (shape.form[slot] !== DECIMAL || !(isTensor || (before + behind).trim() === "")) return;
  addMetric({ slot, total: -1, unit: "" }, walk, { info: understandName(NAMELESS), separated: true, phase: "" });
  walk.statement.facts.pairs[0]!.mustRecur = !isTensor;
}

/** The counter that stands nearest before the last number, where those before it count too; else the first number. */
function nearestCounter(first: number, { source: { shape }, statement: { slots } }: Walk): number {
  const taken = new Set(Object.values(slots)), counters = [slots.epoch, slots.step, slots.batch];
  const isAllTaken = Array.from({ length: shape.count - 1 - first }, (_, at) => first + at).every((slot) =>
    taken.has(slot)
  );
  return isAllTaken ? Math.max(first, ...counters) : first;
}

/** Makes the last number a metric's value, where only its counters stand before it. */
function readCounted(begin: number, walk: Walk): void {
  const { source: { shape, to }, statement: { slots } } = walk, last = shape.count - 1;
  const first = nearestCounter(begin, walk);
  if (shape.end[last]! > to || !isCounter(first, walk) || shape.form[last] !== DECIMAL) return;
  if (readList(first, walk)) return;
  const total = findTotal(first, last, walk), words = total === null ? null : wordsBefore({ first, total, last }, walk);
  const name = words === null ? null : nameFrom(words);
  if (name === null) return;
  if (slots.epoch < 0 && slots.step < 0 && slots.batch < 0) Object.assign(slots, { step: first, stepTotal: total });
  addMetric({ slot: last, total: -1, unit: "" }, walk, { info: metricName(name), separated: true, phase: "" });
}

/** Values in a list behind a counter, at most. */
const LISTED_MAX = 8;
/**
 * What stands before such a list, between its values and behind them: with brackets, and without, as `print("Epoch", epoch, loss, acc)` writes
 * it.
 */
const LISTS = [
  { start: /^\s?[\])]?\s?[:=|-]?\s?[[(]$/, between: /^,? ?$/, end: /^[\])]\s*$/ },
  { start: /^[\])]?\s?(?:[:=|,;-]|->|=>|→)?\s{1,4}$/, between: /^%?\s?[,;|/]?\s{1,4}$/, end: /^%?\s*$/ },
];

/** Makes the values of a list behind a counter metrics: `Epoch 3: [0.5, 0.25]`. False for other lines. */
function readList(counter: number, walk: Walk): boolean {
  const { source: { text, shape, from, to } } = walk;
  const textBefore = (slot: number) => text.slice(shape.end[slot - 1], shape.start[slot]);
  const first = counter + (OVER.test(textBefore(counter + 1)) ? 2 : 1), count = shape.count - first;
  const list = LISTS.find(({ start }) => start.test(textBefore(first)));
  if (!list || count < 2 || count > LISTED_MAX || !list.end.test(text.slice(shape.end[shape.count - 1], to))) {
    return false;
  }
  const name = nameFrom(COUNTED.exec(text.slice(from, shape.start[counter]))?.[1] ?? NO_WORDS);
  const slots = Array.from({ length: count }, (_, at) => first + at);
  const isValue = (slot: number) =>
    shape.form[slot] === DECIMAL && (slot === first || list.between.test(textBefore(slot)));
  if (name === null || !slots.every(isValue)) return false;
  slots.forEach((slot, at) => {
    addMetric({ slot, total: -1, unit: "" }, walk, { info: metricName(`${name}/${at}`), separated: true, phase: "" });
  });
  return true;
}

/** Words that name no counter. */
const NO_WORDS = "-";

/** Makes the value behind a counter, its share and clocks a metric's. What stands behind the value is a sample. False for other lines. */
function readTimed(walk: Walk): boolean {
  const { source, statement: { slots } } = walk, { text, shape, from, to } = source;
  const before = TIMED.exec(text.slice(from, Math.min(to, from + TIMED_MAX_CHARS)))?.[0] ?? "";
  if (!CLOCK.test(before)) return false;
  const slot = slotFrom(source, from + before.length);
  if (shape.form[slot] !== DECIMAL || shape.end[slot]! > to) return false;
  let counter = slotFrom(source, from);
  while (!SHARE.test(text.slice(shape.end[counter], shape.start[slot]))) counter++;
  if (slots.epoch < 0 && slots.step < 0) slots.step = counter;
  addMetric({ slot, total: -1, unit: "" }, walk, { info: metricName(NAMELESS), separated: true, phase: "" });
  return true;
}

/** True for a whole number that the line counts by, or that stands before all words. */
function isCounter(slot: number, { source: { shape }, statement: { slots }, leading }: Walk): boolean {
  const isFirst = leading[0]?.slot === slot;
  return shape.form[slot] === INTEGER && (Object.values(slots).includes(slot) || isFirst);
}

/** Index of the counter's total; -1 without one, null where the line has more numbers than these and the value. */
function findTotal(first: number, last: number, { source: { shape, text } }: Walk): number | null {
  if (last - first === 1) return -1;
  const isTotal = last - first === 2 && OVER.test(text.slice(shape.end[first], shape.start[first + 1]));
  return isTotal ? first + 1 : null;
}

/** What stands between two counters, before the words of the second. */
const MARK = /^[\])]?\s?[,;|/-]?/;

/** The words before the counter; null where anything else stands on the line. Those before an ordinal are no name. */
function wordsBefore(
  { first, total, last }: { first: number; total: number; last: number },
  { source: { text, shape, from, to }, counted }: Walk,
): string | null {
  const ends = shape.end[first - 1] ?? 0, words = text.slice(Math.max(from, ends), shape.start[first]);
  const before = COUNTED.exec(ends > from ? words.replace(MARK, "") : words), isByWord = counted?.slot === first;
  const between = text.slice(isByWord ? counted.end : shape.end[Math.max(first, total)], shape.start[last]);
  const isTied = BETWEEN.test(between) || (before?.[1] !== undefined && /^[\])]?\s+$/.test(between));
  const isAlone = isTied && /^\)?\s*$/.test(text.slice(shape.end[last], to));
  if (!before || !isAlone) return null;
  const own = before[1] ?? "";
  return isByWord && isSmall(own) ? "" : own;
}

/** True for words that may stand before a counter whose word follows it: `after the`, `第`. */
const isSmall = (words: string): boolean => spacedWords(words).every((word) => SMALL.has(word.toLowerCase()));
const { after, article, at, ordinalBefore } = SMALL_WORDS;
const SMALL: ReadonlySet<string> = new Set(wordsIn(after, article, at, ordinalBefore));

/** The name of the value behind some words and a counter; null for words that are neither a counter's nor a metric's. */
function nameFrom(words: string): string | null {
  if (words === "") return NAMELESS;
  const named = NAMED.exec(words)?.[1];
  if (named !== undefined) return understandName(named).known ? named : null;
  const { role } = understandName(words);
  return isCounterRole(role) ? NAMELESS : null;
}
