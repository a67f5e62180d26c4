/**
 * Names apart the values of one line that would be one curve: `train nll 300 kl 2 | held-out nll 310 kl 3` has two `kl`. Words that no
 * table knows set them apart here, because their line does. Changes nothing on other lines.
 *
 * @module
 */
import { canonicalName, type NameInfo, understandName } from "../words/name.ts";
import type { Source } from "../scan/source.ts";
import { hasSplit, namesSplit, trainingWordIn } from "../words/splits.ts";
import { nameByLabels } from "./label_apart.ts";
import { nameByNumbers, PAIRS_APART_MAX } from "./number_apart.ts";
import { renamePair } from "./make_statement.ts";
import type { Pair, Statement } from "./statement.ts";
import { isInBracket, labelBefore, textBefore } from "./statistics.ts";
import type { Walk } from "./walk.ts";

/** Names the sides of a line after what each was measured on. */
export function nameSides({ statement, source, heads }: Walk): void {
  nameSplits(statement, source);
  tellApart(statement, heads, source);
  nameWhole(statement, source);
  nameTraining(statement, source);
  nameOthers(statement.facts.pairs);
  nameByNumbers(statement, source);
  nameByLabels(statement, source);
}

/** Renames the pairs of a line whose names come again in the same split: by the word before their side, and by whose bracket they stand in. */
function tellApart({ facts: { pairs }, pairSlots }: Statement, heads: readonly string[], source: Source): void {
  if (pairs.length < 2 || pairs.length > PAIRS_APART_MAX || !hasRepeats(pairs)) return;
  const names = pairs.map(({ info }) => info.name), before = metricsBefore(pairs, names);
  const owners = ownersOf(pairs, pairSlots, source).map((owner, at) => owner || before[at]!);
  const leads = pairs.map((_, at) => leadAt(at, pairs) || (heads[pairSlots[at]!] ?? ""));
  pairs.forEach((pair, at) => {
    const lead = leads[at]!, owner = owners[at]!, name = names[at]!;
    const differs = (isApart: (i: number) => boolean) => names.some((other, i) => other === name && isApart(i));
    const isSided = lead !== "" && differs((i) => leads[i] !== lead);
    const isOwned = owner !== "" && differs((i) => leads[i] === lead && owners[i] !== owner);
    if (!(isSided || isOwned) || pair.info.kind !== "metric") return;
    const own = isOwned ? `${owner} ${name}` : name;
    pair.info = { ...pair.info, name: canonicalName(isSided && !own.startsWith(`${lead}_`) ? `${lead} ${own}` : own) };
  });
}

/** The words before a value since the last mark, its name at their end. */
const WORDS = /(?:^|[|,;([])\s*(\p{L}[\p{L}\p{M}\w -]{1,60}?)\s?[:=]?\s*$/u;

/** Keeps all words before a value whose name comes again on the line, where words that are no part of names set the two apart: `not idle acc`. */
function nameWhole({ facts: { pairs }, pairSlots }: Statement, source: Source): void {
  if (pairs.length < 2 || pairs.length > PAIRS_APART_MAX || !hasRepeats(pairs)) return;
  const names = pairs.map(({ info }) => info.name);
  const words = names.map((name, at) => {
    const isTwice = names.some((other, i) => other === name && i !== at);
    return isTwice ? canonicalName(WORDS.exec(textBefore(pairSlots[at]!, source))?.[1] ?? "") : "";
  });
  pairs.forEach((pair, at) => {
    const whole = words[at]!, name = names[at]!;
    if (pair.info.kind !== "metric" || !whole.endsWith(`_${name}`)) return;
    if (names.some((other, i) => other === name && words[i] === name)) pair.info = { ...pair.info, name: whole };
  });
}

/** For each pair the name of the one whose bracket it stands in: `mse` for the second `obj` of `nll 3 (obj 2) mse 5 (obj 4)`; empty without one. */
function ownersOf(pairs: readonly Pair[], slots: readonly number[], source: Source): string[] {
  let owner = "";
  return pairs.map((_, at) => {
    const before = at === 0 ? "" : textBefore(slots[at]!, source);
    if (/[)\]]/.test(before)) owner = "";
    if (slots[at - 1] === slots[at]! - 1 && OPENS.test(before)) owner = pairs[at - 1]!.info.name;
    return owner;
  });
}

