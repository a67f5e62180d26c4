/**
 * How far a run has come, where its log tells.
 *
 * @module
 */
import type { JSX } from "preact";
import type { Progress } from "../model.ts";
import { formatDuration } from "../text/format.ts";

/**
 * "step 120 of 400 · epoch 2 of 10 · 3 min left"; empty when the log tells nothing. A total that the step is past already is
 * not one of the same count and is left out.
 *
 * @example
 * ```ts
 * import { describeProgress } from "./ProgressMeter.tsx";
 * describeProgress({ step: 5, total: 10, epoch: null, epochTotal: null, rate: null, secondsLeft: null }); // "step 5 of 10"
 * ```
 */
export function describeProgress(progress: Progress): string {
  const { step, total, epoch, epochTotal, secondsLeft } = progress;
  const parts = [];
  if (step !== null) parts.push(`step ${countOf(step, total)}`);
  if (epoch !== null) parts.push(`epoch ${countOf(epoch, epochTotal)}`);
  if (secondsLeft !== null && secondsLeft > 0) parts.push(`${formatDuration(secondsLeft * 1000)} left`);
  return parts.join(" · ");
}

/** "1,200 of 4,000", or "1,200" when there is no total or the count is past it. */
export function countOf(count: number, total: number | null): string {
  const written = count.toLocaleString("en");
  return total === null || count > total ? written : `${written} of ${total.toLocaleString("en")}`;
}

/** A bar; nothing when the log gives no total that the step is within. */
export function ProgressMeter({ progress }: { progress: Progress }): JSX.Element | null {
  const { step, total } = progress;
  if (step === null || total === null || total <= 0 || step > total) return null;
  return (
    <progress
      class="meter"
      value={step}
      max={total}
      aria-label={`Progress: ${describeProgress(progress)}`}
    />
  );
}
