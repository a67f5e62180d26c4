/**
 * What tells a sentence from a line of names and values: words that name nothing before a number, and long sentences.
 *
 * @module
 */
import { spacedWords } from "../scan/split_text.ts";
import { SENTENCE_WORDS } from "./tables/sentence_words.ts";
import { SMALL_WORDS } from "./tables/small_words.ts";
import { wordsBeyondEnglish, wordsIn } from "./tables/table.ts";

const { joint, happened, result, which } = SENTENCE_WORDS;
const WORDS: ReadonlySet<string> = new Set(wordsIn(joint));

const PROSE_WORDS_MIN = 14;

/** True for a long sentence without a mark between names and values: it tells of training and is no part of it. */
export function isProse(text: string): boolean {
  return !/[=:|\t{]/.test(text) &&
    spacedWords(text).filter((word) => /^\p{L}[\p{L}'-]*[,.]?$/u.test(word)).length >= PROSE_WORDS_MIN;
}

/** True for text that ends with such a word: `finished after`. */
export function endsSentence(text: string): boolean {
  return WORDS.has(text.slice(text.lastIndexOf(" ") + 1).toLowerCase());
}

const { and, article, is } = SMALL_WORDS;
const ARTICLES: ReadonlySet<string> = new Set(wordsIn(article, and)),
  VERBS: ReadonlySet<string> = new Set(wordsBeyondEnglish(is));
/** An article that is joined to its noun: `l'erreur`. */
const ELIDED = /^[ld]['’](?=\p{L})/iu;

/** The name behind the last verb of a clause and behind articles: `Verlust` of `Schritten beträgt der Verlust`. */
export function nameInClause(words: readonly string[]): string {
  let behind = Math.max(0, words.length - 1);
  while (behind > 0 && !VERBS.has(words[behind - 1]!)) behind--;
  let from = behind;
  while (from < words.length && ARTICLES.has(words[from]!.toLowerCase())) from++;
  return words.slice(from < words.length ? from : behind).join(" ").replace(ELIDED, "");
}

const QUALIFIERS: ReadonlySet<string> = new Set(wordsIn(which));

/** Words that hyphens or underscores join, also `1-shot`, how many of the best count, or a letter and a number (`Q1 loss`): no sentence ends with them. */
const COMPOUND = /^(?:\p{L}+|\d{1,3})(?:[-_]\p{L}+)+$|^[Tt]op-\d{1,3}$|^\p{L}{1,2}\d{1,2}$/u;

/** What happened, before the metric that it ended with: `finished loss 0.5`. */
const EVENTS: ReadonlySet<string> = new Set(wordsIn(happened, result));

/** One of several things, by its number: `client_1 loss`, `fold2 acc`. */
const NUMBERED = /^\p{L}[\p{L}_-]{1,20}\d{1,3}$/u;

/** True for a word directly before a metric's that may say which one it is: `energy loss`. Not for what happened. */
export function mayQualify(word: string): boolean {
  const lower = word.toLowerCase();
  return NUMBERED.test(word) ||
    /^(?:\p{L}{4,20}|[\u3040-\u9fff\uac00-\ud7a3]{1,8})$/u.test(word) && !/(?:ed|ly)$/.test(lower) &&
      !EVENTS.has(lower) && !WORDS.has(lower);
}

/** True for a word that may be what was measured on data: `drag on test`. Not for what happened: `finished on test`. */
export function mayBeNoun(word: string): boolean {
  const lower = word.toLowerCase();
  return !/(?:ed|ly|ing)$|^[([]|^[^([]*[)\]]$/.test(lower) && !EVENTS.has(lower) && !WORDS.has(lower);
}

/** True for a word in lower case that is part of the name behind it: `average loss`, `dev-clean wer`. Short words are abbreviations of such. */
export function qualifies(word: string): boolean {
  return COMPOUND.test(word) || word.split("/").every((part) => QUALIFIERS.has(part) || /^[a-z]{1,3}$/.test(part));
}
