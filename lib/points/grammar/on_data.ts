/**
 * Finds names that say on which data a number was measured. Doesn't read the number.
 *
 * @module
 */
import { understandName } from "../words/name.ts";

/** The end of `Accuracy on the test set`: the data are part of the name. */
const ON_DATA =
  /(?:^|\s)((\p{L}+) (?:on|over) (?:the )?([\p{L}-]+) (?:sets?|data|dataset|split|samples|images|examples))$/u;

/** The whole name that says on which data it was measured; empty for any other text. */
export function wholeOnData(words: string): string {
  const found = ON_DATA.exec(words);
  return found && understandName(found[2]!).known ? found[1]! : "";
}
