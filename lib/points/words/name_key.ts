/**
 * Keeps names as numbers of 53 bits: the chance that two of a thousand names share one is below 1 in 10^10. The hash is cyrb53's.
 *
 * @module
 */
import { makeRecent } from "../recent.ts";

const KEYS_KEPT = 8192;
const kept = makeRecent<string, number>(KEYS_KEPT);

/** The number of a name, from 0 to 2^53 - 1. */
export function nameKey(name: string): number {
  const known = kept.get(name);
  if (known !== undefined) return known;
  let high = 0xdeadbeef, low = 0x41c6ce57;
  for (let i = 0; i < name.length; i++) {
    const code = name.charCodeAt(i);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  const key = (high >>> 0) * 2_097_152 + (low >>> 11);
  kept.set(name, key);
  return key;
}
