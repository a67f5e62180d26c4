/**
 * The numbers of a logarithmic axis: its range and its ticks. Values of 0 and below have no place on it.
 *
 * @module
 */
import { type Axis, type Range, widenToTicks } from "./axis.ts";

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

/** A range that spans less than this factor has linear ticks: powers of ten would leave it without any. */
const FACTOR_LINEAR = 3;

/**
 * The range made larger until both ends are ticks.
 *
 * @param gaps about how many gaps there are in a range so narrow that its ticks are as on a linear axis
 *
 * @example
 * ```ts
 * import { widenToLogTicks } from "./log_axis.ts";
 * widenToLogTicks({ low: 0.03, high: 0.4 }, 5); // { low: 0.02, high: 0.5, ticks: [0.02, 0.05, 0.1, 0.2, 0.5] }
 * ```
 */
export function widenToLogTicks(range: Range, gaps: number): Axis {
  const { low, high } = widenLogRange(range);
  if (high / low < FACTOR_LINEAR) {
    const axis = widenToTicks({ low, high }, gaps);
    return axis.low > 0 ? axis : { low, high, ticks: axis.ticks.filter((tick) => tick > 0) };
  }
  const first = Math.floor(Math.log10(low)), last = Math.ceil(Math.log10(high));
  const factors = last - first <= DECADES_FEW ? [1, 2, 5] : [1];
  const apart = Math.max(1, Math.ceil((last - first) / TICKS_MAX)), from = Math.floor(first / apart) * apart;
  const all: number[] = [];
  for (let power = from; power <= last + apart; power += apart) {
    all.push(...factors.map((factor) => Number(`${factor}e${power}`)));
  }
  const known = all.filter((tick) => tick > 0 && Number.isFinite(tick));
  const below = known.filter((tick) => tick <= low).at(-1) ?? low, above = known.find((tick) => tick >= high) ?? high;
  return { low: below, high: above, ticks: known.filter((tick) => tick >= below && tick <= above) };
}
