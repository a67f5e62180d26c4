/**
 * Random choices that a seed repeats.
 *
 * @module
 */

/** Random choices. */
export interface Random {
  /** A whole number from 0 to `below` - 1. */
  whole(below: number): number;
  pick<T>(items: readonly T[]): T;
}

/** Random choices by Mulberry32: https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
export function makeRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (below: number) => Math.floor(next() * below);
  return { whole, pick: (items) => items[whole(items.length)]! };
}
