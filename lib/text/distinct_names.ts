/**
 * Names that are shown together, in two parts: the beginning that they share, which may be left out, and what tells them apart.
 * Pure.
 *
 * @module
 */

/** A name; both parts joined are the whole. */
export interface DistinctName {
  /** Ends with a separator; "" when too little is shared to be worth leaving out. */
  shared: string;
  /** Never empty unless the name is. */
  own: string;
}

/** Shorter beginnings are left where they are; names that differ earlier have nothing to do with each other. */
const SHARED_MIN_CHARS = 16;

/**
 * Each name's parts, in the same order. The beginning ends at a word's end, and before a word that tells what the number after it
 * is. Names that are all the same stay whole.
 *
 * @example
 * ```ts
 * import { distinctNames } from "./distinct_names.ts";
 * distinctNames(["resnet50-imagenet-bf16", "resnet50-imagenet-fp32"]).map(({ own }) => own); // ["bf16", "fp32"]
 * ```
 */
export function distinctNames(names: readonly string[]): DistinctName[] {
  const groups = Map.groupBy(names, (name) => name.slice(0, SHARED_MIN_CHARS));
  const ends = new Map([...groups].map(([start, group]) => [start, endOfShared(group)]));
  return names.map((name) => {
    const end = ends.get(name.slice(0, SHARED_MIN_CHARS))!;
    return { shared: name.slice(0, end), own: name.slice(end) };
  });
}

/** Characters at the start of all names that may be left out. */
function endOfShared(names: readonly string[]): number {
  const [first, ...others] = new Set(names);
  if (first === undefined || others.length === 0) return 0;
  let length = 0;
  while (
    length < first.length - 1 && others.every((name) => name.length > length + 1 && name[length] === first[length])
  ) {
    length++;
  }
  const ends = [...first.slice(0, length).matchAll(/[-_/,\s]+/g)].map((found) => found.index + found[0].length)
    .filter((end) => end >= SHARED_MIN_CHARS).reverse();
  const isWord = (end: number) => names.every((name) => !/^[\d.]/.test(name.slice(end)));
  return ends.find(isWord) ?? ends[0] ?? 0;
}
