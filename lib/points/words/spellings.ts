/**
 * Lists of words, written short: `iter(?:ation)?s?` stands for four words. The words are looked up, not searched by one long expression.
 * Knows no word itself.
 *
 * @module
 */

/** Tells whether a name is in a list. */
export interface NameList {
  test(name: string): boolean;
}

/** What is left of a form that is being read. */
interface Reader {
  form: string;
  at: number;
}

/**
 * All words that a form stands for: letters, `x?`, `[xy]`, `(?:one|other)`, and `\` before a mark.
 *
 * @example
 * ```ts
 * import { spellings } from "./spellings.ts";
 * spellings("batch(?:es)?"); // ["batch", "batches"]
 * ```
 */
export function spellings(form: string): string[] {
  return readAlternatives({ form, at: 0 });
}

/** Words up to the end of the form or of the group. */
function readAlternatives(reader: Reader): string[] {
  const all: string[] = [];
  for (;;) {
    all.push(...readSequence(reader));
    if (reader.form[reader.at] !== "|") return all;
    reader.at++;
  }
}

function readSequence(reader: Reader): string[] {
  let words = [""];
  while (reader.at < reader.form.length && !"|)".includes(reader.form[reader.at]!)) {
    const next = readPart(reader);
    words = words.flatMap((word) => next.map((part) => word + part));
  }
  return words;
}

/** One letter, class or group, which may be left out where `?` follows. */
function readPart(reader: Reader): string[] {
  const parts = readAtom(reader);
  if (reader.form[reader.at] !== "?") return parts;
  reader.at++;
  return [...parts, ""];
}

function readAtom(reader: Reader): string[] {
  const { form } = reader, letter = form[reader.at]!;
  if (letter === "[") {
    const end = form.indexOf("]", reader.at), letters = [...form.slice(reader.at + 1, end)];
    reader.at = end + 1;
    return letters;
  }
  if (form.startsWith("(?:", reader.at)) {
    reader.at += 3;
    const words = readAlternatives(reader);
    reader.at++;
    return words;
  }
  reader.at += letter === "\\" ? 2 : 1;
  return [letter === "\\" ? form[reader.at - 1]! : letter];
}

/** Names that are one of the forms, which spaces separate. */
export function wholeNames(...forms: string[]): NameList {
  const names = new Set(namesOf(forms));
  return { test: (name) => names.has(name) };
}

/** Names in ranks, the best first. */
export interface RankedNames {
  /** How many ranks there are. */
  count: number;
  /** Index of the first rank that has a name; -1 when none has it. */
  rankOf(name: string): number;
}

/** Names that are one of the forms, which spaces separate, in ranks: one look finds the rank. */
export function rankedNames(...ranks: (readonly string[])[]): RankedNames {
  const rankByName = new Map<string, number>();
  ranks.forEach((forms, rank) => {
    for (const name of namesOf(forms)) if (!rankByName.has(name)) rankByName.set(name, rank);
  });
  return { count: ranks.length, rankOf: (name) => rankByName.get(name) ?? -1 };
}

const namesOf = (forms: readonly string[]) => forms.flatMap((list) => list.split(/\s+/)).flatMap(spellings);

/** A part of a name, and whether it must stand at the name's start or end. */
interface Part {
  word: string;
  isStart: boolean;
  isEnd: boolean;
}

/** A number for the two letters of a text from an offset: parts are looked up by their first two. */
const pairAt = (text: string, at: number): number => (text.charCodeAt(at) << 7) ^ text.charCodeAt(at + 1);

/** Names with one of the forms in them, of two letters or more. `^` and `$` at a form's ends stand for the ends of the name. */
export function namesWith(...forms: string[]): NameList {
  const parts = new Map<number, Part[]>();
  for (const form of forms.flatMap((list) => list.split(/\s+/))) {
    const isStart = form.startsWith("^"), isEnd = form.endsWith("$");
    for (const word of spellings(form.slice(isStart ? 1 : 0, isEnd ? -1 : undefined))) {
      const pair = pairAt(word, 0);
      parts.set(pair, [...parts.get(pair) ?? [], { word, isStart, isEnd }]);
    }
  }
  return { test: (name) => hasPart(name, parts) };
}

function hasPart(name: string, parts: ReadonlyMap<number, readonly Part[]>): boolean {
  for (let at = 0; at + 1 < name.length; at++) {
    const found = parts.get(pairAt(name, at));
    if (found !== undefined && found.some((part) => standsAt(part, name, at))) return true;
  }
  return false;
}

function standsAt({ word, isStart, isEnd }: Part, name: string, at: number): boolean {
  return (!isStart || at === 0) && (!isEnd || at + word.length === name.length) && name.startsWith(word, at);
}
