/**
 * Finds the number on a line that may be its counter though no word says so: the first one (`i:1 tl:4.21`), or the one in parentheses
 * behind the only value (`loss: 1.5 (100)`). Doesn't decide: what the number does over some lines shows it.
 *
 * @module
 */
import { INTEGER } from "../scan/number.ts";
import { slotFrom, type Source } from "../scan/source.ts";
import type { Lead, Statement } from "./statement.ts";
import type { Walk } from "./walk.ts";

/** Notes the line's lead. A line that names a counter, or draws a bar, has none. */
export function noteLead(walk: Walk): void {
  const { statement, source: { shape } } = walk;
  const { slots, bar, pairSlots } = statement;
  if (statement.lead || bar || slots.step >= 0 || slots.epoch >= 0 || slots.batch >= 0 || pairSlots.length === 0) {
    return;
  }
  const lead = findFirst(walk) ?? findParenthesized(walk);
  if (!lead || shape.form[lead.slot] !== INTEGER) return;
  const isOnly = pairSlots.length === 1 && lead.pair === 0;
  if (!isOnly) statement.lead = lead;
}

/** The first number of the line, when it is no metric that every program knows, no speed and no part of something. */
function findFirst({ source, statement, leading }: Walk): Lead | null {
  const slot = slotFrom(source, source.from);
  const aside = statement.asideSlots.indexOf(slot), pair = statement.pairSlots.indexOf(slot);
  if (aside >= 0) return { slot, name: statement.facts.asides[aside]!.info.name, pair: -1, isGuess: false };
  if (pair < 0) {
    return leading[0]?.slot === slot
      ? { slot, name: "", pair: -1, isGuess: false }
      : findWorded(slot, source, statement);
  }
  const { info, unit } = statement.facts.pairs[pair]!;
  return info.known || info.kind === "throughput" || unit !== ""
    ? null
    : { slot, name: info.name, pair, isGuess: false };
}

/** Words for a number of something: they say nothing, and may count. */
const COUNTS = /^(?:n|k|i|j|nr|no|num|number|count|idx|index|sample)$/i;

/** `tk 500 g 0.5`: a number behind a single word, which no rule took. */
function findWorded(slot: number, { text, shape, from }: Source, { rules }: Statement): Lead | null {
  const word = /^\s*(\p{L}[\p{L}_]{0,20})\s+$/u.exec(text.slice(from, shape.start[slot]));
  const mayCount = word && (rules[slot] === undefined || COUNTS.test(word[1]!));
  return mayCount ? { slot, name: word[1]!.toLowerCase(), pair: -1, isGuess: false } : null;
}

function findParenthesized({ source: { text, shape }, statement: { pairSlots } }: Walk): Lead | null {
  const slot = pairSlots[0]! + 1;
  if (pairSlots.length > 1 || slot >= shape.count) return null;
  const isCount = text[shape.end[slot]!] === "/" && slot + 1 < shape.count && text[shape.end[slot + 1]!] === ")";
  const isEnclosed = (isCount || text[shape.end[slot]!] === ")") &&
    /^\s*\($/.test(text.slice(shape.end[slot - 1], shape.start[slot]));
  return isEnclosed ? { slot, name: "()", pair: -1, isGuess: false } : null;
}
