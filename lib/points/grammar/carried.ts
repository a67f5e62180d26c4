/**
 * Finds a metric's name before a counter: `Loss after epoch 3: 0.5`. Doesn't find the counter.
 *
 * @module
 */
import { type NameRole, understandName } from "../words/name.ts";
import { namesSplit } from "../words/splits.ts";
import { spacedWords } from "../scan/split_text.ts";
import { AFTER_WORDS, nameInClause } from "../words/prose.ts";
import { nameStart } from "./field.ts";
import { wholeOnData } from "./on_data.ts";
import { lastWords } from "./phrases/ties.ts";

/** Words between what was measured and the counter, in the languages that people train in, and the articles of the counter. */
const BEFORE_COUNTER = [...AFTER_WORDS, ..."at for on in of @ - over by from bei à na на pro za".split(" ")].join("|"),
  ARTICLES = "the|de|la|el|le|a|o|il|lo|der|dem|den|des";
/** The words before a counter in a sentence: they name the number behind it. */
const CARRIED = new RegExp(
  String.raw`^(.*?[\p{L}@\d)])[\s,]*[\[(]?\s*(?:(?:${BEFORE_COUNTER})\s+)?(?:(?:${ARTICLES})\s+){0,2}(?:end of\s+)?$`,
  "iu",
);

/** What a name is explained by: `Training loss (for one batch)`. */
const REMARK = / \(\p{L}[\p{L} -]*\)$/u;

/** True for the role of a step, an epoch or a batch. */
export function isCounterRole(role: NameRole): boolean {
  return role === "step" || role === "epoch" || role === "batch";
}

/** The metric's name before a counter of that name; empty where the name is no counter's. */
export function carriedName(own: string, before: string): string {
  return isCounterRole(understandName(own).role) ? nameBeforeCounter(before) : "";
}

/** The metric's name at the end of the words before a counter: `Loss after epoch`; empty without one. */
export function nameBeforeCounter(before: string): string {
  const found = CARRIED.exec(before.slice(-80).replace(/(?:this|each)\s+$/i, ""));
  if (!found) return "";
  const own = found[1]!.replace(REMARK, ""), words = own.slice(nameStart(own)).trim();
  const onData = wholeOnData(words);
  if (onData) return onData;
  const name = nameInClause(spacedWords(lastWords(words, 3).replace(/^(?:an?|our)\s+/i, "")));
  return understandName(name).known ? name : ownName(before);
}

/** A name of one to three words, alone on its line before a preposition and a counter: `mean drag at `. */
const OWN =
  /^\s*(?:the )?((?:\p{L}[\w-]+ ){0,2}\p{L}[\w-]+) (?:after|at|in|for|of|on|over|\() ?(?:the )?(?:end of )?$/iu;
/** Words that begin sentences about a counter, not names. */
const OF_SENTENCES = /^(?:start|begin|end|finish|complet|sav|load|resum|restor|stop|result|summar|evaluat|stat)/i,
  OF_SPEECH = /^(?:we|i|it|you|they|this|that|is|are|was|has|have|now|all|no|not|done|here|currently)$/i;

/** A name that no table knows; empty for words of a sentence, a split's and what says nothing. */
function ownName(before: string): string {
  const name = OWN.exec(before)?.[1] ?? "", words = name.split(" ");
  if (name === "" || words.every(namesSplit) || words.some((word) => OF_SENTENCES.test(word) || OF_SPEECH.test(word))) {
    return "";
  }
  const { role, kind } = understandName(name);
  return role === "metric" && kind === "metric" ? name : "";
}
