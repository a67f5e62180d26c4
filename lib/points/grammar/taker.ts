/**
 * Says what took a number of a line: the rule or the format, the pair or the counter that it became. Reads statements, and decides nothing.
 *
 * @module
 */
import type { Counters, Pair, Statement } from "./statement.ts";

const COUNTERS: Readonly<Record<keyof Counters, string>> = {
  step: "the step",
  stepTotal: "the number of steps",
  epoch: "the epoch",
  epochTotal: "the number of epochs",
  batch: "the batch within its epoch",
  batchTotal: "the number of batches in an epoch",
  beside: "a counter beside the step",
};

/** What took a number. */
export interface Taker {
  rule: string;
  format: string;
  /** The statement of the part of the line that the number stands in. */
  own: Statement;
}

/** The rule that took a number: of the line, or of the text that another writer glued to it. */
export function whoTook(statement: Statement, slot: number): Taker {
  let own = statement;
  for (let each: Statement | null = statement; each; each = each.next) {
    if (each.rules[slot] !== undefined) return { rule: each.rules[slot]!, format: each.format, own: each };
    if (each.pairSlots.includes(slot)) own = each;
    const rule = ruleOfTotal(each, slot);
    if (rule !== undefined) return { rule, format: each.format, own: each };
  }
  return { rule: "", format: own.format, own };
}

const TOTALS = { stepTotal: "step", epochTotal: "epoch", batchTotal: "batch" } as const;

/** The rule of the counter whose total a number is: it took both. The rank is found in the line's prefix. */
function ruleOfTotal({ slots, rules, rankSlot }: Statement, slot: number): string | undefined {
  if (rankSlot === slot) return "the rank in the prefix";
  const total = (Object.keys(TOTALS) as (keyof typeof TOTALS)[]).find((each) => slots[each] === slot);
  return total && rules[slots[TOTALS[total]]];
}

/** The pair, or the aside, that a number is the value of; undefined for any other. */
export function pairAt(slot: number, { facts, pairSlots, asideSlots }: Statement): Pair | undefined {
  return facts.pairs[pairSlots.indexOf(slot)] ?? facts.asides[asideSlots.indexOf(slot)];
}

/** What a number counts, in words; empty for one that counts nothing. */
export function counterAt(statement: Statement, slot: number): string {
  for (let each: Statement | null = statement; each; each = each.next) {
    for (const [counter, name] of Object.entries(COUNTERS)) {
      if (each.slots[counter as keyof Counters] === slot) return name;
    }
    if (each.rankSlot === slot) return "the rank";
    if (each.leftSlot === slot || each.bar?.left === slot) return "the time left";
    if (each.bar?.n === slot) return "the count of the bar";
    if (each.bar?.total === slot) return "the total of the bar";
    if (each.bar?.rate === slot) return "the rate of the bar";
  }
  return "";
}
