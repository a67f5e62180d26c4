/**
 * How far a run has come, where its log tells.
 *
 * @module
 */
import type { JSX } from "preact";
import type { Progress } from "../model.ts";
import { formatDuration } from "../series/format.ts";

/**
 * "step 120 of 400 · epoch 2 of 10 · 3 min left"; empty when the log tells nothing.
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
  if (step !== null) parts.push(total === null ? `step ${step}` : `step ${step} of ${total}`);
  if (epoch !== null) {
    parts.push(epochTotal === null ? `epoch ${epoch}` : `epoch ${epoch} of ${epochTotal}`);
  }
  if (secondsLeft !== null) parts.push(`${formatDuration(secondsLeft * 1000)} left`);
  return parts.join(" · ");
}

/** A bar; nothing when the log gives no total. */
export function ProgressMeter({ progress }: { progress: Progress }): JSX.Element | null {
  const { step, total } = progress;
  if (step === null || total === null || total <= 0) return null;
  return (
    <progress
      class="meter"
      value={Math.min(step, total)}
      max={total}
      aria-label={`Progress: ${describeProgress(progress)}`}
    />
  );
}
