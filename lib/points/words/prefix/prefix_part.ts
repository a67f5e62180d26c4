/**
 * What a part of a prefix is: text of a logger, a launcher or a terminal before a program's own words. Its lines are what it promises, and
 * its tests.
 *
 * @module
 */
import type { Skip } from "./skip.ts";

import type { Clues } from "../../scan/clues.ts";

/** Where a part may stand. Behind a `stamp` means behind any part of the same turn but a level. */
export type PartPlace = "anywhere" | "start of the line" | "behind a colon" | "behind a part" | "behind a stamp";

/** Where the digits of a rank begin, and how they are meant. */
export interface RankMark {
  /** Offset of the digits behind the mark at an offset. */
  digits(text: string, at: number): number;
  /** True when the rank is a bare number: it may be the line's step. */
  isBare: boolean;
  /** What the replicas of a service count from; -1 for a rank that is none. */
  replicasFrom: number;
}

/** One part. Its place in the table is its turn. */
export interface PrefixPart {
  /** What it is, in plain words. */
  name: string;
  place: PartPlace;
  /** Lines with this part, and the program's own words on them. */
  lines: readonly (readonly [line: string, own: string])[];
  /** What stands in each line with this part; nothing that does where they are left out. */
  clues?: Clues;
  /** Offset behind the part; the same offset where it doesn't stand. */
  skip(text: string, at: number): number;
  rank?: RankMark;
}

/** A part that a skip describes. */
export interface PartOfSkip extends Omit<PrefixPart, "skip"> {
  own: Skip;
}

/** Offset behind what stands at an offset; the same offset where it doesn't stand. */
export function skipOrStay(skip: Skip, text: string, at: number): number {
  const end = skip(text, at);
  return end < 0 ? at : end;
}

/** Makes a part of what it skips. */
export function makePart({ own, ...part }: PartOfSkip): PrefixPart {
  return { ...part, skip: (text, at) => skipOrStay(own, text, at) };
}

/** Makes a part with a rank of two skips: the mark before the digits, and the digits with what belongs to them. */
export function makeRankPart(
  { mark, tail, replicasFrom = -1, ...part }: Omit<PrefixPart, "skip" | "rank"> & {
    mark: Skip;
    tail: Skip;
    replicasFrom?: number;
  },
): PrefixPart {
  const digits = (text: string, at: number) => skipOrStay(mark, text, at);
  return {
    ...part,
    rank: { digits, isBare: false, replicasFrom },
    skip(text, at) {
      const from = digits(text, at);
      const end = from > at ? skipOrStay(tail, text, from) : at;
      return end > from ? end : at;
    },
  };
}
