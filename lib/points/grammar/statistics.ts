/**
 * Names the statistics of one quantity on a line: the second value of `Courant Number mean: 0.1 max: 0.3` is a `courant_number_max`, those
 * of `kl: mean 0.1 max 0.3` are `kl_mean` and `kl_max`, the second of `dt=30s (std=2.5)` is `dt_std`. Changes nothing where a
 * statistic's name holds what it is of.
 *
 * @module
 */
import { canonicalName, understandName } from "../words/name.ts";
import { namesSplit } from "../words/splits.ts";
import type { Source } from "../scan/source.ts";
import { unitBehind } from "./fields.ts";
import { renamePair } from "./make_statement.ts";
import type { Pair, Statement } from "./statement.ts";

const STATISTICS =
  "mean avg average median std stddev stdev sd var variance min max sum p5 p10 p25 p50 p75 p90 p95 p99";
const ALONE: ReadonlySet<string> = new Set(STATISTICS.split(" "));
/** A name that ends with a statistic, and what it is of. */
const OF = new RegExp(String.raw`^(.+)[_/](?:${STATISTICS.replaceAll(" ", "|")})$`);
/** An explained variance is of nothing that has another statistic. */
const NO_QUANTITY = "explained";
/** What the statistics behind it are of, a mark, and the first statistic's word. */
const LABEL =
  /(?:^|[\s|,;[])((?:\p{L}[\p{L}\d_/-]{0,30} ){0,2}\p{L}[\p{L}\d_/-]{0,30})\s?(?:[:([|\]→]|->?)\s*\p{L}+\d{0,2}\s?[:=]?\s*$/u;

/** The share of values that are lower: `10th percentile`. */
const PERCENTILE = /^\d{1,2}(?:st|nd|rd|th)_percentile$/;

/** A name in brackets of its own before the names of its values: `[Loss] current: `. */
const IN_BRACKETS = /(?:^|\s)\[(\p{L}[\p{L}\d _/-]{0,30})\]:?\s+\S/u;

/** Puts a metric's name in brackets before the unknown names of the values behind it: `[Loss] current: 0.5` is `loss_current`. */
export function nameBracketed(statement: Statement, source: Source): void {
  const { facts: { pairs }, pairSlots } = statement;
  if (source.text.indexOf("] ", source.from) < 0) return;
  let of = "";
  pairs.forEach((pair, at) => {
    const { role, kind, known, name } = pair.info;
    const words = IN_BRACKETS.exec(textBefore(pairSlots[at]!, source))?.[1];
    if (words !== undefined) of = understandName(words).known && !namesSplit(words) ? words : "";
    if (of !== "" && role !== "setting" && kind === "metric" && !known && !isStatistic(name)) {
      renamePair(statement, at, understandName(`${of} ${name}`));
    }
  });
}

function isStatistic(name: string): boolean {
  return ALONE.has(name) || PERCENTILE.test(name);
}

/** True for a percentile. It is of the metric directly before it. */
function hasPercentile(pair: Pair | undefined): boolean {
  return pair !== undefined && PERCENTILE.test(pair.info.name);
}

/** What a statistic's name says that it is of; undefined for other names. */
function quantityOf(name: string): string | undefined {
  const quantity = OF.exec(name)?.[1];
  return quantity === NO_QUANTITY ? undefined : quantity;
}

/** Puts what they are of before the statistics of a line that are named by their word alone. */
export function nameStatistics(statement: Statement, source: Source): void {
  const { facts: { pairs }, pairSlots } = statement;
  if (!pairs.some(({ info }) => isStatistic(info.name))) return;
  let of = "";
  pairs.forEach((pair, at) => {
    const { name, kind } = pair.info, slot = pairSlots[at]!;
    if (!isStatistic(name)) {
      of = quantityOf(name) ?? (kind === "metric" && hasPercentile(pairs[at + 1]) ? name : "");
      return;
    }
    const base = pairSlots[at - 1] === slot - 1 && isInBracket(slot, source) ? pairs[at - 1]! : null;
    of = base ? quantityOf(base.info.name) ?? base.info.name : labelBefore(slot, source) || of;
    if (of === "") return;
    const full = canonicalName(`${of}_${name}`);
    renamePair(statement, at, { ...understandName(full), kind: base?.info.kind ?? kind, name: full });
  });
}

/** The text between a number and its unit and the next one. */
export function textBefore(slot: number, source: Source): string {
  const { text, shape, from } = source;
  const start = slot === 0 ? from : Math.max(from, shape.end[slot - 1]! + unitBehind(slot - 1, source).length);
  return text.slice(start, shape.start[slot]);
}

/** A bracket behind a value, and a statistic's word in it. */
const IN_BRACKET = /^\s?[([]\s?\p{L}+\d{0,2}\s?[:=]?\s?$/u;

/** True for the second number of `dt=30s (std=2.5)`. */
export function isInBracket(slot: number, source: Source): boolean {
  return IN_BRACKET.test(textBefore(slot, source));
}

/** The quantity that a colon or a bracket sets apart before a statistic's word: `kl` of `kl: mean 0.1`. Empty without one. */
export function labelBefore(slot: number, source: Source): string {
  const words = LABEL.exec(textBefore(slot, source))?.[1] ?? "";
  const { role, name, kind } = understandName(words);
  return words !== "" && role === "metric" && kind === "metric" && !namesSplit(words) ? name : "";
}
