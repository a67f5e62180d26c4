/**
 * Keeps the names of the brackets that are open around a number: `train` of `{"train": {"loss": 0.5}}`, `aux` of `aux=Aux(z=0.1)`. Knows no
 * numbers.
 *
 * @module
 */
import { canonicalName } from "../words/name.ts";
import { isUnspaced } from "../scan/characters.ts";
import { endsWithGiven } from "../words/given_words.ts";
import { namesSplit } from "../words/splits.ts";
import { RUN_WORDS } from "../words/tables/run_words.ts";
import { wordsIn } from "../words/tables/table.ts";
import { markPhase, type Walk } from "./walk.ts";

const BRACKET = /[{}[\]()]/g;
/** Characters before a bracket that may name it. */
const HEAD_MAX_CHARS = 140;

/** The name before a brace, with its type or without: `aux: {`, `aux: Aux {`. */
const BEFORE_BRACE = /["']?([\p{L}_][\p{L}\p{M}\w./-]{0,60})["']?\s?:\s?(?:[A-Z]\w{0,60} )?$/u;
/** The same in quotes, of several words: `'macro avg': {`. */
const KEY_BEFORE_BRACE = /["']([\p{L}_][^"'{}[\]:,]{0,60})["']\s?:\s?$/u;
/** The name before a bracket or an object of Python, and the first name inside. */
const BEFORE_BRACKET = /([\p{L}_][\p{L}\p{M}\w]{0,40})$/u,
  BEFORE_OBJECT = /([\p{L}_][\p{L}\p{M}\w]{0,60})=(?:\w{1,40}\.)*[A-Z]\w{0,60}$/u;
const INNER_NAME = /^[\p{L}_][\p{L}\p{M}\w]*=/u;

const CONTAINERS: ReadonlySet<string> = new Set(wordsIn(RUN_WORDS.container));

/** Names around a number that are kept: so many are longer than a name may be. */
const OUTER_MAX = 32;

/** Keeps the names of the brackets that open in the text before a number, and drops those that close. */
export function noteOuter(gap: string, walk: Walk): void {
  for (const { 0: mark, index } of gap.matchAll(BRACKET)) {
    const isOpening = "{[(".includes(mark), named = isOpening ? nameBefore(mark, gap, index) : null;
    if (mark === "(" || mark === ")") {
      if (walk.objects === 0 && named === null) continue;
      walk.objects += isOpening ? 1 : -1;
    }
    if (isOpening) openOuter(named, walk);
    else closeOuter(walk);
  }
}

/** The name of a bracket that opens at an offset; null without one. */
function nameBefore(mark: string, gap: string, at: number): RegExpExecArray | null {
  const head = gap.slice(Math.max(0, at - HEAD_MAX_CHARS), at);
  if (mark === "{") return KEY_BEFORE_BRACE.exec(head) ?? BEFORE_BRACE.exec(head) ?? givenBefore(head);
  const isNamed = INNER_NAME.test(gap.slice(at + 1));
  return isNamed ? (mark === "[" ? BEFORE_BRACKET : BEFORE_OBJECT).exec(head) : null;
}

/** A word before a brace, with a sign or without: `params={`, `params {`. */
const WORD_BEFORE_BRACE = /([\p{L}_][\p{L}\p{M}\w]{0,60})\s?=?\s?$/u;

/** The word for what a program was given, before a brace; null for any other. */
function givenBefore(head: string): RegExpExecArray | null {
  const found = WORD_BEFORE_BRACE.exec(head);
  return found !== null && endsWithGiven(found[1]!.toLowerCase()) ? found : null;
}

/** True for a container's name, of one word or several: `metrics`, `json_stats`. */
function isContainer(name: string): boolean {
  return canonicalName(name).split("_").every((word) => CONTAINERS.has(word));
}

/** In a script without spaces the words before a bracket are more than its name: they add nothing. */
function openOuter(named: RegExpExecArray | null, walk: Walk): void {
  const name = named?.[1] ?? "";
  const isSplit = named !== null && /^\w/.test(named[0]) && namesSplit(name); // `val: {'miou': 0.39}`: a word of the line, no key
  if (isSplit) markPhase(name, walk);
  if (walk.outer.length >= OUTER_MAX) walk.deeper++;
  else walk.outer.push(isSplit || isContainer(name) || isUnspaced(name.charCodeAt(0)) ? "" : name);
}

function closeOuter(walk: Walk): void {
  if (walk.deeper > 0) walk.deeper--;
  else walk.outer.pop();
}
