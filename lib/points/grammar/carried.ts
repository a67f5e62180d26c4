/**
 * Finds a metric's name before a counter: `Loss after epoch 3: 0.5`. Doesn't find the counter.
 *
 * @module
 */
import { isCounterName, understandName } from "../words/name.ts";
import { namesSplit } from "../words/splits.ts";
import { spacedWords } from "../scan/split_text.ts";
import { nameInClause } from "../words/prose.ts";
import { SMALL_WORDS } from "../words/tables/small_words.ts";
import { wordsIn } from "../words/tables/table.ts";
import { nameStart } from "./field.ts";
import { wholeOnData } from "./on_data.ts";
import { lastWords } from "./phrases/ties.ts";

const { after, article, at, of } = SMALL_WORDS;
/** What stands between a name and a counter, and before the counter: articles, and `de` of `después de la`. */
const BEFORE_COUNTER: ReadonlySet<string> = new Set([...wordsIn(after, at), "@", "-"]),
  ARTICLES: ReadonlySet<string> = new Set(wordsIn(article, of));
/** The last word of a text, behind a space or a bracket, and what may stand before it. */
const LAST = /(?:^|[\s[(])([^\s[(]+)\s*$/u, JOINT = /[\s,]*[[(]?\s*$/;

/** What a name is explained by: `Training loss (for one batch)`. */
const REMARK = / \(\p{L}[\p{L} -]*\)$/u;

/** The metric's name before a counter of that name; empty where the name is no counter's. */
export function carriedName(own: string, before: string): string {
  return isCounterName(own) ? nameBeforeCounter(before) : "";
}

/** The text before the preposition and the articles of a counter, which end it; empty where no word stands there. */
function headOf(before: string): string {
  let head = before.replace(/\s+end of\s+$/i, " ");
  for (let count = 0; count < 2; count++) head = withoutLast(head, ARTICLES);
  head = withoutLast(head, BEFORE_COUNTER).replace(JOINT, "");
  return /[\p{L}@\d)]$/u.test(head) ? head : "";
}

/** A text without its last word, where that is one of some; whole for any other. */
function withoutLast(text: string, words: ReadonlySet<string>): string {
  const last = /\s$/.test(text) ? LAST.exec(text)?.[1] : undefined;
  return last !== undefined && words.has(last.toLowerCase()) ? text.slice(0, text.lastIndexOf(last)) : text;
}

/** The metric's name at the end of the words before a counter: `Loss after epoch`; empty without one. */
export function nameBeforeCounter(before: string): string {
  const own = headOf(before.slice(-80).replace(/(?:this|each)\s+$/i, "")).replace(REMARK, "");
  if (own === "") return "";
  const words = own.slice(nameStart(own)).trim();
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
