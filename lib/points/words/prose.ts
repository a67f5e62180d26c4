/**
 * Words before a number of a sentence: they are no name.
 *
 * @module
 */
const WORDS: ReadonlySet<string> = new Set(
  ("from than to by of for in over after before with and or at the a an on every first last next another top about around within per until till into under above below least most only since be has have had that this these it we will you if as so no not between contain contains using used found loaded loading saved saving took_in step_in total_of")
    .split(" "),
);

/** True for text that ends with such a word: `finished after`. */
export function endsSentence(text: string): boolean {
  return WORDS.has(text.slice(text.lastIndexOf(" ") + 1).toLowerCase());
}
