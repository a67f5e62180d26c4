/**
 * The numbers of a logarithmic axis: its range and its ticks. Values of 0 and below have no place on it.
 *
 * @module
 */
import type { Range } from "./axis.ts";

/** With fewer decades than this, there are ticks between the powers of ten. */
const DECADES_FEW = 3;
/** More labels than this crowd. */
const TICKS_MAX = 8;

/**
 * The range with room for a line: a single value gets a factor of 2 on both sides.
 *
 * @example
 * ```ts
 * import { widenLogRange } from "./log_axis.ts";
 * widenLogRange({ low: 3, high: 3 }); // { low: 1.5, high: 6 }
 * ```
 */
export function widenLogRange({ low, high }: Range): Range {
  if (!(low > 0)) return { low: 0.1, high: 1 };
  return high > low ? { low, high } : { low: low / 2, high: high * 2 };
}

/**
 * The ticks of a range: powers of ten, and 2 and 5 times these where there are few.
 *
 * @example
 * ```ts
 * import { listLogTicks } from "./log_axis.ts";
 * listLogTicks({ low: 0.02, high: 3 }); // [0.02, 0.05, 0.1, 0.2, 0.5, 1, 2]
 * ```
 */
export function listLogTicks({ low, high }: Range): number[] {
  const first = Math.floor(Math.log10(low)), last = Math.ceil(Math.log10(high));
  const factors = last - first <= DECADES_FEW ? [1, 2, 5] : [1];
  const apart = Math.max(1, Math.ceil((last - first) / TICKS_MAX));
  const ticks: number[] = [];
  for (let power = first; power <= last; power += apart) {
    for (const factor of factors) {
      const tick = Number(`${factor}e${power}`);
      if (tick >= low && tick <= high) ticks.push(tick);
    }
  }
  return ticks;
}
