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
import { addMetric, textBehind, type Walk } from "../walk.ts";
import { partAlone, partAtEnd } from "../../words/parts.ts";
import { namesSplit } from "../../words/splits.ts";
import type { Rule } from "./rule.ts";

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

/** Words before a part that is over: `after task 3: mean accuracy of all = 0.5` is no value of task 3. */
const PASSED = /(?:^|\s)(?:after|before|until|through) \p{L}+ #?$/iu;

/** Words before that for a part: glued to it by the marks of a name, or behind other words. */
const GLUED = /^(\p{L}+)[_-]\p{L}{3,}/u, SPACED = /^(\p{L}+) \p{L}{3,}/u;

/**
 * True for the end of a name that has a number of its own: `best_arm=2`, and behind a value `best arm: 2`. A split's word before that for a part
 * is none of it, nor what says that the number stands for the part: `client_id`.
 */
function endsName(key: string, { statement: { facts: { pairs } } }: Walk): boolean {
  const [, first] = GLUED.exec(key) ?? (pairs.length > 0 ? SPACED.exec(key) : null) ?? [];
  return first !== undefined && !namesSplit(first) && partAtEnd(first) === "";
}

/** `Client 3: loss 0.5`, `Region 82 Avg IOU: 0.4`. */
export const part: Rule = {
  name: "the number of a part, whose values are curves of their own",
  of: "named",
  lines: [
    ["Round 1\nClient 1: loss 0.5\nClient 2: loss 0.6", "client_1_loss=0.5@1 client_2_loss=0.6@1"],
    ["step 3 agent 0 reward 4.5 agent 1 reward 5.5", "agent_0_reward=4.5@3 agent_1_reward=5.5@3"],
    ["step 3\nClass 0 (road): IoU 0.5\nClass 1 (car): IoU 0.6", "class_0_iou=0.5@3 class_1_iou=0.6@3"],
  ],
  bind({ slot, form, unit, total, gap, phrase: { key, separated, opened } }, walk) {
    if (separated && endsName(key, walk)) return false;
    const word = form === INTEGER && unit === "" && total < 0 && !/[[({]/.test(opened)
      ? partAtEnd(key) || partAlone(key)
      : "";
    if (PASSED.test(gap)) return false;
    if (word === "" || !/^[\s#:,|\])-]/.test(textBehind({ slot, unit, total }, walk))) return false;
    walk.part = { slot, word };
    return true;
  },
};
