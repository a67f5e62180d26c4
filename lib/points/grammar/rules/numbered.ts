/**
 * Numbers at the end of a metric's name: `Recall at 10: 0.5`, `Hit Rate @ 10: 0.5`, `BLEU 4 = 0.3`, `IoU > 0.5: 0.8`, `acc (class 1): 0.9`,
 * `loss_3 = 0.5`. On a line without a counter the number may be one: what it does over some lines shows that (`curves/lead_proofs.ts`).
 *
 * @module
 */
import { BROKEN, DECIMAL, INTEGER, RANGE } from "../../scan/number_form.ts";
import { canonicalName, isCounterName, isCounterRole, type NameInfo, understandName } from "../../words/name.ts";
import { endsSentence } from "../../words/prose.ts";
import type { Source } from "../../scan/source.ts";
import { SMALL_WORDS } from "../../words/tables/small_words.ts";
import { wordsIn } from "../../words/tables/table.ts";
import { namesSplit } from "../../words/splits.ts";
import type { Lead } from "../lead_kinds.ts";
import { spacedWords } from "../../scan/split_text.ts";
import { nameStart } from "../field.ts";
import { partAtEnd } from "../../words/parts.ts";
import { hasCounter } from "../statement.ts";
import { unitBehind } from "../fields.ts";
import { addMetric, type Walk } from "../walk.ts";
import type { Rule } from "./rule.ts";

