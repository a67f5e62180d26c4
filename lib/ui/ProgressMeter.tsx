/**
 * Shows how far a run has come, when its log says so.
 *
 * @module
 */
import type { JSX } from "preact";
import type { Progress } from "../model.ts";
import { formatDuration } from "../text/format.ts";

/**
 * Describes the progress: "step 120 of 400 · epoch 2 of 10 · 3 min left". Empty when the log says nothing about it. A total below
 * the step counts something else and is left out.
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

/** "1,200 of 4,000", or "1,200" when there is no total or it is below the count. */
export function countOf(count: number, total: number | null): string {
  const written = count.toLocaleString("en");
  return total === null || count > total ? written : `${written} of ${total.toLocaleString("en")}`;
}

/** A progress bar. Null when there is no step, or no total that it is within. */
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
