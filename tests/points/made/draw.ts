/**
 * Random choices that a seed repeats, and the habits that were chosen. Knows nothing about logs.
 *
 * @module
 */

/** Random choices of one log. */
export interface Draw {
  /** What was chosen, as `group: key`. */
  readonly habits: string[];
  /** Picks one of a table, and notes its key as a habit. */
  one<T>(group: string, table: Readonly<Record<string, T>>): T;
  /** True with this probability. Notes the habit when it is true. */
  maybe(habit: string, share: number): boolean;
  /** A whole number, both ends included. Notes nothing. */
  int(from: number, to: number): number;
  /** A number between two others. Notes nothing. */
  real(from: number, to: number): number;
}

/** Choices that are the same for the same seed. */
export function makeDraw(seed: number): Draw {
  let state = (seed * 0x9e3779b1) >>> 0;
  /** Mulberry32, a small public domain generator. */
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const habits: string[] = [];
  const int = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  return {
    habits,
    one(group, table) {
      const keys = Object.keys(table), key = keys[int(0, keys.length - 1)]!;
      habits.push(`${group}: ${key}`);
      return table[key]!;
    },
    maybe(habit, share) {
      const isTrue = next() < share;
      if (isTrue) habits.push(habit);
      return isTrue;
    },
    int,
    real: (from, to) => from + next() * (to - from),
  };
}
