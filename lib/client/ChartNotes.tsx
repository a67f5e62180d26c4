/**
 * What to know about a chart besides its lines: the server doesn't answer, or stretches have no points.
 *
 * @module
 */
import type { JSX } from "preact";

/** A stretch of steps without points. */
export interface GapNote {
  metric: string;
  gap: readonly [number, number];
  /** Name of its run; null when there is only one. */
  run: string | null;
}

/** Gaps that are named; the rest are counted. */
const GAPS_NAMED = 3;

/** The notes; nothing when all is well. */
export function ChartNotes(
  { failingSince, gaps }: { failingSince: number | null; gaps: readonly GapNote[] },
): JSX.Element {
  return (
    <>
      <div role="status">
        {failingSince !== null && (
          <p class="chart-note chart-note-bad">
            <strong>Metrics unavailable</strong> <span>Trying again. What is shown was read before.</span>
          </p>
        )}
      </div>
      {gaps.length > 0 && (
        <p class="chart-note chart-note-warn">
          <strong>Gaps</strong> <span>{describeGaps(gaps)}</span>
        </p>
      )}
    </>
  );
}

/**
 * The first gaps in words, the others counted.
 *
 * @example
 * ```ts
 * import { describeGaps } from "./ChartNotes.tsx";
 * describeGaps([{ metric: "loss", gap: [400, 900], run: null }]); // "loss has no points between steps 400 and 900"
 * ```
 */
export function describeGaps(gaps: readonly GapNote[]): string {
  const named = gaps.slice(0, GAPS_NAMED).map(({ metric, gap, run }) =>
    `${run === null ? "" : `${run}: `}${metric} has no points between steps ${gap[0]} and ${gap[1]}`
  );
  const more = gaps.length - named.length;
  return named.join("; ") + (more > 0 ? `; and ${more} more` : "");
}
