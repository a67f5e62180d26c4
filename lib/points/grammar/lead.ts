/**
 * Finds the number on a line that may be its counter though no word says so: the first one (`i:1 tl:4.21`), the one in parentheses
 * behind the only value (`loss: 1.5 (100)`) or bare there (`loss: 1.5 100`), the last one under a word for a number (`loss: 1.5 count=100`),
 * or a simulated time alone on its line (`Time = 0.005`). Doesn't decide: what the number does over some lines shows it.
 *
 * @module
 */
import { INTEGER } from "../scan/number_form.ts";
import { slotFrom, type Source } from "../scan/source.ts";
import { endsWithEpochs } from "../words/counters.ts";
import { isNumberWord } from "../words/idle.ts";
import { isCounterName, isOnlyPhased, understandName } from "../words/name.ts";
import { namesSplit } from "../words/splits.ts";
import { totalOf } from "./fields.ts";
import { leadAbove, leadAtHead } from "./lead_above.ts";
import { LAST_LEAD, type Lead, SHARE_DONE, TIME_LEAD } from "./lead_kinds.ts";
import { hasCounter, type Statement } from "./statement.ts";
import { addAside } from "./make_statement.ts";
import { part } from "./rules/part_values.ts";
import { clock } from "./rules/no_values.ts";
import { gluedLead } from "./rules/numbered.ts";
import { partLead } from "./part_lead.ts";
import { isOfTuple } from "./rules/leading.ts";
import { share } from "./rules/unnamed.ts";
import type { Leading, Walk } from "./walk.ts";

/** A number that may count, its name, and its pair; -1 when it is none. */
type Count = NonNullable<Lead["inner"]> & { total?: number };

/** Notes the line's lead. A line that names a counter, or draws a bar, has none. */
export function noteLead(walk: Walk): void {
  const { statement } = walk;
  if (isPlacedByShare(walk)) {
    statement.lead = { slot: walk.share, name: SHARE_DONE, pair: -1, kind: "share", inner: null };
  }
  statement.lead ??= findWithin(walk) ?? leadAlone(walk);
  if (!statement.lead && !isCounted(statement)) noteCount(walk);
  statement.lead ??= partLead(walk);
}

/** The lead of a line that has nothing else: a number above values, a simulated time. */
function leadAlone(walk: Walk): Lead | null {
  const above = leadAbove(walk);
  if (above) {
    if (above.total === undefined) leaveOutSplit(walk.statement);
    return above;
  }
  const glued = gluedLead(walk);
  if (glued) return glued;
  if (isCounted(walk.statement)) return null;
  if (!isTimeAlone(walk)) return leadAtHead(walk);
  return { slot: walk.statement.pairSlots[0]!, name: TIME_LEAD, pair: 0, kind: "time", inner: null };
}

/** Leaves out the pair of a number that is alone behind a split's word: it heads what stands below, as `== Validation 3 ==`. */
function leaveOutSplit(statement: Statement): void {
  if (!statement.facts.pairs.some(({ info: { name } }) => isOnlyPhased(name) || namesSplit(name))) return;
  statement.facts.pairs = [];
  statement.pairSlots = [];
}

/** Notes the number beside values that may count them. */
function noteCount(walk: Walk): void {
  const { statement, source: { shape } } = walk;
  const isWhole = (count: Count | null) =>
    count !== null && (shape.form[count.slot] === INTEGER || count.total !== undefined);
  const first = findFirst(walk),
    lead = isWhole(first) ? first : findOfTotal(walk);
  if (!lead || !isWhole(lead)) return;
  if (statement.pairSlots.length === 0) tellLead(lead, statement);
  if (!isOnlyValue(lead, statement)) {
    statement.lead = {
      ...lead,
      kind: "count",
      inner: lead === first ? findInner(lead, walk) : null,
      total: lead.total ?? walk.leading.find(({ slot, total }) => slot === lead.slot && total >= 0)?.total,
    };
  }
}

