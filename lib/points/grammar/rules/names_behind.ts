/**
 * Values before their names, each by itself: `0.61 avg loss`, `0.83 = Validation score`, `-2.5 per-word bound, 5.7 perplexity`. Where all values of
 * a line stand before their names `before_names.ts` reads them.
 *
 * @module
 */
import { understandName } from "../../words/name.ts";
import { DECIMAL } from "../../scan/number_form.ts";
import { beginsWithTime, unitLength } from "../../words/units.ts";
import { addMetric, textBehind, type Walk } from "../walk.ts";
import type { Rule } from "./rule.ts";

const LEADS = " avg average mean total train test val".split(" ");
const NOUNS = ["loss", "accuracy", "acc", "reward", "error", "ppl", "perplexity", "lr", "learning rate"];
/** Names that may stand behind their value, with what may stand before their noun. */
const NAMES: ReadonlySet<string> = new Set(
  LEADS.flatMap((lead) => ["", " ", "_"].flatMap((mark) => NOUNS.map((noun) => lead + mark + noun))),
);

const WORDS_BEHIND = String.raw`^ ([ _]?(?:[a-z]+|(?:[a-z]\.){2,4})(?:[ _][a-z]+){0,2})`;
/** A value before its name: `0.612 avg loss,`. */
const NAME_BEHIND = new RegExp(String.raw`${WORDS_BEHIND}(?=\s*(?:[,;|)]|$))`, "i");
/** A name behind the value, and the line's counter behind that: `0.5 loss @ iter 100`. */
const NAME_BEFORE_COUNTER = new RegExp(
  String.raw`${WORDS_BEHIND}(?= (?:@|at|after) (?:[A-Za-z]{2,12} )?#?\d)`,
  "i",
);

/** Letters with points before a name's noun: `C.E. Loss`. */
const INITIALS = /^(?:[a-z]\.){2,4} /;

/** The words that an expression finds behind a value, where they are a name. */
function nameIn(pattern: RegExp, behind: string): RegExpExecArray | null {
  const found = pattern.exec(behind);
  return found && NAMES.has(found[1]!.toLowerCase().replace(INITIALS, "")) ? found : null;
}

/** A name and the next value behind a value: `10.50 loss, 0.0001 LR, 8.83 GB used`. */
const GOES_ON_BEHIND = /^ [A-Za-z]+, [-+.\d]/;
/** `0.83 = Validation score (accuracy)`. */
const EQUAL_BEHIND = /^\s*= ([A-Za-z][\w ]{2,40}?)\s*(?:\(|$)/;
/** A name that fills the rest of a cell between pipes: `| 0.02 nll |`. */
const CELL_BEHIND = /^ (\p{L}(?:[\p{L}\d_./-]| (?!\d)){0,24}?)\s*(?=\||$)/u;

/** The metric that every program knows in the rest of a cell. */
function knownInCell(gap: string, behind: string): RegExpExecArray | null {
  const cell = /\|\s*$/.test(gap) ? CELL_BEHIND.exec(behind) : null;
  return cell && understandName(cell[1]!).known ? cell : null;
}

/** A name of a list behind its value. */
const LISTED = String.raw`\p{L}[\p{L}_-]*(?: \p{L}[\p{L}_-]*){0,2}?`;
const LISTED_BEHIND = new RegExp(
  String.raw`^ (${LISTED})(?=, [-+]?\.?\d| (?:based|measured|estimated|averaged) |\.?\s*$)`,
  "u",
);

/** The next value of the list, and its name. */
const LISTED_NEXT = new RegExp(
  String.raw`^, [-+.\de]+ (${LISTED})(?=,| (?:based|measured|estimated|averaged) |\.?\s*$)`,
  "u",
);

const LISTED_MAX_CHARS = 80;

/** `-2.5 per-word bound, 5.7 perplexity estimate`. */
export const namesBehind: Rule = {
  name: "a value of a list, each before its name",
  of: "unnamed",
  lines: [[
    "step 3\n-2.521 per-word bound, 5.7 perplexity estimate based on 100 documents",
    "per-word_bound=-2.521@3 perplexity_estimate=5.7@3",
  ]],
  bind(field, walk) {
    const { source: { text, shape }, statement: { rules } } = walk, { slot, form, gap } = field;
    if (form !== DECIMAL || !/^\s*,?\s*$/.test(gap)) return false;
    const behind = text.slice(shape.end[slot], shape.end[slot]! + LISTED_MAX_CHARS);
    const found = LISTED_BEHIND.exec(behind);
    if (!found || unitLength(behind) > 0) return false;
    const info = understandName(found[1]!);
    const next = LISTED_NEXT.exec(behind.slice(found[0].length))?.[1] ?? "";
    const isListed = rules[slot - 1] === namesBehind.name || (info.known ? next !== "" : understandName(next).known);
    if (!isListed || info.role !== "metric" || info.kind !== "metric") return false;
    field.behind = found[0].length;
    addMetric(field, walk, { info, separated: true, phase: "" });
    return true;
  },
};

/** True before the first value of a line that counts nothing so far. */
function isFirstOnLine({ statement: { facts, slots }, leading }: Walk): boolean {
  return facts.pairs.length + leading.length === 0 && slots.epoch < 0 && slots.step < 0;
}

/** `0.61 avg loss`, `0.83 = Validation score`. */
export const nameBehind: Rule = {
  name: "a value before its name",
  of: "unnamed",
  lines: [
    ["step 3: 10.50 loss, 0.0001 LR, 8.83 GB used", "loss=10.5@3 learning_rate=0.0001@3"],
    ["step 3 | 0.02 nll | 1.02 ppl | 300.2 ex/s", "nll=0.02@3 ppl=1.02@3 ex/s=300.2@3!"],
    ["step 3: 0.5 C.E. Loss, 75% Accuracy", "c.e_loss=0.5@3 accuracy=75@3"],
    ["0.5 loss @ iter 20\n0.4 loss @ iter 40", "loss=0.5@20 loss=0.4@40"],
  ],
  bind(field, walk) {
    const behind = textBehind(field, walk);
    const isFirst = isFirstOnLine(walk);
    const name = (field.gap.trim() === "" ? EQUAL_BEHIND.exec(behind) ?? nameIn(NAME_BEFORE_COUNTER, behind) : null) ??
      ((!isFirst || GOES_ON_BEHIND.test(behind)) && /^(?:.*, |\s*[,|:;]?\s*)$/.test(field.gap)
        ? nameIn(NAME_BEHIND, behind)
        : null) ??
      knownInCell(field.gap, behind);
    if (!name) return false;
    const info = understandName(name[1]!);
    if (info.kind !== "throughput" && (!info.known || beginsWithTime(field.unit))) return false; // `0.1ms loss` says how long it took
    field.behind = name[0].length;
    addMetric(field, walk, { info, separated: true, phase: "" });
    return true;
  },
};
