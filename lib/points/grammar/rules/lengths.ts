/**
 * Steps that are the length of an episode or of an epoch, and count nothing: `Episode 3 | Steps: 41`, `Episode 3 finished after 41 timesteps`,
 * `Episode 3 - crashed at step 41`, `Epoch 3 | Batchsize: 32 | Steps: 41`, and averages of steps.
 *
 * @module
 */
import { DECIMAL } from "../../scan/number_form.ts";
import { slotFrom } from "../../scan/source.ts";
import { counterOf, isEpisode } from "../../words/counters.ts";
import { canonicalName, isCounterName, understandName } from "../../words/name.ts";
import { namesSplit } from "../../words/splits.ts";
import { SMALL_WORDS } from "../../words/tables/small_words.ts";
import { STATE_WORDS } from "../../words/tables/state_words.ts";
import { eitherWord, isGlued, isSpaced, wordsIn } from "../../words/tables/table.ts";
import { addMetric, type Field, type Walk } from "../walk.ts";

/** The steps of an episode, by their name. */
const OF_EPISODE = /(?:^|[\s,;|([{"'])(ep(?:isode)?[ _](?:time)?steps)["']?\s*[:=]\s*$/i;

/** Reads steps, without a total, that are an episode's by their own name or behind an episode. False for any other field. */
export function readNamedLength(field: Field, walk: Walk): boolean {
  const named = OF_EPISODE.exec(field.gap)?.[1] ?? averageOf(field);
  const isBehind = (isPlural(field.phrase.key) || tellsWhere(field.gap)) && isBehindEpisode(field, walk);
  if (field.total >= 0 || (named === undefined && !isBehind)) return false;
  return addLength(canonicalName(named ?? field.phrase.key).replace(/^(?:time)?steps?$/, "steps"), field, walk);
}

/** What happened in an episode, and at which of its steps: ` - Truncated at step `. */
const HAPPENED_AT = /(\p{L}{3,}) (\p{L}{1,4}) \p{L}+ ?[:=#]?\s*$/u;
const AT: ReadonlySet<string> = new Set(wordsIn(SMALL_WORDS.at));

/** True for the words before a step that say what happened at it. */
function tellsWhere(gap: string): boolean {
  const [, happened = "", at = ""] = HAPPENED_AT.exec(gap) ?? [];
  return happened !== "" && AT.has(at.toLowerCase()) && !namesSplit(happened);
}

/** True for steps, without a total, behind an epoch and nothing but settings: so many has each epoch. */
export function isLengthOfEpoch({ total, phrase: { key } }: Field, { statement: { slots, facts } }: Walk): boolean {
  const { pairs } = facts, isBehind = slots.epoch >= 0 && pairs.length > 0;
  return isBehind && total < 0 && /^steps$/i.test(key) && pairs.every(({ info }) => info.role === "setting");
}

/** A plural that counts the number before it, and what says that the next number is as many. */
const AS_MANY = /^\s+\p{L}+s\s*[=(]\s*$/u;

/** True for an amount of steps that a line says in two ways, and no counter before it: `9 rounds of 20 steps = 180 steps`. */
export function isAmountAgain({ slot, gap }: Field, { source, statement: { slots } }: Walk): boolean {
  if (slot <= slotFrom(source, source.from) || !AS_MANY.test(gap)) return false;
  return !Object.values(slots).includes(slot - 1);
}

/** True for a word that counts steps: in English its plural, in other languages any form. */
const isPlural = (key: string): boolean =>
  /^(?:time)?steps$/i.test(key) || (counterOf(key) === "step" && !isEpisode(key));

/** An average of steps, which counts nothing: `avg steps`, `平均步数`. */
const MEANS = wordsIn(STATE_WORDS.mean),
  MEAN = `(?:${eitherWord(MEANS.filter(isGlued))}|${eitherWord(MEANS.filter(isSpaced))}[ _])`;
const AVERAGE = new RegExp(String.raw`(?:^|[\s,;|([{"'])(${MEAN}[^\s\d:=,;|]{1,20})["']?\s?[:=]\s*$`, "iu");

/** The name of an average that is a decimal; undefined for any other field. */
const averageOf = ({ form, unit, gap }: Field): string | undefined =>
  form === DECIMAL && unit === "" ? AVERAGE.exec(gap)?.[1] : undefined;

/** What an episode does when it is over, before its length. */
const IS_OVER =
  /\b(?:finish|end|complet|terminat|done|took|last|surviv|fail|solv)\p{L}*(?: after| in| for| with)?\s+$/iu;

/** Makes the steps of an episode that is over its length. False for any other field. */
export function readLength(field: Field, walk: Walk): boolean {
  if (field.total >= 0 || !IS_OVER.test(field.gap) || !isBehindEpisode(field, walk)) return false;
  return addLength("steps", field, walk);
}

/** The word that begins a line, behind its number where that stands first: `第 3 回合`. */
const FIRST_WORD = /^[^\p{L}\p{N}]*(?:第 ?\d+ ?)?(\p{L}[\p{L}\p{M}]*)/u;

/** A word and its number: `Episode 3`, `ep: 3`. */
const COUNTED = /(\p{L}[\p{L}\p{M}]*)["']?\s*[:=#]?\s*\d/gu;

/** True for a number on a line that begins with an episode, or whose first counter is one. */
function isBehindEpisode({ slot }: Field, { source: { text, shape, from } }: Walk): boolean {
  const before = text.slice(from, shape.start[slot]), first = FIRST_WORD.exec(before)?.[1];
  if (first !== undefined && isEpisode(first)) return true;
  const counted = Array.from(before.matchAll(COUNTED), ([, word]) => word!);
  const counter = counted.find((word) => isEpisode(word) || isCounterName(word));
  return counter !== undefined && isEpisode(counter);
}

function addLength(name: string, field: Field, walk: Walk): true {
  const info = { ...understandName("length"), name, role: "metric" } as const;
  addMetric(field, walk, { info, separated: true, phase: "" });
  return true;
}