/**
 * For each pair the metric before it, where a name that nobody knows comes again behind another one: `drag` and `lift` for the two `sd` of
 * `drag 3 sd 1 lift 5 sd 2`; empty for other pairs.
 */
function metricsBefore(pairs: readonly Pair[], names: readonly string[]): string[] {
  const isOnce = (name: string) => names.indexOf(name) === names.lastIndexOf(name);
  let owner = "";
  const before = pairs.map(({ info: { name, known, kind } }) => {
    if (kind === "metric" && name !== "learning_rate" && isOnce(name)) owner = name;
    return known || isOnce(name) ? "" : owner;
  });
  const isApart = (name: string) => {
    const owners = before.filter((_, at) => names[at] === name);
    return !owners.includes("") && new Set(owners).size === owners.length;
  };
  return before.map((each, at) => each !== "" && isApart(names[at]!) ? each : "");
}

/** A bracket that opens directly behind a value, and holds the next name. */
const OPENS = /^\s?[([][^)\]]*$/;

/**
 * Names the values of training after its word, and those of other data after theirs, where a line has both: `Train - Loss 0.5 || Val - Loss
 * 0.6`.
 */
function nameTraining({ facts: { pairs }, pairSlots }: Statement, { text, shape, from }: Source): void {
  const others = new Set(pairs.filter(({ phase }) => phase !== "").map(({ info }) => info.name));
  if (others.size === 0) return;
  const names = new Set<string>();
  let start = from;
  pairs.forEach((pair, at) => {
    const { info, phase } = pair, slot = pairSlots[at]!;
    if (phase !== "") start = shape.end[slot]!;
    else if (isShared(info, others)) {
      const word = trainingWordIn(text.slice(start, shape.start[slot]));
      if (word !== "") nameAfter(word, pair, names);
    }
  });
  for (const pair of pairs) if (pair.phase !== "" && names.has(pair.info.name)) nameAfter(pair.phase, pair, names);
}

/** Names the values of several sets of data that aren't training's, where a line has one metric of each: `valid (hit: 0.5), test (hit: 0.4)`. */
function nameOthers(pairs: readonly Pair[]): void {
  if (pairs.length > PAIRS_APART_MAX || new Set(pairs.map(({ phase }) => phase)).size < 2) return;
  const named = new Set<string>();
  for (const pair of pairs) {
    const { name } = pair.info,
      isOf = (other: Pair) => other.phase !== "" && other.phase !== pair.phase && other.info.name === name;
    if (pair.phase !== "" && !hasSplit(name) && pairs.some(isOf)) named.add(name);
  }
  for (const pair of pairs) if (pair.phase !== "" && named.has(pair.info.name)) nameAfter(pair.phase, pair, named);
}

function nameAfter(word: string, pair: Pair, names: Set<string>): void {
  names.add(pair.info.name);
  pair.info = { ...pair.info, name: canonicalName(`${word} ${pair.info.name}`) };
}

/** True for a metric of training that other data have too. */
function isShared({ kind, name }: NameInfo, others: ReadonlySet<string>): boolean {
  return kind === "metric" && others.has(name) && !hasSplit(name);
}

/**
 * Names a split that stands alone after the quantity before it: `mse train 2.1 / valid 2.2` and `mse: train 2.1, valid 2.2` are `mse_train`
 * and `mse_valid`, the second of `mse 2.1 (valid 2.2)` and of `train mse 2.1, valid 2.2` is `valid_mse`. A quantity that nobody knows counts where
 * the split comes again on the line.
 */