/** What stands between a name and its number: a sign, a word, a bracket with or without a word. */
const LINK = /(?<=[\p{L}\d%)\]])(?: ?(@|[<>≤≥]=?|[#+*×]) ?| (at|#) ?| ?[([](?:(\p{L}[\p{L}_]{1,15})[ =#]{1,2})?| )$/u;
const GAP_MAX_CHARS = 60, WORDS_MAX = 4;
/** What ties the value to such a name: behind a bracket that closes, and a letter or two of a unit. */
const TIE =
  /^([a-z]{0,3})([)\]]?)(?:\s{0,2}(?:[:=]|->|=>|→|is(?= )|-(?= ))\s{0,9}(?:[a-z.]{0,9}[tT]ensor\()?|(\s{1,9}))$/;

/** A name before its number, and how it is spelled with it. */
interface Numbered {
  info: NameInfo;
  /** What stands before the number in the whole name. */
  word: string;
  /** True where a sign or a word ties the number to the name. */
  isTied: boolean;
  /** True where the metric's own name stands before the line's counter. */
  isCarried: boolean;
  /** True where only a name has such a link: a sign of comparison, a bracket. */
  isSure: boolean;
}

/** The rule. */
export const numberedName: Rule = {
  name: "the number at the end of a metric's name",
  of: "any",
  lines: [
    ["Epoch 3: Recall at 10: 0.5, Recall at 20: 0.6", "recall_at_10=0.5@3 recall_at_20=0.6@3"],
    ["Epoch 3 | Hit Rate @ 10 = 0.5\nEpoch 4 | Hit Rate @ 10 = 0.6", "hit_rate@10=0.5@3 hit_rate@10=0.6@4"],
    ["step 3 loss #1: 0.5 acc (class 2): 0.9 IoU > 0.5: 0.7", "loss_1=0.5@3 acc_class_2=0.9@3 iou_0.5=0.7@3"],
    ["Epoch 3 | MAE 6h: 0.5", "mae_6h=0.5@3"],
    [
      "Epoch 3\nBLEU 1: 0.5\nBLEU 4: 0.3\nEpoch 4\nBLEU 1: 0.6\nBLEU 4: 0.4",
      "bleu_1=0.5@3 bleu_4=0.3@3 bleu_1=0.6@4 bleu_4=0.4@4",
    ],
    [
      "Epoch 3: error on noise 0.6 is 0.5\nEpoch 4: error on noise 0.6 is 0.4",
      "error_on_noise_0.6=0.5@3 error_on_noise_0.6=0.4@4",
    ],
    ["reward [3] 0.5\nreward [4] 0.4\nreward [5] 0.3", "reward=0.5@3 reward=0.4@4 reward=0.3@5"],
    ["drag loss at step 3, fold 2: 0.5", "fold_2_drag_loss=0.5@3"],
    ["loss at 100: 0.5\nloss at 200: 0.4\nloss at 300: 0.3", "loss=0.5@100 loss=0.4@200 loss=0.3@300"],
  ],
  bind(field, walk) {
    const { slot, form, total, gap, phrase: { separated, phase } } = field,
      { source, statement: { facts: { pairs } } } = walk;
    if (separated || total >= 0 || (form !== INTEGER && form !== DECIMAL)) return false;
    const tie = tieBehind(slot, source), isSigned = source.text[source.shape.start[slot]!] === "+";
    const own = tie && namedBefore(isSigned ? `${gap}+` : gap, tie.isClosed);
    if (!own || !mayHold(own, tie, { isWhole: form === INTEGER, isPlaced: isPlaced(walk) })) return false;
    const next = slot + 1, count = pairs.length, unit = unitBehind(next, source), named = behindCarried(own, walk);
    addMetric({ slot: next, total: -1, unit }, walk, { info: named.info, separated: true, phase });
    if (pairs.length === count) return false; // the hours of `1h 35m`
    field.last = next;
    nameByNumber(named, { slot, unit: tie.unit, mayCount: form === INTEGER && tie.unit === "" }, walk);
    return true;
  },
};

/** One of several things behind a counter whose metric's name stands before it: `loss at step 3, fold 2: 0.5` is of that metric. */
function behindCarried(named: Numbered, walk: Walk): Numbered {
  const own = understandName(walk.carried);
  if (walk.carried === "" || named.info.known || !own.known) return named;
  return { ...named, info: own, isCarried: true };
}

/** What stands between such a number and its value. */
interface Tied {
  /** Letters that are glued to the number. */
  unit: string;
  isClosed: boolean;
  /** True for a space alone, and for a dash. */
  isSpaced: boolean;
  isDashed: boolean;
  /** True for a value with a point. */
  isDecimal: boolean;
}

const TIE_MAX_CHARS = 20;

/** What ties the next number to one; null where nothing does. */
function tieBehind(slot: number, { text, to, shape: { count, start, end, form } }: Source): Tied | null {
  const next = slot + 1;
  if (next >= count || end[next]! > to || form[next] === BROKEN || form[next] === RANGE) return null;
  if (start[next]! - end[slot]! > TIE_MAX_CHARS) return null;
  const found = TIE.exec(text.slice(end[slot], start[next]));
  if (!found) return null;
  const [all, unit = "", closed, spaces] = found;
  return {
    unit,
    isClosed: closed !== "",
    isSpaced: spaces !== undefined,
    isDashed: all.includes("- "),
    isDecimal: form[next] === DECIMAL,
  };
}

/**
 * True for a number that may be part of a name: one without a sign or a bracket before it needs a counter on the line or a known metric, a
 * decimal a known metric, and a value behind a space alone both.
 */
function mayHold(
  { isTied, isSure, info: { known } }: Numbered,
  { isSpaced, isDashed, isDecimal }: Tied,
  { isWhole, isPlaced }: { isWhole: boolean; isPlaced: boolean },
): boolean {
  if (isWhole ? isSpaced && !isDecimal : isDashed || !isDecimal) return false;
  if (isTied || isSure || (known && !isSpaced)) return true;
  return isWhole && isPlaced && (known || !isSpaced);
}

/** True for a line with a counter, or a number that may be one, before its values. */
function isPlaced({ statement, leading }: Walk): boolean {
  return hasCounter(statement) || leading.length > 0;
}

/** Makes the number part of the newest pair's name. Alone on a line without a counter it may be the line's lead. */
function nameByNumber(
  { word, info, isSure, isCarried }: Numbered,
  { slot, unit, mayCount }: { slot: number; unit: string; mayCount: boolean },
  walk: Walk,
): void {
  const { statement } = walk, { facts: { pairs }, parts } = statement, at = pairs.length - 1, pair = pairs[at]!;
  if (isCarried) walk.carried = "";
  parts[at] = { part: { slot, word, unit }, info: isCarried ? pair.info : { ...pair.info, name: word } };
  pair.mustRecur = !info.known;
  if (isPlaced(walk) || isSure || !mayCount) return;
  if (at === 0) statement.lead = { slot, name: pair.info.name, pair: -1, kind: "name", inner: null };
  else if (statement.lead?.name === pair.info.name) statement.lead = null; // `Recall at 10: 0.5, Recall at 20: 0.6`
}

/** A name and the number that ends its last word. */
const GLUED = /^(\p{L}[\p{L}\p{M}\d_ -]*?[\p{L}\p{M}])[_-]?(\d{1,6})$/u;

/** The lead of a line whose only value has a known metric's name that ends with a number: `loss_3 = 0.5`; null for any other line. */
export function gluedLead({ source: { shape }, statement }: Walk): Lead | null {
  const { facts: { pairs: [pair] }, pairSlots, bar } = statement;
  if (pairSlots.length !== 1 || shape.count !== 1 || bar !== null || hasCounter(statement)) return null;
  const [, name = "", digits] = GLUED.exec(pair!.info.name) ?? [];
  if (!understandName(name).known || namesSplit(name)) return null;
  return { slot: -1, fixed: Number(digits), name, pair: -1, kind: "glued", inner: null };
}

/** The name before a number; null where the words name nothing, or what counts. */
function namedBefore(text: string, isClosed: boolean): Numbered | null {
  const before = text.slice(-GAP_MAX_CHARS), link = LINK.exec(before);
  if (!link || /[([]/.test(link[0]) !== isClosed) return null;
  const [, sign = "", at = "", inner = ""] = link, head = before.slice(0, link.index);
  const name = head.slice(nameStart(head)).trim(), info = understandName(name);
  if (!isName(name) || info.kind !== "metric" || isCounterRole(info.role) || counts(inner)) return null;
  const tie = sign + at, word = canonicalName(`${name} ${at}${inner}`) + (sign === "@" ? "@" : "");
  const mayCount = /^(?:@|at|)$/.test(tie) && inner === "" && !(isClosed && /^ [^[]/.test(link[0]));
  return {
    info: { ...info, role: "metric" },
    word,
    isTied: tie !== "" || isClosed,
    isSure: !mayCount,
    isCarried: false,
  };
}

/** True for a few words that end neither a sentence nor a counter's name. A known metric may be measured on something: `error on noise`. */
function isName(text: string): boolean {
  const words = spacedWords(text), last = words.at(-1) ?? "", at = words.findIndex((word) => endsSentence(word));
  if (last === "" || words.length > WORDS_MAX || counts(last)) return false;
  return at < 0 ||
    (at === words.length - 2 && ON.has(words[at]!) && understandName(words.slice(0, at).join(" ")).known);
}

/** Words between a metric and what it is measured on. */
const ON: ReadonlySet<string> = new Set(wordsIn(SMALL_WORDS.at, SMALL_WORDS.with));

function counts(word: string): boolean {
  return word !== "" && (isCounterName(word) || partAtEnd(word) !== "");
}
