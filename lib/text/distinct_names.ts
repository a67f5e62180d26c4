/**
 * Splits names that are shown together into the beginning that they share and the rest that distinguishes them. Pure.
 *
 * @module
 */
import { showHidden } from "./visible.ts";

/** The parts of a name. Joined, they are the name with its hidden characters written out. */
export interface DistinctName {
  /** Ends with a separator; "" when the shared beginning is short. */
  shared: string;
  /** Empty only when the name is. */
  own: string;
}

/** Shortest beginning that is split off. Names that differ earlier are not compared. */
const SHARED_MIN_CHARS = 16;

/**
 * Splits each name, in the same order. The shared beginning ends at the end of a word, and never between a word and its number, as in
 * `lr-0.1`. Equal names are not split.
 *
 * @example
 * ```ts
 * import { distinctNames } from "./distinct_names.ts";
 * distinctNames(["resnet50-imagenet-bf16", "resnet50-imagenet-fp32"]).map(({ own }) => own); // ["bf16", "fp32"]
 * ```
 */
export function distinctNames(written: readonly string[]): DistinctName[] {
  const names = written.map((name) => showHidden(name));
  const groups = Map.groupBy(names, (name) => name.slice(0, SHARED_MIN_CHARS));
  const ends = new Map([...groups].map(([start, group]) => [start, endOfShared(group)]));
  return names.map((name) => {
    const end = ends.get(name.slice(0, SHARED_MIN_CHARS))!;
    return { shared: name.slice(0, end), own: name.slice(end) };
  });
}

/** Length of the shared beginning; 0 for none. */
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