function nameSplits(statement: Statement, source: Source): void {
  const { facts: { pairs }, pairSlots } = statement, names = pairs.map(({ info }) => info.name);
  let quantity = NO_QUANTITY;
  pairs.forEach((pair, at) => {
    const { name, kind } = pair.info, slot = pairSlots[at]!;
    if (kind !== "metric" || !namesSplit(name)) {
      quantity = quantityIn(pair.info);
      return;
    }
    const label = labelBefore(slot, source), isAgain = names.some((other, i) => i !== at && other === name);
    if (label !== "" && (isAgain || understandName(label).known)) quantity = { before: label, behind: "" };
    const isInside = pairSlots[at - 1] === slot - 1 && isInBracket(slot, source);
    const full = nameWithin(name, quantity) || (isInside ? nameBehind(name, pairs[at - 1]!.info) : "");
    if (full !== "") renamePair(statement, at, understandName(full));
  });
}

/** What a split that stands alone is of: the name before it, or behind it. */
interface Quantity {
  before: string;
  behind: string;
}

const NO_QUANTITY: Quantity = { before: "", behind: "" };

/** The quantity in the name of a value with its split: `mse` of `mse_train` and of `train_mse`. */
function quantityIn({ name, known }: NameInfo): Quantity {
  const end = SPLIT_AT_END.exec(name), start = SPLIT_AT_START.exec(name);
  return {
    before: end && namesSplit(end[1]!) ? name.slice(0, end.index) : "",
    behind: start && known && namesSplit(start[1]!) ? start[2]! : "",
  };
}

function nameWithin(split: string, { before, behind }: Quantity): string {
  if (before !== "") return `${before} ${split}`;
  return behind === "" ? "" : `${split} ${behind}`;
}

/** The name of a split in a bracket behind a metric's value. */
function nameBehind(split: string, { known, name }: NameInfo): string {
  return known ? `${split} ${name}` : "";
}

const SPLIT_AT_START = /^([^_/]+)[_/](.+)$/;
const SPLIT_AT_END = /[_/]([^_/]+)$/;

function hasRepeats(pairs: readonly Pair[]): boolean {
  return pairs.some(({ info, phase }, at) =>
    pairs.findIndex((other) => other.info.name === info.name && other.phase === phase) < at
  );
}

/**
 * The word that sets a pair apart: that of the nearest pair before it whose name another pair has behind another word, or alone: `val` behind
 * `loss 0.5 acc 0.9 val_loss 0.6`. A split that is a whole name is one where another split is: `train: 90% loss 0.5, test: 80% loss 0.6`.
 */
function leadAt(at: number, pairs: readonly Pair[]): string {
  for (let from = at; from >= 0; from--) {
    const { name } = pairs[from]!.info, { lead, own } = splitName(name);
    if (from < at && namesSplit(name) && pairs.some(({ info }) => info.name !== name && namesSplit(info.name))) {
      return name;
    }
    const isLead = lead !== "" && pairs.some(({ info }, i) => {
      const other = splitName(info.name);
      return i !== from && other.own === own && other.lead !== lead;
    });
    if (isLead) return lead;
  }
  return "";
}

/** The word of a name that may set it apart, and the others: `held-out` and `nll`, `val` and `loss` of `val-loss` and of `loss_val`. */
function splitName(name: string): { lead: string; own: string } {
  const end = SPLIT_AT_END.exec(name), hyphen = name.indexOf("-");
  if (end && namesSplit(end[1]!)) return { lead: end[1]!, own: name.slice(0, end.index) };
  const mark = hyphen > 0 && namesSplit(name.slice(0, hyphen)) ? hyphen : name.search(/[_/]/);
  if (mark >= 0) return { lead: name.slice(0, mark), own: name.slice(mark + 1) };
  const glued = SPLIT_GLUED.exec(name);
  return glued && understandName(glued[2]!).known ? { lead: glued[1]!, own: glued[2]! } : { lead: "", own: name };
}

/** `trainloss`, as programs print `TrainLoss`. */
const SPLIT_GLUED = /^(train|valid|val|test|eval|dev)(\w+)$/;