/** The number that may count beside an epoch which is the line's only counter: before the values, else with its total behind them. */
function findWithin(walk: Walk): Lead | null {
  const { bar, slots } = walk.statement;
  if (slots.epoch < 0 || slots.step >= 0 || slots.batch >= 0 || bar !== null) return null;
  const last = findOfTotal(walk);
  return besideEpoch(walk) ?? (last && { ...last, kind: "within", inner: null });
}

/** The whole number right behind an epoch, `epoch=3 i=20 loss=0.5`, or the first one of the line, `i=20 epoch=3 loss=0.5`. */
function besideEpoch(walk: Walk): Lead | null {
  const { source: { shape, to, from }, source, statement: { slots, pairSlots } } = walk;
  const first = slotFrom(source, from), isBefore = first < slots.epoch;
  const last = Math.max(slots.epoch, slots.epochTotal), slot = isBefore ? first : last + 1;
  const isFirst = !pairSlots.some((each) => each < (isBefore ? slots.epoch : slot) && each !== slot);
  if (!isFirst || shape.form[slot] !== INTEGER || shape.end[slot]! > to) return null;
  return pairSlots.at(-1)! > Math.max(slot, last) ? namedLead(slot, isBefore ? from : shape.end[last]!, walk) : null;
}

/** A number with a name that counts as a lead beside an epoch. The text before it begins at an offset. */
function namedLead(slot: number, from: number, walk: Walk): Lead | null {
  const { source: { text }, statement: { facts } } = walk;
  const found = findCount(slot, from + MARKS.exec(text.slice(from))![0].length, walk);
  const isNamed = found !== null && found.name !== "" && facts.pairs[found.pair]?.info.role !== "setting";
  return isNamed ? { ...found, kind: "within", inner: null } : null;
}

/** True for a line with values that only a percentage may place, within its epoch or alone. */
function isPlacedByShare({ share, statement: { pairSlots, slots } }: Walk): boolean {
  return share >= 0 && pairSlots.length > 0 && slots.step < 0 && slots.batch < 0;
}

/** True for a lead that is the only number with a name. */
function isOnlyValue({ pair }: Count, { pairSlots, asideSlots }: Statement): boolean {
  return pairSlots.length === 0 ? asideSlots.length === 1 : pairSlots.length === 1 && pair === 0;
}

/** Keeps a lead before nothing but asides as one of them, in case that it turns out to count nothing: `level 3 page 29`. */
function tellLead({ slot, name }: Count, statement: Statement): void {
  if (name !== "" && !statement.asideSlots.includes(slot)) {
    addAside(statement, slot, understandName(name), { integer: true });
  }
}

/** The text before a simulated time. A colon behind `time` alone stands before a duration as often. */
const TIME = /^\s*(?:(?:simulat(?:ion|ed)|sim|model|physical|flow|current)[ _]time\s*[=:]|(?:time|t)\s*=)\s*$/i;

/** True for `Time = 0.005`, with nothing else on the line. */
function isTimeAlone({ source: { text, shape, from, to }, statement: { pairSlots } }: Walk): boolean {
  const [slot] = pairSlots;
  if (pairSlots.length !== 1 || slot === undefined || !TIME.test(text.slice(from, shape.start[slot]))) return false;
  return /^ ?s?\s*$/.test(text.slice(shape.end[slot], to));
}

/** True for a line that needs no lead: it names a counter, draws a bar, or has no value. */
function isCounted(statement: Statement): boolean {
  return statement.bar !== null || statement.pairSlots.length + statement.asideSlots.length === 0 ||
    hasCounter(statement);
}

/** The first number of the line that is no time and isn't in a tuple, or behind the number of a part the first one with a total. */
function findFirst(walk: Walk): Count | null {
  const { source, leading: [counted], statement: { asideSlots, rules } } = walk;
  let slot = slotFrom(source, source.from);
  while (slot < source.shape.count && (rules[slot] === clock.name || isOfTuple(slot, source))) slot++;
  const isBehind = counted !== undefined && counted.total >= 0 && rules[slot] === part.name;
  if ((isBehind || counted?.slot === slot) && !asideSlots.includes(slot)) {
    return { slot: counted!.slot, name: "", pair: sharePair(counted!, walk) };
  }
  return findCount(slot, source.from, walk);
}

