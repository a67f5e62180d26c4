/**
 * A sum over the ids of runs, by which two sides see that they know the same ones. Pure, both sides.
 *
 * @module
 */

/** The ends of ids are random: 8 hexadecimal digits of them. */
const END_CHARS = 8, LIMIT = 2 ** 32;

/**
 * The sum of the ends of ids, below 2³². Their order does not count.
 *
 * @example
 * ```ts
 * import { sumIds } from "./row_ids.ts";
 * sumIds(["01900000-0000-7000-8000-000000000001", "01900000-0000-7000-8000-000000000002"]); // 3
 * ```
 */
export const sumIds = (ids: Iterable<string>): number => {
  let sum = 0;
  for (const id of ids) sum = (sum + parseInt(id.slice(-END_CHARS), 16)) % LIMIT;
  return sum;
};
