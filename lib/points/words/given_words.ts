/**
 * Words for what a program was given, not for what it measured: `Best parameters`, `config = {`, `Namespace(`. Doesn't read settings:
 * `grammar/settings/` does.
 *
 * @module
 */

/** Such a word, short or long, for one or several. Part of an expression without case. */
export const GIVEN: string = "(?:h\\w*-?)?(?:param(?:eter)?|(?:kw)?arg(?:ument)?|config(?:uration)?|setting|option)s?";

const AT_END = new RegExp(`(?:^|[ _-])${GIVEN}$`);

/** True for a title, in lower case, of what was given: `best parameters`. */
export function endsWithGiven(title: string): boolean {
  return AT_END.test(title);
}

const MADE = /^\w*(?:Namespace|Config(?:uration)?|Arg(?:ument)?s|Parameters|HParams|Options)\s?\(/;

/** True for a text that begins with an object of what was given, as it prints itself: `Namespace(lr=0.1)`. */
export function beginsWithGiven(text: string): boolean {
  return MADE.test(text);
}