/** The pair that is a count's share: `draw 100/2000 (5%)`; -1 without one. */
function sharePair({ total }: Leading, { statement: { pairSlots, rules } }: Walk): number {
  return total >= 0 && rules[total + 1] === share.name ? pairSlots.indexOf(total + 1) : -1;
}

/** The number behind the lead, when it is one of the same kind and not the only value. */
function findInner(lead: Count, walk: Walk): Count | null {
  const { source: { shape, text, to }, statement: { pairSlots, facts } } = walk, slot = lead.slot + 1;
  if (slot >= shape.count || shape.end[slot]! > to || shape.form[slot] !== INTEGER) return null;
  if (facts.pairs[lead.pair]?.info.role === "setting") return null;
  if (isSecond(slot, walk)) return { slot, name: "", pair: -1 };
  const from = shape.end[lead.slot]!, inner = findCount(slot, from + MARKS.exec(text.slice(from))![0].length, walk);
  const counts = [lead, inner].filter((each) => each !== null && each.pair >= 0).length;
  return counts < pairSlots.length ? inner : null;
}

/** True for the second of two numbers before any name: `[ 0]  10 || cost: 0.5`. */
function isSecond(slot: number, { leading: [first, second] }: Walk): boolean {
  return second?.slot === slot && second.total < 0 && first!.slot === slot - 1;
}

/** Marks between two fields. */
const MARKS = /^[\s,;|]*/;

/** A number that is no metric that every program knows, no speed and no part of something. The text before it begins at an offset. */
function findCount(slot: number, from: number, { source, statement }: Walk): Count | null {
  const { facts: { asides, pairs }, asideSlots, pairSlots } = statement;
  const aside = asideSlots.indexOf(slot), pair = pairSlots.indexOf(slot);
  if (aside >= 0) return { slot, name: asides[aside]!.info.name, pair: -1 };
  if (pair < 0) return findWorded(slot, { ...source, from }, statement);
  const { info, unit } = pairs[pair]!;
  const isSpeed = info.kind === "throughput" && !isCounterName(/[^./]*$/.exec(info.name)![0]);
  return info.known || isSpeed || unit !== "" ? null : { slot, name: info.name, pair };
}

/** `tk 500 g 0.5`: a number behind a single word, which no rule took. */
function findWorded(slot: number, { text, shape, from }: Source, { rules, pairSlots }: Statement): Count | null {
  const word = /^[\s=>*#-]{0,8}(\p{L}[\p{L}_-]{0,20}(?: \p{L}[\p{L}_-]{0,20})?)\s+$/u.exec(
    text.slice(from, shape.start[slot]),
  );
  const mayCount = word &&
    (rules[slot] === undefined || pairSlots.length === 0 || isNumberWord(word[1]!) || isPlural(word[1]!));
  return mayCount ? { slot, name: word[1]!.toLowerCase(), pair: -1 } : null;
}

/** True for the plural of a counter's word, which may stand before an amount as well: `Epochs 25. Error: 0.5`. */
function isPlural(word: string): boolean {
  return endsWithEpochs(word.toLowerCase()) ||
    (word.endsWith("s") && isCounterName(word.slice(0, -1)));
}

/** Marks between the last value and a count with its total, and behind that: `loss: 0.5, 100/500`, `loss 0.5 acc 0.9 (100/500)`. */
const BEFORE_COUNT = /^%?(?: ?[,;|(] ?| +- +| {1,4})\(?$/, BEHIND_COUNT = /^\)?\s*$/;

/** The count with its total that ends a line, with marks alone between it and the last value. */
function findOfTotal({ source, statement: { pairSlots } }: Walk): Count | null {
  const { text, shape, to } = source, total = shape.count - 1, slot = total - 1;
  if (slot <= 0 || shape.end[total]! > to || pairSlots.at(-1) !== slot - 1 || totalOf(slot, source) !== total) {
    return null;
  }
  const before = text.slice(shape.end[slot - 1], shape.start[slot]), behind = text.slice(shape.end[total], to);
  return BEFORE_COUNT.test(before) && BEHIND_COUNT.test(behind) ? { slot, name: LAST_LEAD, pair: -1, total } : null;
}
