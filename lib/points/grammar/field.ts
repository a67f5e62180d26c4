/**
 * Finds where the field before a number starts: behind the last token that ends another one. Doesn't know what a name means.
 *
 * @module
 */
import { isUnspaced } from "../scan/characters.ts";
import { readTokens, type Token } from "../scan/tokens.ts";
import { isSpace } from "../scan/split_text.ts";
import { namesSplit, phaseOfWord } from "../words/splits.ts";
import { unitInBrackets } from "../words/units.ts";
import { understandName } from "../words/name.ts";
import { DURATION, SWITCH_VALUE } from "../words/vocabulary.ts";

const BRACKETS_MAX_CHARS = 30;

/** Offset where the name starts: behind the last token that ends a field. */
export function nameStart(head: string): number {
  const end = openingOf(head);
  const tokens = readTokens(head.slice(0, end));
  let at = tokens.length - 1;
  for (; at >= 0; at--) if (endsField(tokens, at, head)) break;
  const around = at < 0 ? -1 : argumentOpening(tokens, at, head);
  if (around >= 0) return nameStart(head.slice(0, around));
  const start = at < 0 ? 0 : skipWordValue(tokens, at, head) ?? tokens[at]!.to;
  const name = head.slice(start);
  return start + Math.max(...SWITCHES.map((each) => each.exec(name)?.[0].length ?? 0));
}

/** Offset of the bracket within a name that closes at a token: `RMSE(E)/atom`; -1 for any other token. */
function argumentOpening(tokens: readonly Token[], at: number, head: string): number {
  const close = tokens[at]!;
  if (head[close.from] !== ")" || !goesOn(head.slice(close.to))) return -1;
  const open = tokens.findLast(({ kind, depth, from }) =>
    kind === "open" && depth === close.depth && from < close.from
  );
  const isGlued = open !== undefined && open.from > 0 && /[\p{L}\d_]/u.test(head[open.from - 1]!);
  return isGlued && close.from - open.from < BRACKETS_MAX_CHARS ? open.from : -1;
}

/** True for the end of a name behind a bracket within it, and for a split behind the bracket: `D(x) val`. */
function goesOn(behind: string): boolean {
  return /^[/_\p{L}]/u.test(behind) || (behind.startsWith(" ") && namesSplit(behind.slice(1)));
}

/** A name and its switch, its duration or its size, which no tie joins, before the next name: `accepted True lowest_f`, `size 3x224x224 loss`. */
const SWITCHES = [`${SWITCH_VALUE}|${DURATION}`, String.raw`\d+(?:x\d+)+`].map((value) =>
  new RegExp(String.raw`^ ?[\w.-]{1,40} (?:${value})(?= +\S)`)
);

/** `@[0.5:0.95]`, and the `[delta=1.3]`, the `[0]`, the `[fox  ]`, the `{conv1}` and the `<aux>` of a name. */
const BRACKETED = [
  /@\[[^\]]{1,24}\]$|(?<=[\p{L}\p{N}_)|.] ?)\[[\p{L}_][\p{L}\w.=^-]{0,24}\]$/u,
  /(?<=[\p{L}\p{N}_)|.])(?:\[\d{1,3}\]|\[ *[\p{L}_][\p{L}\w.^ -]{0,24}\]|\{\w{1,24}\}|<[A-Za-z]\w{0,24}>)$/u,
];

/** Offset where the bracket opens that ends the name: `f1-score (micro avg)`, `D(G(z))`, `f1[macro]`, `mAP@[0.5:0.95]`; the length without one. */
function openingOf(head: string): number {
  const unit = unitInBrackets(head);
  if (unit > 0) return openingOf(head.slice(0, unit).trimEnd());
  const bracket = /[\]}>]$/.test(head) ? BRACKETED[0]!.exec(head) ?? BRACKETED[1]!.exec(head) : null;
  if (bracket) return openingOf(head.slice(0, bracket.index).trimEnd());
  let depth = 0;
  for (let at = head.length; at > 0 && head.length - at < BRACKETS_MAX_CHARS; at--) {
    const code = head.charCodeAt(at - 1);
    if (code === 41) depth++;
    else if (code === 40) depth--;
    if (depth === 0) return code === 40 && at > 1 ? openingOf(head.slice(0, at - 1).trimEnd()) : head.length;
  }
  return head.length;
}

/** True for a token that is no part of the name behind it. A gap before a bracket, or behind a split's word, doesn't end a name: `Val  loss`. */
function endsField(tokens: readonly Token[], at: number, head: string): boolean {
  const { kind, from, to } = tokens[at]!;
  if (kind === "word") return false;
  if (kind === "tie") return !joinsName(tokens, at, head);
  const isGap = kind === "separator" && isSpace(head.charCodeAt(from)), before = tokens[at - 1];
  if (!isGap) return true;
  return head.slice(to).trim() !== "" && head[to] !== "(" &&
    !(before?.kind === "word" && namesSplit(head.slice(before.from, before.to)));
}

/** True for the colon of `grad_norm:p2=1.5`: it stands within a word, behind a metric's name. In scripts without spaces it is any colon. */
function joinsName(tokens: readonly Token[], at: number, head: string): boolean {
  const tie = tokens[at]!, before = tokens[at - 1], behind = tokens[at + 1];
  if (head[tie.from] !== ":" || before?.kind !== "word" || behind?.kind !== "word") return false;
  if (
    isUnspaced(head.charCodeAt(tie.from - 1)) || before.to !== tie.from || behind.from !== tie.to ||
    behind.to !== head.length
  ) return false;
  const word = head.slice(before.from, before.to);
  return understandName(word).known && phaseOfWord(word) === "" && !/^(?:train|info)/i.test(word);
}

/** Words that stand for no value. */
const NO_VALUE = new Set("n/a na none null nil nan - -- --- tbd unknown off on true false yes no ?".split(" "));
/** A value that is no number: `9af3`, `gpu07`, `0x7f3a2c`, `32x4`. */
const NO_NUMBER = /^(?=.*\d)(?=.*[A-Za-z])[\w.+-]+$/;

/** Offset behind the word that is the value of the name before: `hash=9af3 loss=`; null where there is none. */
function skipWordValue(tokens: readonly Token[], at: number, head: string): number | null {
  const tie = tokens[at]!, before = tokens[at - 1], value = tokens[at + 1], next = tokens[at + 2];
  if (tie.kind !== "tie" || value?.kind !== "word" || next === undefined) return null;
  const word = head.slice(value.from, value.to).toLowerCase(), name = nameOf(before, head);
  const isGlued = name !== "" && head[tie.from] === "=" && value.from === tie.to;
  return isGlued || NO_VALUE.has(word) || (NO_NUMBER.test(word) && isValueOf(word, name)) ? value.to : null;
}

/** The name before a tie; empty behind a frame, a number or a bracket: `=====Main loss`, `[3]: F1 score`. */
function nameOf(before: Token | undefined, head: string): string {
  if (before === undefined || before.kind === "tie" || before.kind === "close") return "";
  const name = head.slice(before.from, before.to);
  return /[\p{L}\d]/u.test(name) ? name : "";
}

/** True for a word with digits that is the value of a name: `node: gpu07 loss`, not `Validation: F1 score`. Without a name only a code is: `9af3`. */
function isValueOf(word: string, name: string): boolean {
  if (name === "") return /^\d/.test(word);
  return !namesSplit(name) && !understandName(word).known && !understandName(name).known;
}
