/**
 * The only value of a line behind a word and a number, which say what it is of: `Class 3: 0.91`, `  Digit 7: 98.2% (491/500)`. Does nothing
 * where the line counts or names a value.
 *
 * @module
 */
import { DECIMAL, INTEGER } from "../../scan/number_form.ts";
import { slotFrom, type Source } from "../../scan/source.ts";
import { isNumberWord } from "../../words/idle.ts";
import { isCounterRole, type NameInfo, understandName } from "../../words/name.ts";
import { hasCounter } from "../statement.ts";
import { addMetric, type Walk } from "../walk.ts";
import { part } from "./counters.ts";

/** The words before the number, and what ties the value to it. */
const WORDS = /^\s*[-*•·>└├─|]{0,4}\s*(\p{L}[\p{L}\p{M}]{1,20}(?: \p{L}[\p{L}\p{M}]{1,20})?)[ _#]{1,2}$/u;
const TIE = /^\s{0,9}(?:[:=]|->|→)\s*$/;
/** What may stand behind the value: its unit, and a note in brackets. */
const REST = /^\s?%?\s*(?:[([][^()[\]]{0,60}[)\]])?\s*$/;

/** Names the value by the words and the number before it. */
export function readPartValue(walk: Walk): void {
  const { source, statement } = walk, first = slotFrom(source, source.from);
  if (statement.bar || hasCounter(statement) || statement.facts.pairs.length + statement.asideSlots.length > 0) return;
  const unit = unitOfOnlyValue(source, first + 1);
  if (unit === null || source.shape.form[first] !== INTEGER) return;
  const info = nameOf(WORDS.exec(source.text.slice(source.from, source.shape.start[first]))?.[1] ?? "");
  if (info === null) return;
  walk.part = { slot: first, word: info.name };
  walk.leading.length = 0;
  statement.rules[first] = part.name;
  addMetric({ slot: first + 1, total: -1, unit }, walk, { info, separated: true, phase: "" });
}

/** The unit of the value that is tied to the number before it, with only a note behind it; null where it is no such value. */
function unitOfOnlyValue({ text, shape, to }: Source, slot: number): string | null {
  if (slot >= shape.count || shape.end[slot]! > to) return null;
  if (!TIE.test(text.slice(shape.end[slot - 1], shape.start[slot]))) return null;
  const rest = text.slice(shape.end[slot], to), unit = rest.startsWith("%") ? "%" : "";
  return REST.test(rest) && (unit !== "" || shape.form[slot] === DECIMAL) ? unit : null;
}

/** What the words name, as a part; null for words that count something, and for a metric's. */
function nameOf(words: string): NameInfo | null {
  const info = understandName(words);
  if (words === "" || info.known || info.kind !== "metric" || isCounterRole(info.role) || isNumberWord(words)) {
    return null;
  }
  return { ...info, role: "metric" };
}
