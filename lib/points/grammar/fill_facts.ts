/**
 * Fills a line's numbers into what lines of its shape say. Runs for every line; finds out nothing about the line.
 *
 * @module
 */
import { INTEGER } from "../scan/number_form.ts";
import type { Shape } from "../scan/shape.ts";
import { barCount, barTotal } from "./bar_slots.ts";
import { fillParts } from "./parts.ts";
import type { QuotedText } from "./quoted.ts";
import type { FilledLead, Lead, SpareNumbers } from "./lead_kinds.ts";
import type { LineFacts, Statement } from "./statement.ts";

function valueAt(slot: number, value: Shape["value"]): number {
  return slot < 0 ? NaN : value[slot]!;
}

/** Fills in a line's numbers. The facts are valid until the next line of the shape. */
export function fillFacts(statement: Statement, shape: Shape, line: number): LineFacts {
  const { facts, slots, pairSlots, scales } = statement;
  const { value } = shape;
  facts.step = valueAt(slots.step, value) * statement.stepScale;
  facts.stepScale = statement.stepScale;
  facts.stepTotal = valueAt(slots.stepTotal, value);
  facts.epoch = valueAt(slots.epoch, value);
  facts.epochTotal = valueAt(slots.epochTotal, value);
  fillBatch(statement, shape);
  facts.beside = valueAt(slots.beside, value);
  const isPlain = !(slots.epoch > pairSlots[0]!) || slots.epochTotal >= 0;
  facts.wholeEpoch = slots.epoch < 0 || (shape.form[slots.epoch] === INTEGER && isPlain);
  const rank = statement.rankSlot < 0 ? statement.rank : value[statement.rankSlot]!;
  facts.rank = rank === null ? null : rank - statement.rankBase;
  facts.line = line;
  for (let at = 0; at < pairSlots.length; at++) {
    const pair = facts.pairs[at]!;
    pair.value = value[pairSlots[at]!]! * scales[at]!;
    pair.line = line;
  }
  if (statement.parts.length > 0) fillParts(facts.pairs, statement.parts, value);
  fillTexts(statement, value);
  if (statement.lead || statement.asideSlots.length > 0) fillBehaviour(statement, value, line);
  if (facts.spare !== null) fillSpare(facts.spare, value);
  return facts;
}

function fillBatch({ facts, slots: { batch, batchTotal }, bar }: Statement, shape: Shape): void {
  const isOfBar = bar !== null && batch === bar.n;
  facts.batch = isOfBar ? barCount(bar, shape) : valueAt(batch, shape.value);
  facts.batchTotal = isOfBar ? barTotal(bar, shape) : valueAt(batchTotal, shape.value);
}

function fillSpare({ each, values }: SpareNumbers, value: Shape["value"]): void {
  for (let at = 0; at < each.length; at++) values[at] = value[each[at]!.slot]! * each[at]!.scale;
}

function fillTexts({ facts, textTag, textLabel }: Statement, value: Shape["value"]): void {
  if (textTag !== null) facts.tag = textWith(textTag, value);
  if (textLabel !== null) facts.label = textWith(textLabel, value);
}

const textWith = ({ slot, before, behind }: QuotedText, value: Shape["value"]): string =>
  `${before}${value[slot]!}${behind}`;

function fillBehaviour({ facts, lead, asideSlots, asideParts }: Statement, value: Shape["value"], line: number): void {
  facts.lead = lead && fillLead(lead, value);
  for (let at = 0; at < asideSlots.length; at++) {
    const aside = facts.asides[at]!;
    aside.value = value[asideSlots[at]!]!;
    aside.line = line;
  }
  if (asideParts.length > 0) fillParts(facts.asides, asideParts, value);
}

function fillLead({ slot, fixed, name, pair, kind, inner, total }: Lead, value: Shape["value"]): FilledLead {
  const filled = {
    value: fixed ?? value[slot]!,
    name,
    pair,
    kind,
    inner,
    innerValue: inner ? value[inner.slot]! : NaN,
  };
  return total === undefined ? filled : { ...filled, totalValue: value[total]! };
}
