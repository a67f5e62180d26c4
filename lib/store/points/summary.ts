/**
 * Adds points to a metric's summary. The sum carries what rounding loses, so that the mean is exact however many points there are
 * (Neumaier, "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen", 1974).
 *
 * @module
 */
import type { MetricKind, MetricSummary } from "../../model.ts";

/** A summary with what its mean is made of. */
export interface StoredSummary extends MetricSummary {
  /** Sum of all finite values, and what rounding took from it. NaN for a summary that an older version began. */
  sum: number;
  carry: number;
  /** Number of finite values. */
  finite: number;
}

/** Summary of a metric without points. */
export function emptySummary(name: string, kind: MetricKind): StoredSummary {
  const nothing = { last: NaN, lastStep: NaN, min: NaN, max: NaN, minStep: NaN, maxStep: NaN, mean: NaN };
  return { name, kind, count: 0, ...nothing, sum: 0, carry: 0, finite: 0 };
}

/** Adds `count` points, at least one, from index `from` on. */
export function addToSummary(
  summary: StoredSummary,
  { value, step }: { value: ArrayLike<number>; step: ArrayLike<number> },
  { from, count }: { from: number; count: number },
): void {
  let { min, max, minStep, maxStep, sum, carry, finite } = summary;
  for (let i = from; i < from + count; i++) {
    const each = value[i]!;
    if (each !== each) continue;
    if (!(min <= each)) min = each, minStep = step[i]!;
    if (!(max >= each)) max = each, maxStep = step[i]!;
    if (each - each !== 0) continue; // an infinity
    const next = sum + each;
    carry += Math.abs(sum) >= Math.abs(each) ? (sum - next) + each : (each - next) + sum;
    sum = next;
    finite++;
  }
  const end = from + count - 1, mean = finite === 0 ? NaN : (sum + carry) / finite;
  const last = { last: value[end]!, lastStep: step[end]!, count: summary.count + count };
  Object.assign(summary, { min, max, minStep, maxStep, sum, carry, finite, mean, ...last });
}
