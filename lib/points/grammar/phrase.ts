/**
 * Reads the text before a number: the number's name, the mark between the two, and the data it was measured on. Sees that text alone, and
 * remembers what it read, because a log repeats few phrases many times.
 *
 * @module
 */
import { makeRecent } from "../recent.ts";
import { makePhraseDraft, type Phrase, type PhraseDraft } from "./phrases/draft.ts";
import { PHRASE_RULES } from "./phrases/table.ts";

const PHRASES_KEPT = 4096, PHRASE_KEPT_MAX_CHARS = 200;
const kept = makeRecent<string, Phrase>(PHRASES_KEPT);

/** Reads the text before a number. Texts that come again share one record: don't change it. */
export function readPhrase(text: string): Phrase {
  const known = kept.get(text);
  if (known) return known;
  const phrase = parsePhrase(text);
  if (text.length > PHRASE_KEPT_MAX_CHARS) return phrase;
  kept.set(text, phrase);
  return phrase;
}

/** Forgets all texts: the rules have changed. */
export function forgetPhrases(): void {
  kept.clear();
}

function parsePhrase(text: string): Phrase {
  const draft = makePhraseDraft(text);
  for (const rule of PHRASE_RULES) if (rule.read(draft)) break;
  const { separated, opened, phase, holds, counts, carried } = draft;
  return { key: wholeKey(draft), separated, opened, phase, holds, counts, carried };
}

/** The name with the end that was set aside: on which data it was measured, of how many values it is. */
function wholeKey({ key, end }: PhraseDraft): string {
  return key === "" ? key : key + end;
}
