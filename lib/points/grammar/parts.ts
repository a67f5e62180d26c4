/**
 * Names the values of several things that a program trains side by side: `loss` behind `Client 3` is `client_3_loss`. The name changes with
 * the number, which is no part of a line's shape. Doesn't know which words name such things.
 *
 * @module
 */
import { isUnspaced } from "../scan/characters.ts";
import type { Shape } from "../scan/shape.ts";
import { canonicalName, type NameInfo } from "../words/name.ts";

/** A number that says which of several things a value belongs to: the 3 of `Client 3`. */
export interface Part {
  /** Index of the number. */
  slot: number;
  /** `client`. */
  word: string;
  /** What is glued to the number: `h` of `MAE 1h`. Left out for nothing. */
  unit?: string;
  /** True where the word, the number and what is glued to it are the whole name: `últimos 100 episodios`. */
  isWhole?: boolean;
}

/** The part that a value belongs to, and the value's name without it. */
export interface InPart {
  part: Part;
  info: NameInfo;
}

/** Parts beyond this number are samples, and share one curve. */
const PARTS_MAX = 999;
/** Amounts within a whole name up to this one are part of it. */
const WHOLE_MAX = 99_999;
const NAMES_KEPT = 4096;
const kept = new Map<string, NameInfo>();

/** Names the pairs of parts by the numbers of a line. */
export function fillParts(pairs: { info: NameInfo }[], parts: readonly InPart[], value: Shape["value"]): void {
  parts.forEach(({ part: { slot, word, unit = "", isWhole = false }, info }, at) => {
    const number = value[slot]!;
    pairs[at]!.info = number <= (isWhole ? WHOLE_MAX : PARTS_MAX)
      ? nameInPart(info, { word, number: `${number}${unit}`, isWhole })
      : info;
  });
}

/** What a part adds to a name. */
interface PartName {
  word: string;
  number: string;
  isWhole: boolean;
}

/** The name of a part's metric, which may be that of the part alone. Names that come again share one record. */
function nameInPart(info: NameInfo, { word, number, isWhole }: PartName): NameInfo {
  const isGlued = word.endsWith("@") || (isWhole && isUnspaced(word.charCodeAt(word.length - 1)));
  const part = `${word}${isGlued ? "" : " "}${number}`.trim(),
    key = isWhole || info.name === word ? part : `${part} ${info.name}`,
    known = kept.get(key);
  if (known) return known;
  if (kept.size >= NAMES_KEPT) kept.clear();
  const named = { ...info, name: canonicalName(key) };
  kept.set(key, named);
  return named;
}
