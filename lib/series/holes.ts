/**
 * Values that are no numbers or infinite, of which thinning keeps some: the first of every burst, where these are few. Pure.
 *
 * @module
 */

/**
 * Indexes of the first value of each burst of NaN, +∞ or −∞, at most so many: of more bursts the first of each kind, and further ones that
 * are spread evenly.
 *
 * @param most 3 or more
 * @example
 * ```ts
 * import { findHoles } from "./holes.ts";
 * findHoles([1, NaN, NaN, Infinity, 2, NaN], 9); // [1, 3, 5]
 * ```
 */
export function findHoles(values: ArrayLike<number>, most: number): number[] {
  const bursts: number[] = [], kinds = new Map<number, number>();
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    if (value - value === 0) continue;
    if (Object.is(values[index - 1], value)) continue;
    if (!kinds.has(value)) kinds.set(value, index);
    bursts.push(index);
  }
  if (bursts.length <= most) return bursts;
  const room = most - kinds.size;
  const spread = Array.from({ length: room }, (_, at) => bursts[Math.floor(at * bursts.length / room)]!);
  return [...new Set([...kinds.values(), ...spread])].sort((a, b) => a - b);
}
