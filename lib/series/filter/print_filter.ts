/**
 * Writes a filter as text that reads as the same filter.
 *
 * @module
 */
import type { Filter, FilterCompare } from "./filter_model.ts";
import { isPlainValue, isPlainWord, quoteText } from "./filter_tokens.ts";

/**
 * A filter as text, quoted where it must be.
 *
 * @example
 * ```ts
 * import { printFilter } from "./print_filter.ts";
 * printFilter({ kind: "not", part: { kind: "words", text: "warm up" } }); // '-"warm up"'
 * ```
 */
export function printFilter(filter: Filter): string {
  switch (filter.kind) {
    case "all":
      return filter.parts.map((part) => printPart(part, part.kind === "any")).join(" ");
    case "any":
      return filter.parts.map((part) => printPart(part, false)).join(" OR ");
    case "not":
      return `-${printPart(filter.part, filter.part.kind === "all" || filter.part.kind === "any")}`;
    case "words":
      return printWord(filter.text);
    default:
      return printCompare(filter);
  }
}

const printPart = (part: Filter, inBrackets: boolean): string =>
  inBrackets ? `(${printFilter(part)})` : printFilter(part);

const printWord = (word: string): string => isPlainWord(word) ? word : quoteText(word);

function printCompare({ name, stat, op, value }: FilterCompare): string {
  const column = stat === null ? printWord(name) : `${stat}(${printWord(name)})`;
  return `${column}${op}${isPlainValue(value) ? value : quoteText(value)}`;
}
